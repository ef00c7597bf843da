"""The one tokenizer: what a word is, for the index, for queries, for marking, and for every engine.

Rules, the first that fits:

1. ``http(s)://`` up to a space, quote or angle bracket: its host and every word after the scheme, never a tag in it.
2. ``#tag`` and ``@name`` (``@name@host`` too): with the sign and without, at the same position.
3. Han and kana; Thai, Lao, Khmer, Burmese: overlapping pairs, and every character alone at the same position.
4. Each emoji, symbol or arrow; a flag is one. Selectors, joiners and skin tones vanish.
5. ``c++`` ``c#``, numbers with inner ``.`` or ``,`` whole, ``v`` + dotted version (with and without the ``v``).
6. Words: letters, digits, combining marks, inner ``_`` and apostrophe. Hyphens split.

What a name is made of (:mod:`unroller.search.words`) and other ways to write it (:mod:`unroller.search.words`) are
further terms. A query never asks for them, so that a word is one term of it. Their positions:

- A variant has the position of the word.
- A boundary that is written, ``_``, takes a position in text and query alike: the whole is at the first of its
  parts, every part and every run of up to four at its own, what follows after the last.
- A boundary that need not be written (a capital, a digit, a joiner, a Persian ending) takes none: whoever writes
  ``opendata`` shows none, and case makes no difference. The word keeps its one position; its parts are there twice,
  over the positions of its neighbours: from the word on, behind what is before; and up to the word, before what
  follows. So phrases find it whole; and by its parts with what is before or what follows, but not with both.
- What is one term only in another writing (the groups of a number, a Persian ending written apart) is at the
  first position and at the last: behind what is before, and before what follows.

Every term is folded (:func:`fold`). No stop words, no stemming: nothing that was written is out of reach.
Pure and linear: each pattern consumes what it tries, none can start inside another's failure, what is tried ahead is
bounded, and so is the number of parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from unroller.regex import compile_re
from unroller.search.words import (
    APOSTROPHES,
    ARABIC,
    CAPITALS,
    CLASSES,
    DECIMAL,
    GAP,
    HAN,
    JOINED,
    JOINER,
    LETTER,
    MARK,
    MARKS,
    REGIONAL,
    RUN,
    SELECTORS,
    SYMBOL,
    THAI,
    THOUSANDS,
    UPPER,
    WORD,
    WordContext,
    WordPart,
    are_one_word,
    find_inner_boundary,
    split_word,
    strip_apostrophes,
    ungroup_number,
)

#: Part of the index folder's name: raise it with every change of what `tokens` gives, and indexes rebuild themselves.
TOKENIZER_VERSION = 2

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


# -- folding ---------------------------------------------------------------------------------------------------------

#: Combining marks of Latin, Greek and Cyrillic; Arabic and Hebrew vowel signs; tatweel; signs around digits.
_DROPPED = (
    (0x0300, 0x036F), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5), (0x05C7, 0x05C7),
    (0x0610, 0x061A), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E4),
    (0x06E7, 0x06E8), (0x06EA, 0x06ED), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF),
)  # fmt: skip
_LETTERS = {"ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ى": "ي", "ة": "ه",
            "ٱ": "ا", "ک": "ك", "ی": "ي", "ہ": "ه", "ھ": "ه", "ە": "ه", DECIMAL: ".", THOUSANDS: ","}  # fmt: skip


class _FoldTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        char = chr(code)
        vanishes = CLASSES[code] in MARKS and (
            unicodedata.category(char) in {"Cf", "Sk"} or any(code in span for span in SELECTORS)
        )
        if code < 128:
            folded = char
        elif vanishes or any(first <= code <= last for first, last in _DROPPED):
            folded = ""
        elif char in APOSTROPHES:
            folded = "'"
        elif unicodedata.category(char) == "Nd":
            folded = str(unicodedata.digit(char))
        else:
            folded = _LETTERS.get(char, char)
        self[code] = folded
        return folded


_folding = _FoldTable()


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
_UNSEEN = compile_re("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]")


def normalize_spelling(text: str) -> str:
    """`text` in lower case, letters as they are: equal for two ways to write the same spelling."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKC", text.replace("\u00b4", "'")).lower().replace("i\u0307", "i")
    return "".join("'" if char in APOSTROPHES else char for char in _UNSEEN.sub("", plain))


@lru_cache(maxsize=20_000)
def _find_spelling(text: str, term: str) -> str:
    whole = normalize_spelling(text)
    pieces = whole.split("'", 4)
    inner = ("'".join(pieces[i:j]) for i in range(len(pieces)) for j in range(len(pieces), i, -1))
    for form in (*inner, whole[1:], f"{term[:1]}{whole[1:]}", "".join(whole.split())):
        if fold(form)[:TERM_CHARS] == term:
            return form
    return term


