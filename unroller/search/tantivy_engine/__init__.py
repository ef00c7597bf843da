"""tantivy, the engine for large archives: an optional extra. The only place that imports it."""

from unroller.search.tantivy_engine.engine import TantivyEngine

__all__ = ["TantivyEngine"]
