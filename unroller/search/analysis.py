"""The one tokenizer: what a word is, for the index, for queries, for marking, and for every engine.

Rules, the first that fits:

1. ``http(s)://`` up to a space, quote or angle bracket: its host and every word after the scheme, never a tag in it.
2. ``#tag`` and ``@name`` (``@name@host`` too): with the sign and without, at the same position.
3. Han and kana; Thai, Lao, Khmer, Burmese: overlapping pairs, and every character alone at the same position.
4. Each emoji, symbol or arrow; a flag is one. Selectors, joiners and skin tones vanish.
5. ``c++`` ``c#``, numbers with inner ``.`` or ``,`` whole, ``v`` + dotted version (with and without the ``v``).
6. Words: letters, digits, combining marks, inner ``_`` and apostrophe. Hyphens split.

Every term is folded (:func:`fold`). No stop words, no stemming: nothing that was written is out of reach.
Pure and linear: each pattern consumes what it tries, none can start inside another's failure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

#: Part of the index folder's name: raise it with every change of what `tokens` gives, and indexes rebuild themselves.
TOKENIZER_VERSION = 1

#: Longest term kept, in characters; the rest of a longer word (keys, encoded data) is not searched.
TERM_CHARS = 64


class Token(NamedTuple):
    """A term at a position, standing at ``text[start:end]`` of the original text.

    Terms at the same position are ways to say the same thing; the `primary` ones are those a query asks for.
    """

    term: str
    position: int
    start: int
    end: int
    primary: bool = True


# -- characters ------------------------------------------------------------------------------------------------------
# Every character becomes the representative of its class, one for one, so that patterns are short, the same for all
# scripts, and their offsets are offsets into the original text. ASCII stands for itself.

_LETTER, _DIGIT, _MARK, _HAN, _THAI, _SYMBOL, _REGIONAL, _OTHER = "ä", "0", "\u0300", "漢", "ก", "☺", "🇦", " "
_APOSTROPHES = "\u2019\u2018\u02bc\u02bb\uff07\u00b4"
_PAIRED = (  # scripts written without spaces, (first, last, class)
    (0x0E00, 0x0EFF, _THAI), (0x1000, 0x109F, _THAI), (0x1780, 0x17FF, _THAI), (0x19E0, 0x19FF, _THAI),
    (0xA9E0, 0xA9FF, _THAI), (0xAA60, 0xAA7F, _THAI),
    (0x2E80, 0x2FDF, _HAN), (0x3005, 0x3007, _HAN), (0x3021, 0x312F, _HAN), (0x31A0, 0x31BF, _HAN),
    (0x31F0, 0x31FF, _HAN), (0x3400, 0x4DBF, _HAN), (0x4E00, 0x9FFF, _HAN), (0xF900, 0xFAFF, _HAN),
    (0xFF66, 0xFF9F, _HAN), (0x1AFF0, 0x1B16F, _HAN), (0x20000, 0x3FFFF, _HAN),
)  # fmt: skip
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def _character_class(code: int) -> str:
    char = chr(code)
    category = unicodedata.category(char)
    if char in _APOSTROPHES:
        return "'"
    if char in "＃＠":
        return "#" if char == "＃" else "@"
    if code in _SKIN_TONES or category == "Cf" or any(code in span for span in _SELECTORS):
        return _MARK
    if 0x1F1E6 <= code <= 0x1F1FF:
        return _REGIONAL
    if category == "Nd":
        return _DIGIT
    if category[0] in "LMN":
        for first, last, name in _PAIRED:
            if first <= code <= last:
                return name
        if category == "No" and "\u2044" in unicodedata.normalize("NFKD", char):
            return _SYMBOL  # ½ beside a digit is a number of its own, not a digit more
        return _MARK if category[0] == "M" else _LETTER
    return _SYMBOL if category in {"So", "Sm"} else _OTHER


class _Classes(dict[int, str]):
    def __missing__(self, code: int) -> str:
        found = self[code] = chr(code) if code < 128 else _character_class(code)
        return found


_classes = _Classes()

# -- folding ---------------------------------------------------------------------------------------------------------

#: Combining marks of Latin, Greek and Cyrillic; Arabic and Hebrew vowel signs; tatweel; signs around digits.
_DROPPED = (
    (0x0300, 0x036F), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
)  # fmt: skip
_LETTERS = {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ى": "ي", "ة": "ه",
            "ٱ": "ا", "ک": "ك", "ی": "ي"}  # fmt: skip


class _Folding(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        vanishes = _classes[code] == _MARK and (
            unicodedata.category(char) in {"Cf", "Sk"} or any(code in span for span in _SELECTORS)
        )
        if code < 128:
            found = char
        elif vanishes or any(first <= code <= last for first, last in _DROPPED):
            found = ""
        elif char in _APOSTROPHES:
            found = "'"
        elif unicodedata.category(char) == "Nd":
            found = str(unicodedata.digit(char))
        else:
            found = _LETTERS.get(char, char)
        self[code] = found
        return found


_folding = _Folding()


def fold(text: str) -> str:
    """`text` without what people leave out when they search: case, accents, vowel signs, letter variants.

    Compatibility forms (fullwidth, ligatures, mathematical letters) become plain, digits ASCII, apostrophes ``'``.
    """
    return text.lower() if text.isascii() else _fold(text)


@lru_cache(maxsize=50_000)
def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("\u00b4", "'")).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_folding)
    return unicodedata.normalize("NFC", plain)


#: Characters that say nothing of how a word is spelt: those without width, and what makes a symbol an emoji.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def spelt(text: str) -> str:
    """`text` in lower case, letters as they are: equal for two ways to write the same spelling."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text.replace("\u00b4", "'")).lower().replace("i\u0307", "i")
    return "".join("'" if char in _APOSTROPHES else char for char in _UNSEEN.sub("", plain))


