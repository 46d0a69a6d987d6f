"""The curators' desk: Django's admin, one module per model."""
