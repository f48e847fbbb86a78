"""Names changed everywhere at once: in items, views, links and wherever else they are named."""
