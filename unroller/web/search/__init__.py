"""The search page and its feeds."""
