"""Readers of Markdown that other programs write."""
