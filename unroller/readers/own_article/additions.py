"""What the keeper of a thread added to an article of ours: an introduction and notes, apart from the author's words.

Each stands as one quotation under a line of ours, whose emphasis no text of an author can have, because asterisks of
theirs are escaped. Every line of it begins with ``>``, so that nothing a keeper writes can pass for front matter, a
heading of the article, its sources or its record. The record at the end does not count these lines: an introduction may
be changed by hand, and the posts still come back word for word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

Addition = Literal["introduction", "notes"]
#: The line above each.
LABELS: dict[Addition, str] = {
    "introduction": "> **Introduction** by the keeper of this copy, not by the author:",
    "notes": "> **Notes** by the keeper of this copy, not by the author:",
}
_RULES = {label: f"keeper:{name}" for name, label in LABELS.items()}


def format_addition(addition: Addition, text: str) -> str:
    """`text`, Markdown of the keeper, as it stands in the article."""
    return "\n".join([LABELS[addition], ">", *(f"> {line}".rstrip() for line in text.splitlines())])


def find_additions(lines: Sequence[str]) -> dict[int, str]:
    """The places of `lines` that hold such a block, each with the name under which it is set aside."""
    found: dict[int, str] = {}
    rule = ""
    for at, line in enumerate(lines):
        if not line.startswith(">"):
            rule = ""
        elif not rule:
            # Within a quotation of somebody else's nothing of ours begins.
            rule = _RULES.get(line.rstrip(), "") if at == 0 or not lines[at - 1].startswith(">") else ""
        if rule:
            found[at] = rule
    return found


def skip_additions(lines: Sequence[str]) -> list[int]:
    """The places of `lines` that are the article's own: without these blocks and the empty lines below them."""
    aside = find_additions(lines)
    out: list[int] = []
    below = False
    for at, line in enumerate(lines):
        below = at in aside or (below and not line.strip())
        if not below:
            out.append(at)
    return out