@lru_cache(maxsize=20_000)
def _form(text: str, term: str) -> str:
    whole = spelt(text)
    head, _, tail = whole.partition("'")
    for form in (whole, head, tail, whole[1:], f"{term[:1]}{whole[1:]}"):
        if fold(form)[:TERM_CHARS] == term:
            return form
    return term


# -- patterns, over classes ------------------------------------------------------------------------------------------

_W = f"A-Za-z0-9{_LETTER}"
_TAGGED = f"{_W}_{_MARK}{_HAN}{_THAI}"
_WORD = rf"[{_W}][{_W}{_MARK}]*(?:(?:_+|')[{_W}][{_W}{_MARK}]*)*"
_NUMBER = r"[0-9]+(?:[.,][0-9]+)+"
_PAIRS = rf"{_HAN}[{_HAN}{_MARK}]*|{_THAI}[{_THAI}{_MARK}]*"
_PLAIN = rf"(?P<version>[vV]{_NUMBER})|(?P<number>{_NUMBER})|(?P<pairs>{_PAIRS})"
_EMOJI = rf"(?P<symbol>{_REGIONAL}{{1,2}}|{_SYMBOL})"
_END = rf"(?P<www>[wW]{{3}}\.(?=[{_W}]))|(?P<word>{_WORD})"

_TEXT = re.compile(
    r"(?P<url>[hH][tT][tT][pP][sS]?://[^\s\"<>]+)"
    rf"|(?P<tag>(?<![{_W}_&{_HAN}{_THAI}])#[{_TAGGED}]+)"
    rf"|(?P<mention>(?<![{_W}_])@[{_W}_]+(?:[.-][{_W}_]+)*(?:@[{_W}_]+(?:[.-][{_W}_]+)+)?)"
    rf"|(?P<named>[A-Za-z](?:\+\+(?![+{_W}])|\#(?![{_TAGGED}])))"
    rf"|{_PLAIN}|{_EMOJI}|{_END}"
)
_ADDRESS = re.compile(r"https?://[^\s\"<>“”«»]+", re.IGNORECASE)
#: Inside an address, and of a tag or mention without its sign: no tags, no mentions.
_INNER = re.compile(rf"{_PLAIN}|{_EMOJI}|{_END}")

#: What stands before the apostrophe of an elided article or preposition (French, Italian, Catalan), beside 1-2 letters.
_ELIDED = frozenset(
    {"all", "bell", "coll", "com", "dall", "degl", "dell", "dov", "jusqu", "lorsqu", "negl", "nell", "puisqu", "quell"}
    | {"quest", "quoiqu", "sant", "sull"}
)


def tokens(text: str) -> list[Token]:
    """The terms of `text` in order, with positions counted from 0."""
    classes = text if text.isascii() else text.translate(_classes)
    ascii_text = classes is text
    found: list[Token] = []
    position = 0
    for match in _TEXT.finditer(classes):
        kind = match.lastgroup
        start, end = match.span()
        if kind == "word":
            word = text[start:end]
            if "'" not in classes[start:end] and end - start <= TERM_CHARS and (term := _known(word, ascii_text)):
                found.append(Token(term, position, start, end))  # nine in ten: the short way
            else:
                found += _word(word, position, start, end)
            position += 1
            continue
        if kind == "www":
            continue
        if kind in {"tag", "mention"}:
            more = list(_signed(kind, text, classes, position, start, end))
        elif kind == "url":
            more = list(_inner(text, classes, position, classes.index("//", start) + 2, end))
        elif kind == "pairs":
            more = list(_pairs(text, classes, position, start, end))
        else:
            more = list(_single(kind, text[start:end], position, start, end))
        found += more
        position = max((token.position + 1 for token in more), default=position)
    return found


