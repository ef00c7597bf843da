"""What newsletters print around their text, and the notes from which they are made: lists of links under headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from unroller.networks import parse_post_url
from unroller.regex import compile_re

#: So many different marks tell a newsletter. They stand in short lines.
_MARKS = 3
_LONGEST = 160
#: The notes of a newsletter: so many links in lists, under so many headings, and this share of its lines (tenths).
_LINKS, _HEADINGS, _SHARE = 5, 2, 5
#: Each row is one mark, in several wordings: the line holds one of them, in any case.
_WORDINGS: tuple[tuple[str, ...], ...] = (
    (
        "in your browser", "view this email", "view it online", "view online", "im browser ansehen",
        "im browser anzeigen",
        "en tu navegador", "en el navegador", "dans votre navigateur", "dans le navigateur", "nel browser",
        "ブラウザで表示", "в браузере",
    ),
    (
        "unsubscribe", "no longer wish to receive", "newsletter abbestellen", "abmelden", "darse de baja",
        "darte de baja",
        "se désabonner", "me désabonner", "vous désabonner", "se désinscrire", "disiscriviti", "cancelar inscrição",
        "отписаться", "配信停止", "退订", "إلغاء الاشتراك",
    ),
    (
        "update your preferences", "manage preferences", "manage your subscription", "email preferences",
        "einstellungen ändern", "preferencias", "gérer vos préférences", "настройки рассылки",
    ),
    (
        "you are receiving this", "you're receiving this", "you received this", "you're getting this",
        "sie erhalten diese",
        "recibes este", "recibiste este", "vous recevez", "ricevi questa", "вы получили это", "вы получаете",
    ),
    (
        "forwarded this", "forwarded to you", "forwarded by a friend", "weitergeleitet bekommen", "te han reenviado",
        "on vous a transféré",
    ),
    (
        "thanks for reading", "thank you for reading", "subscribe for free", "subscribe now", "subscribe here",
        "jetzt abonnieren", "suscríbete", "abonnez-vous", "подпишитесь",
    ),
    ("read in app", "open in app", "share this issue", "share this newsletter", "start writing", "restack"),
    ("in this issue", "in this edition", "in dieser ausgabe", "en este número", "dans ce numéro", "в этом выпуске"),
    ("our mailing address is", "add us to your address book", "all rights reserved", "©", "brought to you by"),
)  # fmt: skip
#: The number of an issue.
_ISSUE = compile_re(
    r".{0,40}\b(?:issue|edition|ausgabe|edición|número|numéro|edizione|выпуск) ?(?:no\.? ?|#|nr\.? ?|№ ?)?\d{1,4}\b"
    r".{0,60}"
    r"|.{2,40} #\d{1,4}",
    re.IGNORECASE,
)
#: A heading of a list; a post's number, name or date under `#` is none.
_HEADING = compile_re(r"#{1,6} (?![\d@]|(?:tweet|post|toot|thread)\b)\S.{0,100}", re.IGNORECASE)
_ITEM = compile_re(r"\s{0,8}(?:[-*+•]|\d{1,3}[.)]) .{0,400}?(https?://[^\s()]{4,2000})")


def is_newsletter(texts: Sequence[str]) -> bool:
    """Whether lines (filled and normalised) are those of a newsletter as it was sent."""
    short = [text for text in texts if len(text) <= _LONGEST]
    lowered = "\n".join(short).casefold()
    found = sum(any(wording in lowered for wording in wordings) for wordings in _WORDINGS)
    if found + 1 < _MARKS:
        return False
    return found >= _MARKS or any(_ISSUE.fullmatch(text) for text in short)


def is_link_notes(lines: Sequence[str]) -> bool:
    """Whether a text is lists of links under headings, as people note them for a newsletter."""
    filled = [line for line in lines if line.strip()]
    headings = sum(line[:1] == "#" and _HEADING.fullmatch(line.strip()) is not None for line in filled)
    if headings < _HEADINGS:
        return False
    items = sum(_is_item(line) for line in filled if "http" in line and len(line) < 4000)
    return items >= _LINKS and items * 10 >= len(filled) * _SHARE


def _is_item(line: str) -> bool:
    """Whether a line is an item of a list with a link that does not lead to a post."""
    found = _ITEM.match(line)
    return found is not None and parse_post_url(found.group(1)) is None
