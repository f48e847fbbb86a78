"""Kumu's files, read and written without losing a byte. Nothing here knows what a theory is."""
