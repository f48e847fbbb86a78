"""The same theory elsewhere: one format, one module, both ways."""
