"""Public pages, one module per thing shown."""
