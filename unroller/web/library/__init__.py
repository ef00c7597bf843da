"""The lists of what is kept."""
