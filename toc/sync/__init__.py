"""Two living copies: a theory file here, its map in Kumu."""
