"""What a theory of change is. No method here reaches into a higher room."""