# -- patterns, over classes ------------------------------------------------------------------------------------------

_TAGGED = f"{WORD}_{MARKS}{HAN}{THAI}"
#: Nine in ten words: small letters behind at most one capital, or digits, and nothing after that could belong to them.
_SIMPLE = (
    rf"(?P<simple>(?:[A-Za-z{LETTER}{UPPER}][a-z0-9{LETTER}{MARK}]*+|[0-9][a-z0-9{LETTER}{MARK}]*+(?![ {GAP}][0-9]))"
    rf"(?![{CAPITALS}{ARABIC}{JOINER}_'+#]|[.,{DECIMAL}{THOUSANDS}][0-9]|\.(?<=[wW]{{3}}.)|:(?<=[tT][tT][pP].)|:(?<=[pP][sS].)))"
)
_WORD = rf"[{WORD}][{WORD}{MARKS}]*(?:(?:_+|')[{WORD}][{WORD}{MARKS}]*)*"
_NUMBER = r"[0-9]+(?:[.,][0-9]+)+"
_ARABIC_NUMBER = (
    rf"(?P<arabic>[0-9](?<![{DECIMAL}{THOUSANDS}].)[0-9]*+(?:[.,{DECIMAL}{THOUSANDS}][0-9]++|(?!)){{1,8}}+"
    rf"(?![{WORD}{MARKS}_]|[.,{DECIMAL}{THOUSANDS}][0-9]|'[{WORD}]))"
)
#: Groups of three digits with a space or an apostrophe between, which are terms of their own as well.
_GROUPED = (
    rf"(?P<grouped>[0-9](?<![0-9][ {GAP}'.,].)[0-9]{{0,2}}"
    rf"(?P<sign>[ {GAP}'])[0-9]{{3}}(?:(?P=sign)[0-9]{{3}}|(?!)){{0,4}}+"
    rf"(?:[.,{DECIMAL}][0-9]+|(?!))?+(?![{WORD}{MARKS}_]|[ {GAP}'.,][0-9]|'[{WORD}]))"
)
_PAIRS = rf"{HAN}[{HAN}{MARKS}]*|{THAI}[{THAI}{MARKS}]*"
_PLAIN = rf"(?P<version>[vV]{_NUMBER})|(?P<number>{_NUMBER})|(?P<pairs>{_PAIRS})"
_EMOJI = rf"(?P<symbol>{REGIONAL}{{1,2}}|{SYMBOL})"
_END = rf"(?P<www>[wW]{{3}}\.(?=[{WORD}]))|(?P<word>{_WORD})"

_TEXT = compile_re(
    rf"{_SIMPLE}"
    r"|(?P<url>[hH][tT][tT][pP][sS]?://[^\s\"<>" + f"{DECIMAL}{THOUSANDS}]+)"
    rf"|(?P<tag>\#(?<![{WORD}_&{HAN}{THAI}].)[{_TAGGED}]+)"
    rf"|(?P<mention>@(?<![{WORD}_].)[{WORD}_]+(?:[.-][{WORD}_]+)*(?:@[{WORD}_]+(?:[.-][{WORD}_]+)+)?)"
    rf"|(?P<named>[A-Za-z](?:\+\+(?![+{WORD}])|\#(?![{_TAGGED}])))"
    rf"|{_GROUPED}|{_ARABIC_NUMBER}|{_PLAIN}|{_EMOJI}|{_END}"
)
_ADDRESS = compile_re(r"https?://[^\s\"<>“”«»]+", re.IGNORECASE)
#: Inside an address, and of a tag or mention without its sign: no tags, no mentions.
_INNER = compile_re(rf"{_PLAIN}|{_EMOJI}|{_END}")
_APART = compile_re(f"[^{DECIMAL}{THOUSANDS}]+")


def tokenize(text: str) -> list[Token]:
    """The terms of `text` in order, with positions counted from 0."""
    ascii_text = text.isascii()
    classes = text if ascii_text else text.translate(CLASSES)
    tokenizer = _Tokenizer(text, classes)
    tokens, position = tokenizer.found, 0
    for match in _TEXT.finditer(classes):
        start, end = match.span()
        if match.lastgroup == "simple" and end - start <= TERM_CHARS:  # nine in ten: the short way
            word = text[start:end]
            term = word.lower() if ascii_text else fold(word)[:TERM_CHARS]
            tokens.append(tuple.__new__(Token, (term, position, start, end, True)))  # half the time of Token(…)
            position += 1
            continue
        tokenizer.position = position
        tokenizer.take(match.lastgroup, start, end)
        position = tokenizer.position
    return sort_tokens(tokens) if tokenizer.reaching else tokens


