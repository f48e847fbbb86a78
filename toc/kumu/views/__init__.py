"""Kumu's language for views: reading, linting and evaluating what the advanced editor holds."""
