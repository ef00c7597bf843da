"""What a format is: a name, a label for people, a question (is this mine?) and an answer (these are the posts)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from unroller.limits import DEFAULT, Limits
from unroller.model import Platform

if TYPE_CHECKING:
    from unroller.readers.draft import DraftThread
    from unroller.readers.input import InputText

#: Confidence of a format that recognises its own marks. At most one format gives this much for any capture.
CERTAIN = 0.9
#: Confidence of a format whose marks stand there, but not in full.
FAIRLY_SURE = 0.8
#: Confidence of a shape that many tools share (rules, an address on the first line).
LIKELY = 0.5
#: Confidence of plain text, which anything is.
LAST_RESORT = 0.1


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: `platform` overrules what was detected, `limits` bound what is read."""

    platform: Platform | None = None
    limits: Limits = DEFAULT


@dataclass(frozen=True, slots=True)
class Detection:
    """What a capture was taken for: the format's name, its label for people, and how sure that is (0 to 1)."""

    format: str
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Format:
    """One shape that threads come in. `detect` gives 0 for any other shape; `read` may refuse with InputError."""

    name: str
    label: str
    detect: Callable[[InputText], float]
    read: Callable[[InputText, ReadOptions], tuple[DraftThread, ...]]