def get_spelling(token: Token, text: str) -> str:
    """How the word of a token of `text` is spelt: the term itself unless letters of it were folded."""
    stretch = text[token.start : token.end]
    return token.term if stretch.isascii() else _find_spelling(stretch[: TERM_CHARS * 4], token.term)


def find_addresses(text: str) -> list[str]:
    """What is written in `text` with ``http://`` or ``https://``, whatever a network makes of it."""
    return _ADDRESS.findall(text)


def tokenize_query(text: str) -> list[Token]:
    """The terms that a query for `text` asks for: one a position, at the positions they have in a text."""
    return [token for token in tokenize(text) if token.primary]


def split_at_joiners(text: str) -> str:
    """`text` with a space wherever a joiner holds two words of Arabic script together; else `text` itself."""
    if text.isascii():
        return text
    pieces, done = [], 0
    for match in JOINED.finditer(text.translate(CLASSES)):
        pieces.append(text[done : match.start()])
        done = match.end()
    return " ".join([*pieces, text[done:]])


def is_unspaced(text: str) -> bool:
    """Whether `text` is written in a script without spaces, of which even one character is worth searching."""
    classes = text.translate(CLASSES)
    return bool(classes) and all(char in f"{HAN}{THAI}{MARKS}" for char in classes)


def sort_tokens(tokens: Iterable[Token]) -> list[Token]:
    """Tokens by position, the primary one first; no term twice at one. The first position is 0."""
    held: dict[tuple[str, int], Token] = {}
    for token in sorted(tokens, key=lambda token: (token.position, not token.primary)):
        held.setdefault((token.term, token.position), token)
    first = next((position for _, position in held), 0)
    return [token._replace(position=token.position - first) for token in held.values()] if first else [*held.values()]


