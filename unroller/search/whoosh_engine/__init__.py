"""Whoosh, the embedded engine: nothing to run, pure Python. The only place that imports it."""

from unroller.search.whoosh_engine.engine import WhooshEngine

__all__ = ["WhooshEngine"]
