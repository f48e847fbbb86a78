"""What people look at: pictures that say the same as the tables beside them."""
