"""Observations of sources as records, and back. Keys are only ever added; what says nothing is left out.

``observation_from_record(observation_record(o)) == o`` for every observation whose strings can be stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

from unroller.article.sources import index_observations
from unroller.errors import FormatVersionError, InputError
from unroller.model import UNKNOWN_DATE, Description, Hop, LinkStatus, Memento, Observation, SourceForm
from unroller.serialization import values
from unroller.serialization.codec import Record
from unroller.serialization.decode import date, quote
from unroller.serialization.encode import date_record, quote_record

#: The version this program writes.
SCHEMA = 1


def observation_record(observation: Observation) -> Record:
    """`observation` as JSON values; what says nothing is left out."""
    record: Record = {"schema": SCHEMA, "at": observation.at, "url": observation.url, "state": observation.state}
    memento = observation.memento
    said: Record = {
        "status": observation.status,
        "hops": [{"url": hop.url, "status": hop.status} for hop in observation.hops],
        "final": observation.final,
        "parameters": list(observation.parameters),
        "description": _description_record(observation.description) if observation.description else None,
        "memento": {"url": memento.url, "at": memento.at} if memento else None,
        "etag": observation.etag,
        "modified": observation.modified,
        "note": observation.note or None,
    }
    return record | _without_empty(said)


def observation_from_record(record: Record) -> Observation:
    """The observation in a record. A state that this program does not know is read as unknown.

    Raises:
        FormatVersionError: a newer program wrote it.
        InputError: a needed value is missing or of the wrong type; the message names it.
    """
    schema = values.whole(record, "schema")
    if schema < 1:
        raise InputError("record: no schema version: not a record of an observation")
    if schema > SCHEMA:
        raise FormatVersionError(f"record: schema {schema} was written by a newer unroller: update this program")
    return Observation(
        at=values.text(record, "at"),
        url=values.text(record, "url"),
        state=cast(LinkStatus, values.word(record, "state", get_args(LinkStatus), "unknown")),
        status=values.whole_or_none(record, "status"),
        hops=values.many(record, "hops", lambda hop: Hop(values.text(hop, "url"), values.whole(hop, "status"))),
        final=values.text_or_none(record, "final"),
        parameters=values.texts(record, "parameters"),
        description=values.maybe(record, "description", _description),
        memento=values.maybe(record, "memento", lambda m: Memento(values.text(m, "url"), values.text(m, "at"))),
        etag=values.text_or_none(record, "etag"),
        modified=values.text_or_none(record, "modified"),
        note=values.text(record, "note", ""),
    )


def observations_record(sources: list[Record], observations: Sequence[Observation]) -> Record:
    """What a kept thread's record says beside its own: each of its `sources` with what is known of it by now
    (``observed``, null where nobody looked), and all `observations`, the oldest first."""
    known = index_observations(observations)
    return {
        "sources": [
            source | {"observed": observation_record(found) if (found := known.of(source["url"])) else None}
            for source in sources
        ],
        "observations": [observation_record(one) for one in observations],
    }


def _description_record(description: Description) -> Record:
    said: Record = {
        "title": description.title,
        "site": description.site,
        "authors": list(description.authors),
        "published": date_record(description.published) if description.published != UNKNOWN_DATE else None,
        "lang": description.lang,
        "canonical": description.canonical,
        "doi": description.doi,
        "quote": quote_record(description.quote) if description.quote else None,
    }
    return {"form": description.form} | _without_empty(said)


def _description(record: Record) -> Description:
    return Description(
        form=cast(SourceForm, values.word(record, "form", get_args(SourceForm), "page")),
        title=values.text_or_none(record, "title"),
        site=values.text_or_none(record, "site"),
        authors=values.texts(record, "authors"),
        published=values.maybe(record, "published", date) or UNKNOWN_DATE,
        lang=values.text_or_none(record, "lang"),
        canonical=values.text_or_none(record, "canonical"),
        doi=values.text_or_none(record, "doi"),
        quote=values.maybe(record, "quote", quote),
    )


def _without_empty(said: Record) -> Record:
    return {key: value for key, value in said.items() if value is not None and value != []}
