"""Read → extract → store for many files."""
