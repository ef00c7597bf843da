"""The same records as the command line's ``--json``, for programs that read. It changes nothing."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, request

from unroller.library import build_hit_record, build_summary_record
from unroller.library.reading import export
from unroller.text import replace_unprintable
from unroller.web.state import get_library, get_number, get_state

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")

SUGGESTIONS = 10

Record = dict[str, object]


@blueprint.get("/threads")
def list_threads() -> Record:
    """StoredThread threads, newest first: ``?limit=`` (at most 1,000) and ``?offset=``."""
    limit, offset = get_number("limit", 100, 1000), get_number("offset", 0, 10**9)
    catalog = get_state().catalog
    return {
        "total": catalog.count_threads(),
        "threads": [build_summary_record(one) for one in catalog.list_threads(limit=limit, offset=offset)],
    }


@blueprint.get("/threads/<key:key>")
def get_thread(key: str) -> Response:
    """One kept thread, as ``read --to json`` prints it."""
    kept = get_library().load(key)
    return Response(
        export(kept.thread, get_library().build_article(kept), "json", kept.state.additions, kept.observations),
        mimetype="application/json",
    )


@blueprint.get("/search")
def search_posts() -> Record:
    """Posts that match ``?q=``, best first: ``?limit=`` (at most 200) and ``?offset=``; ``?facets=1`` counts all.

    Where nothing does, ``instead`` names the query that was meant, and all of the rest is about that: unless
    ``?verbatim=1``.
    """
    query = replace_unprintable(request.args.get("q", "")).strip()
    answer = get_state().answer(
        query,
        get_number("limit", 20, 200),
        get_number("offset", 0, 10**6),
        facets=request.args.get("facets") == "1",
        verbatim=request.args.get("verbatim") == "1",
    )
    results = answer.results
    record: Record = {
        "query": query,
        "instead": answer.instead,
        "threads": results.total_threads,
        "exact": results.exact,
        "strict": results.strict,
        "hints": [str(hint) for hint in results.hints],
        "hits": [build_hit_record(hit) for hit in results.hits],
    }
    if spread := results.facets:
        counts = {
            field: [{"value": value, "threads": threads} for value, threads in values]
            for field, values in spread.counts.items()
        }
        months = [{"month": month, "threads": threads} for month, threads in spread.months]
        record["facets"] = {**counts, "months": months, "exact": spread.exact}
    return record


@blueprint.get("/suggest")
def suggest_queries() -> Record:
    """How ``?q=`` may go on: whole queries, with what was put in and how many threads have it; of titles, the page."""
    query = replace_unprintable(request.args.get("q", ""))
    suggestions = map(asdict, get_state().suggest(query, SUGGESTIONS))
    return {"query": query, "suggestions": [{key: value for key, value in one.items() if value} for one in suggestions]}
