"""Saved pages of posts: a module for the markup of each site, and one for conventions that any site may follow."""
