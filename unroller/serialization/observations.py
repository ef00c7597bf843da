"""Observations of sources as records, and back. Keys are only ever added; what says nothing is left out.

``observation_from_record(observation_record(o)) == o`` for every observation whose strings can be stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import to_builtins

from unroller.errors import FormatVersionError, InputError
from unroller.messages import Message
from unroller.model import UNKNOWN_DATE, Description, Observation
from unroller.serialization.codec import Record
from unroller.serialization.conversion import from_record
from unroller.serialization.encode import quote_record

#: The version this program writes.
SCHEMA = 1


def observation_record(observation: Observation) -> Record:
    """`observation` as JSON values; what says nothing is left out."""
    description, needed = observation.description, ("at", "url", "state")
    record: Record = to_builtins(observation)
    record["hops"], record["parameters"] = list(record["hops"]), list(record["parameters"])
    record["description"] = _description_record(description) if description else None
    record["note"] = observation.note or None
    return {"schema": SCHEMA} | {name: record.pop(name) for name in needed} | _without_empty(record)


def observation_from_record(record: Record) -> Observation:
    """The observation in a record. A state that this program does not know is read as unknown.

    Raises:
        FormatVersionError: a newer program wrote it.
        InputError: a needed value is missing or of the wrong type; the message names it.
    """
    schema = record.get("schema")
    if type(schema) is not int or schema < 1:
        raise InputError(Message("record: no schema version: not a record of an observation"))
    if schema > SCHEMA:
        raise FormatVersionError(
            Message("record: schema {number} was written by a newer unroller: update this program", number=schema)
        )
    return from_record(record, Observation)


def observations_record(sources: list[Record], observations: Sequence[Observation]) -> Record:
    """What a kept thread's record says beside its own: each of its `sources` with what is known of it by now
    (``observed``, null where nobody looked), and all `observations`, the oldest first."""
    from unroller.article.sources import index_observations  # brings how posts are stitched, and few records need it

    known = index_observations(observations)
    return {
        "sources": [
            source | {"observed": observation_record(found) if (found := known.of(source["url"])) else None}
            for source in sources
        ],
        "observations": [observation_record(one) for one in observations],
    }


def _description_record(description: Description) -> Record:
    record: Record = to_builtins(description)
    record["authors"] = list(description.authors)
    record["published"] = record["published"] if description.published != UNKNOWN_DATE else None
    record["quote"] = quote_record(description.quote) if description.quote else None
    return _without_empty(record)


def _without_empty(said: Record) -> Record:
    return {key: value for key, value in said.items() if value is not None and value != []}