def form_of(token: Token, text: str) -> str:
    """How the word of a token of `text` is spelt: the term itself unless letters of it were folded."""
    stretch = text[token.start : token.end]
    return token.term if stretch.isascii() else _form(stretch[: TERM_CHARS * 4], token.term)


def addresses(text: str) -> list[str]:
    """What is written in `text` with ``http://`` or ``https://``, whatever a network makes of it."""
    return _ADDRESS.findall(text)


def query_tokens(text: str) -> list[Token]:
    """The terms that a query for `text` asks for: one a position, at the positions they have in a text."""
    return [token for token in tokens(text) if token.primary]


def _known(word: str, ascii_text: bool) -> str:
    return word.lower() if ascii_text else fold(word)[:TERM_CHARS]


def _word(word: str, position: int, start: int, end: int) -> Iterator[Token]:
    """A word; and without its possessive or elided article."""
    term = fold(word[: TERM_CHARS * 4])[:TERM_CHARS]
    if not term:
        return
    yield Token(term, position, start, end)
    if "'" in term:
        head, _, tail = term.partition("'")
        if tail == "s":
            yield Token(head, position, start, end, primary=False)
        elif len(tail) > 1 and (len(head) <= 2 or head in _ELIDED) and head and "'" not in tail:
            yield Token(tail, position, start, end, primary=False)


def _single(kind: str | None, word: str, position: int, start: int, end: int) -> Iterator[Token]:
    """A symbol, a number, a version, or a language's name: kept whole."""
    term = word if kind == "symbol" else fold(word)[:TERM_CHARS]
    yield Token(term, position, start, end)
    if kind == "version":
        yield Token(term[1:], position, start + 1, end, primary=False)


def _signed(kind: str | None, text: str, classes: str, position: int, start: int, end: int) -> Iterator[Token]:
    """``#tag`` or ``@name``: with the sign, then its words, the first at the same position."""
    whole = fold(text[start:end][: TERM_CHARS * 4]).strip("'")[:TERM_CHARS]
    whole = ("#" if kind == "tag" else "@") + whole[1:]
    inner = list(_inner(text, classes, position, start + 1, end))
    signed = kind == "mention" or any(not char.isdigit() for char in whole[1:])
    if signed and len(whole) > 1:
        yield Token(whole, position, start, end)
        if kind == "mention":
            user = whole[1:].partition("@")[0]
            first = re.split(r"[.-]", user, maxsplit=1)[0]
            for other in dict.fromkeys(("@" + user, "@" + first)):
                if other != whole:
                    yield Token(other, position, start, end, primary=False)
    for token in inner:
        yield token._replace(primary=False) if signed else token


def _inner(text: str, classes: str, position: int, start: int, end: int) -> Iterator[Token]:
    """The words between two offsets, tags and mentions not looked for."""
    for match in _INNER.finditer(classes, start, end):
        first, last = match.span()
        if match.lastgroup == "www":
            continue
        if match.lastgroup == "word":
            yield from _word(text[first:last], position, first, last)
            position += 1
        elif match.lastgroup == "pairs":
            for token in _pairs(text, classes, position, first, last):
                yield token
                position = token.position + 1
        else:
            yield from _single(match.lastgroup, text[first:last], position, first, last)
            position += 1


def _pairs(text: str, classes: str, position: int, start: int, end: int) -> Iterator[Token]:
    """Overlapping pairs of characters, and each alone; the last, or only, character has no pair."""
    units: list[tuple[str, int, int]] = []
    for offset in range(start, end):
        char = text[offset]
        if units and (classes[offset] == _MARK or char in "\u3099\u309a\uff9e\uff9f"):
            held, first, _ = units[-1]
            units[-1] = (held + char if len(held) < 8 else held, first, offset + 1)
        else:
            units.append((char, offset, offset + 1))
    folded = [(fold(unit), first, last) for unit, first, last in units]
    folded = [unit for unit in folded if unit[0]]
    for number, (term, first, last) in enumerate(folded):
        following = folded[number + 1] if number + 1 < len(folded) else None
        if following:
            yield Token(term + following[0], position + number, first, following[2])
        yield Token(term, position + number, first, last, primary=not following and len(folded) == 1)


def is_unspaced(text: str) -> bool:
    """Whether `text` is written in a script without spaces, of which even one character is worth searching."""
    classes = text.translate(_classes)
    return bool(classes) and all(char in {_HAN, _THAI, _MARK} for char in classes)