class _Tokenizer:
    """The terms of a text as they are `found`, and the `position` of the next.

    `reaching` tells that some are at the positions of their neighbours, so that they are not found in order.
    """

    def __init__(self, text: str, classes: str) -> None:
        self.text = text
        self.classes = classes
        self.found: list[Token] = []
        self.position = 0
        self.reaching = False
        self._arabic: Token | None = None

    def take(self, kind: str | None, start: int, end: int) -> None:
        """What one of the patterns matched."""
        if kind in {"word", "simple"}:
            at = len(self.found)
            self._word(start, end, "text")
            if self.classes[start] == ARABIC and at < len(self.found):
                self._with_word_before(self.found[at])
        elif kind in {"tag", "mention"}:
            self._signed(kind, start, end)
        elif kind == "url":
            self._inner(self.classes.index("//", start) + 2, end, "address")
        elif kind == "grouped":
            self._grouped(start, end)
        else:
            self._other(kind, start, end, primary=True)

    def _add(self, term: str, start: int, end: int, *, ahead: int = 0, primary: bool = False) -> None:
        self.found.append(Token(term, self.position + ahead, start, end, primary))

    def _term(self, start: int, end: int) -> str:
        return fold(self.text[start : min(end, start + TERM_CHARS * 4)])[:TERM_CHARS]

    def _inner(self, start: int, end: int, place: WordContext, *, primary: bool = True) -> None:
        """The words between two offsets, tags and mentions not looked for."""
        for match in _INNER.finditer(self.classes, start, end):
            if match.lastgroup == "word":
                self._word(*match.span(), place, primary=primary)
            else:
                self._other(match.lastgroup, *match.span(), primary=primary)

    def _other(self, kind: str | None, start: int, end: int, *, primary: bool) -> None:
        """A symbol, a number, a version, or a language's name: kept whole. Or a stretch of pairs."""
        if kind == "www":
            return
        if kind == "pairs":
            self._pairs(start, end, primary=primary)
            return
        term = self.text[start:end] if kind == "symbol" else self._term(start, end)
        self._add(term, start, end, primary=primary)
        if kind == "version":
            self._add(term[1:], start + 1, end)
        elif kind in {"number", "arabic"}:
            for other in ungroup_number(term):
                self._add(other, start, end)
            groups = [WordPart(*match.span(), 0) for match in _APART.finditer(self.classes, start, end)]
            if len(groups) > 1:
                self._put(groups, term, 1)
                return
        self.position += 1

    def _grouped(self, start: int, end: int) -> None:
        """The groups of a number; and the number, before what follows them and after what precedes them."""
        first = self.position
        self._inner(start, end, "text")
        for number in ungroup_number(fold(self.text[start:end])) if end - start <= TERM_CHARS else ():
            for position in {first, self.position - 1}:
                self.found.append(Token(number, position, start, end, primary=False))
        self.reaching = True

    def _signed(self, kind: str, start: int, end: int) -> None:
        """``#tag`` or ``@name``: with the sign, then its words, the first at the same position."""
        whole = fold(self.text[start:end][: TERM_CHARS * 4]).strip("'")[:TERM_CHARS]
        whole = ("#" if kind == "tag" else "@") + whole[1:]
        signed = len(whole) > 1 and (kind == "mention" or any(not char.isdigit() for char in whole[1:]))
        if signed:
            self._add(whole, start, end, primary=True)
        if signed and kind == "mention":
            user = whole[1:].partition("@")[0]
            first = re.split(r"[.-]", user, maxsplit=1)[0]
            for other in dict.fromkeys(("@" + user, "@" + first)):
                if other != whole:
                    self._add(other, start, end)
        before = self.position
        self._inner(start + 1, end, "tag", primary=not signed)
        if signed and self.position == before:
            self.position += 1  # ``@_``: no word in it

    # -- words --

    def _word(self, start: int, end: int, place: WordContext, *, primary: bool = True) -> None:
        """A word; without its possessive or elided article; and its parts."""
        term = self._term(start, end)
        if not term:
            return
        self._add(term, start, end, primary=primary)
        if "'" in term:
            for other in strip_apostrophes(term):
                self._add(other, start, end)
        self._parts(start, end, place, term)

    def _parts(self, start: int, end: int, place: WordContext, whole: str) -> None:
        """The parts of a word, from its position on; then the position is the next."""
        held = split_word(self.classes, start, end, place)
        if len(held) == 1 and self.classes[start] == ARABIC and len(whole) == end - start:
            cut = start + find_inner_boundary(whole)
            held = [WordPart(start, cut, 0), WordPart(cut, end, 0)] if cut > start else held
        if len(held) > 1:
            self._put(held, whole, RUN)
        else:
            self.position += 1

    def _put(self, held: Sequence[WordPart], whole: str, run: int) -> None:
        """Parts, each and up to `run` of them together, where a phrase of them finds them; and the next position."""
        held = [part for part in held if self._term(part.start, part.end)]
        steps = [list(group) for _, group in groupby(held, key=attrgetter("step"))]
        ahead = [step + number for step, group in enumerate(steps) for number in range(len(group))]
        for i, first in enumerate(held):
            before = whole
            for last in held[i : i + run]:
                term = self._term(first.start, last.end)
                if term not in (whole, before):  # long ones are cut
                    others = strip_apostrophes(term) if first is last and "'" in term else []
                    self.reaching = self.reaching or bool(others)
                    for other in (term, *others):
                        self._add(other, first.start, last.end, ahead=ahead[i])
                before = term
        for step, group in enumerate(steps):
            if len(group) > run:
                self._add(self._term(group[0].start, group[-1].end), group[0].start, group[-1].end, ahead=step)
            self._reach_back(group, step)
        self.position += max(1, len(steps))

    def _reach_back(self, group: Sequence[WordPart], step: int) -> None:
        """Parts that take no position: also so that the last is where the word is, before what follows it."""
        if len(group) < 2:
            return
        self.reaching = True
        for number, part in enumerate(reversed(group)):
            self._add(self._term(part.start, part.end), part.start, part.end, ahead=step - number)

    def _with_word_before(self, word: Token) -> None:
        """A Persian word whose prefix or ending is written apart is one term as well, at both positions."""
        before, self._arabic = self._arabic, word
        if before is None or before.end + 1 != word.start or self.classes[before.end] not in f" {GAP}":
            return
        if before.position + 1 == word.position and are_one_word(before.term, word.term):
            whole = (before.term + word.term)[:TERM_CHARS]
            for position in (before.position, word.position):
                self.found.append(Token(whole, position, before.start, word.end, primary=False))
            self.reaching = True

    # -- scripts without spaces --

    def _pairs(self, start: int, end: int, *, primary: bool) -> None:
        """Overlapping pairs of characters, and each alone; the last, or only, character has no pair."""
        units: list[tuple[str, int, int]] = []
        for offset in range(start, end):
            char = self.text[offset]
            if units and (self.classes[offset] in MARKS or char in "\u3099\u309a\uff9e\uff9f"):
                held, first, _ = units[-1]
                units[-1] = (held + char if len(held) < 8 else held, first, offset + 1)
            else:
                units.append((char, offset, offset + 1))
        folded = [(fold(unit), first, last) for unit, first, last in units]
        folded = [unit for unit in folded if unit[0]]
        for number, (term, first, last) in enumerate(folded):
            following = folded[number + 1] if number + 1 < len(folded) else None
            if following:
                self._add(term + following[0], first, following[2], primary=primary)
            self._add(term, first, last, primary=primary and len(folded) == 1)
            self.position += 1
