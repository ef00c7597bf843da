"""A post's head on one row of the page: name, handle, dot and date, which a copy has on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unroller.documents.pdf_layout.rows import Glyph

#: A head with longer names is none.
_LONGEST = 300
_HEAD = re.compile(
    r"(?P<name>[^@]{1,100}?)\s{0,3}(?P<handle>@[\w.-]{1,60}(?:@[\w.-]{1,60})?)\s{0,3}(?P<dot>·)\s{0,3}(?P<date>\S.{0,30})"
)


def split_post_header(signs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The row as the lines it stands for: one, or the four of a head.

    A head is told by more than its words, which people could write: the name is set in another font than the handle,
    or both lead to one profile.
    """
    text = "".join(sign.text for sign in signs)
    match = _HEAD.fullmatch(text.strip()) if "·" in text and "@" in text and len(text) < _LONGEST else None
    if match is None:
        return [list(signs)]
    lead = len(text) - len(text.lstrip())
    spans = [match.span(name) for name in ("name", "handle", "dot", "date")]
    parts = [_split_part(signs, start + lead, end + lead) for start, end in spans]
    return parts if all(parts) and _differs(parts[0], parts[1]) else [list(signs)]


def _split_part(signs: Sequence[Glyph], start: int, end: int) -> list[Glyph]:
    found = []
    at = 0
    for sign in signs:
        if start <= at < end:
            found.append(sign)
        at += len(sign.text)
    return found


def _differs(name: Sequence[Glyph], handle: Sequence[Glyph]) -> bool:
    if name[0].font != handle[0].font:
        return True
    url = handle[0].url
    return url is not None and name[0].url == url
