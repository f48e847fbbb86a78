"""What is different between two Kumu documents, part by part."""
