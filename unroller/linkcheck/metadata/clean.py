"""What may stand as a title, a site or a name: escapes undone, furniture off; what is none of these gives nothing."""

from __future__ import annotations

import html
import re
import unicodedata

from unroller.linkcheck.metadata.placeholders import BARRED, FILE, GARBAGE, PLACEHOLDER, UNNAMED, UNNAMED_SITES
from unroller.text import replace_unprintable

_ESCAPED = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_INLINE = re.compile(
    r"</?(?:i|em|b|strong|sub|sup|span|br|italic|bold|sc|u|p|h[1-6]|jats:[a-z]{1,10})(?: [^<>]{0,200})?/?>",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile("[ÃÂâåæçØÙÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_INVISIBLE = re.compile("[\u0000-\u001f\u007f-\u009f\u00ad\u200b\ufeff\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069]")
_LONGEST = 600
#: What parts a title from the name of its site.
_PARTING = re.compile(r" [|–—·•:»«/-] | ?[|»·] ?| - |: ")
_URL = re.compile(r"(?:https?:)?//|www\.", re.IGNORECASE)


def clean_text(text: str) -> str:
    """One line of text: escaped twice or thrice undone, inline marks off. Empty where characters are lost."""
    for _ in range(3):
        if not _ESCAPED.search(text):
            break
        text = html.unescape(text)
    text = _mended(_INLINE.sub("", replace_unprintable(text)))
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", " ".join(text.split()))).strip()
    return "" if "\ufffd" in text or len(text) > _LONGEST else text


def _mended(text: str) -> str:
    """UTF-8 that was once read as Windows-1252 and written so, as it was meant; lost where that cannot be told."""
    marks = len(_MOJIBAKE.findall(text))
    if not marks:
        return text
    raw = bytearray()
    for char in text:
        raw += char.encode("latin-1" if "\x80" <= char <= "\xff" else "cp1252", "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return text if marks == 1 else "\ufffd"


def is_placeholder(text: str) -> bool:
    """Whether a title is that of a page that stands before another, or for one that is missing."""
    whole = clean_text(text).casefold().strip(" .!…:|-–—")
    if not whole:
        return False
    parts = [part.strip(" .!…") for part in _PARTING.split(whole)]
    return whole in BARRED or any(PLACEHOLDER.fullmatch(part) for part in (whole, parts[0], parts[-1]))


def clean_title(text: str) -> str | None:
    """A title as it may be shown, or None: walls, addresses, names of files, and what programs fill in are none."""
    text = clean_text(text)
    bare = text.casefold().strip(" .!…")
    if not any(char.isalnum() for char in text) or bare in UNNAMED or is_placeholder(text):
        return None
    if (
        _URL.match(text)
        or FILE.fullmatch(text)
        or GARBAGE.match(text)
        or re.fullmatch(r"[\w-]{1,40}_[\w-]{1,80}", text)
    ):
        return None
    return None if re.search(r"\{\{|\}\}|\$\{|<[a-z/!?%]", text) else text


def strip_site_name(text: str, site: str | None) -> str:
    """A title without the name of its site at the end, or the beginning; only a whole name behind a sign is taken."""
    name = (site or "").casefold()
    if not name or text.casefold() == name:
        return text
    for sign in _PARTING.finditer(text):
        if text[sign.end() :].casefold().strip() == name and text[: sign.start()].strip():
            return text[: sign.start()].strip()
        if text[: sign.start()].casefold().strip() == name and text[sign.end() :].strip():
            return text[sign.end() :].strip()
    return text


def clean_site_name(text: str) -> str | None:
    """The name of a site, or None: addresses and handles are none, nor what a program is delivered with."""
    text = clean_text(text)
    if not any(char.isalnum() for char in text) or _URL.match(text) or text.startswith("@") or len(text) > 150:
        return None
    return None if text.casefold() in UNNAMED_SITES or is_placeholder(text) or re.search(r"\{\{|\$\{", text) else text
