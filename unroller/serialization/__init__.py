"""Threads and articles as JSON: what ``read --to json`` prints and what ``data/thread.json`` keeps.

A record is the public shape; its keys are only ever added to. A change of meaning raises ``SCHEMA`` and appends to
``UPGRADES`` (both in :mod:`unroller.serialization.codec`) the function that lifts an older record. Unknown keys are
ignored, unknown words of a vocabulary fall back to its neutral one, so a record of a newer minor version is read as
far as it is understood.

``thread_from_record(loads(dumps(thread_record(thread, article)))) == thread`` for every thread whose strings can be
stored (no NUL, no lone surrogates: :func:`unroller.text.printable`); likewise for the article.
"""

from unroller.serialization.codec import SCHEMA, Record, dumps, loads
from unroller.serialization.decode import article_from_record, thread_from_json, thread_from_record
from unroller.serialization.encode import additions_record, thread_record
from unroller.serialization.observations import observation_from_record, observation_record, observations_record

__all__ = [
    "SCHEMA",
    "Record",
    "additions_record",
    "article_from_record",
    "dumps",
    "loads",
    "observation_from_record",
    "observation_record",
    "observations_record",
    "thread_from_json",
    "thread_from_record",
    "thread_record",
]
