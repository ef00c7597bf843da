"""Our posting format for Whoosh: four bytes a posting, whatever the number of positions.

Whoosh pickles the values of a block one by one, which is large and slow to read, unless all have one size. So a posting
holds the position of a word that stands once in a document, as most do; of any other, where in the document's own table
its positions are. That table is a column.

The class's import path is pickled into every index: it never moves. Values given to the field are ready-made, so that
no analyzer of Whoosh ever sees a text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from struct import Struct
from typing import Any

from whoosh.formats import Format

#: A term, how often it stands in the document, and its value.
Posting = tuple[str, int, bytes]

_VALUE = Struct("<I")
_IN_TABLE = 0x8000_0000


class PackedPositions(Format):  # type: ignore[misc]  # Whoosh is untyped
    """Values of four bytes: a position, or a place in the document's table."""

    posting_size = _VALUE.size

    def word_values(self, value: Sequence[Posting], _analyzer: Any, **_options: Any) -> Iterator[tuple[Any, ...]]:
        """Each term with its frequency, weight and value."""
        for term, often, packed in value:
            yield term, often, float(often), packed


def pack(terms: Mapping[str, Sequence[int]], table: array[int]) -> tuple[Posting, ...]:
    """The postings of a document, given each term's positions; what does not fit in them is appended to `table`."""
    found = []
    for term, positions in terms.items():
        if len(positions) == 1:
            value = positions[0]
        else:
            value = _IN_TABLE | len(table)
            table.append(len(positions))
            table.extend(positions)
        found.append((term, len(positions), _VALUE.pack(value)))
    return tuple(found)


def in_table(value: bytes) -> int | None:
    """Where in the document's table a posting's positions are; None when the posting holds its one position."""
    place = int(_VALUE.unpack(value)[0])
    return place & ~_IN_TABLE if place & _IN_TABLE else None


def position(value: bytes) -> int:
    """The one position that a posting holds."""
    return int(_VALUE.unpack(value)[0])
