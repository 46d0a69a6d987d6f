"""What curators do."""
