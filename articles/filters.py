"""The list's parameters."""
