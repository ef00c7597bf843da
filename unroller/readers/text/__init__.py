"""Readers of text copied from pages."""
