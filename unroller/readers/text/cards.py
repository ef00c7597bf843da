"""Link cards behind a post. Thread Reader leaves title, description, and the address twice, a line each; copies of X
leave title, description and the bare host."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from unroller.model import Attachment

_ADDRESS = re.compile(r"https?://\S{4,2000}")
_HOST = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}")
_FROM = re.compile(
    r"(?:From|Von|De|Da|Van|Från|Fra|Źródło:|Z|Из|Dari|Kaynak:|من|מתוך|出典:) ("
    + _HOST.pattern
    + r")|("
    + _HOST.pattern
    + r")(?:から|에서| से| sitesinden)"
)
#: A card's title is short and no sentence; a description is longer and often cut.
_TITLE = 120
_DESCRIPTION = 400


@dataclass(frozen=True, slots=True)
class LinkCard:
    """A card on lines `first` to `last` (indices)."""

    first: int
    last: int
    attachment: Attachment


def find_cards(lines: Sequence[str], start: int, stop: int) -> list[LinkCard]:
    """The cards between two lines, in order. Only the address printed twice makes one; what stands above it is the
    card's title and description where it looks like them, and the author's otherwise."""
    cards: list[LinkCard] = []
    at = start
    while at + 1 < stop:
        address = lines[at].strip()
        if not (address.startswith("http") and address == lines[at + 1].strip() and _ADDRESS.fullmatch(address)):
            at += 1
            continue
        lowest = cards[-1].last + 1 if cards else start
        first = _find_title_above(lines, at, lowest)
        title = lines[first].strip() if first < at else None
        cards.append(LinkCard(first, at + 1, Attachment("card", address, title=title)))
        at += 2
    return cards


def _find_title_above(lines: Sequence[str], at: int, lowest: int) -> int:
    """Where the card begins: two lines above its address, one, or at the address itself."""
    for above in (2, 1):
        first = at - above
        if first <= lowest:
            continue
        title, rest = lines[first].strip(), [lines[place].strip() for place in range(first + 1, at)]
        if is_card_title(title) and all(rest) and all(len(line) <= _DESCRIPTION for line in rest):
            return first
    return at


def parse_bare_host(text: str) -> str | None:
    """The host that a line names and nothing else, as the last line of a card does (``example.org``)."""
    return text.removeprefix("www.") if len(text) <= 80 and _HOST.fullmatch(text) else None


def find_link_to(text: str, host: str) -> str | None:
    """The link with a path to `host` that ends a line, as it stands there; None when there is none."""
    last = text.rsplit(maxsplit=1)[-1] if text else ""
    bare = last.removeprefix("https://").removeprefix("http://").removeprefix("www.")
    return last if bare.lower().startswith(f"{host}/") and len(bare) > len(host) + 2 else None


def is_card_title(text: str) -> bool:
    """Whether a line may be a card's title."""
    return 0 < len(text) <= _TITLE and not text.endswith((".", ",", ";", ":", "…", "。")) and not _ADDRESS.search(text)


def parse_from_line(text: str) -> str | None:
    """The host in the line that the newest pages of X print below a card's title (``From example.org``)."""
    if len(text) > 100:
        return None
    found = _FROM.fullmatch(text)
    return found.group(1) or found.group(2) if found else None
