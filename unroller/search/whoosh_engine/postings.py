"""Our posting format for Whoosh: a term's positions in a document, packed.

The class's import path is pickled into every index: it never moves. Values given to the field are ready-made
``(term, positions)`` pairs, so that no analyzer of Whoosh ever sees a text.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh.formats import Format

#: What a field takes: each term once, with its positions in order.
TermPositions = Sequence[tuple[str, Sequence[int]]]


class PackedPositions(Format):  # type: ignore[misc]  # Whoosh is untyped
    """Positions as unsigned 32-bit numbers, little-endian on the machines that write them and read back there."""

    def word_values(
        self, value: TermPositions, _analyzer: Any, **_options: Any
    ) -> Iterator[tuple[str, int, float, bytes]]:
        """Each term with its frequency, weight and packed positions."""
        for term, positions in value:
            yield term, len(positions), float(len(positions)), array("I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """The positions in order."""
        return unpack(value)

    def decode_frequency(self, value: bytes) -> int:
        """How often the term stands in the document."""
        return len(value) // array("I").itemsize

    def decode_weight(self, value: bytes) -> float:
        """The same, as a weight."""
        return float(self.decode_frequency(value))


def unpack(value: bytes) -> list[int]:
    """The positions in order."""
    held = array("I")
    held.frombytes(value)
    return held.tolist()
