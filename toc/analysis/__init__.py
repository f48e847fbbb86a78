"""What a theory tells: coverage, routes, priority."""
