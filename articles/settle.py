"""An article's row from its extraction, its sidecar and its corrections."""
