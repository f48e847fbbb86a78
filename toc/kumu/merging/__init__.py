"""Three-way merge of Kumu documents: what two sides made of a common base, as one."""
