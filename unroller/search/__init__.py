"""Finding posts again: one query language, one tokenizer, engines behind a seam, an index that is only a cache."""

from unroller.search.completion import Suggestion
from unroller.search.engine import ENGINES, Facets
from unroller.search.index import SearchIndex
from unroller.search.query import Query, parse_query
from unroller.search.results import Hit, Results

__all__ = ["ENGINES", "Facets", "Hit", "Query", "Results", "SearchIndex", "Suggestion", "parse_query"]
