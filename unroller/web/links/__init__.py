"""The pages of sources and link checks."""
