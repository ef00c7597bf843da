"""What one line shows: how it opens, how it closes, what it weighs. Read once, used by every later step."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from unroller.model import Platform
from unroller.networks import get_network

#: Only this much of a line's two ends is looked at: signs stand at the ends, and a line may be megabytes long.
END_CHARS = 200
#: Past this many characters the exact weight is of no use: the line is heavier than any limit that counts.
EXACT_CHARS = 4000
#: Lines up to this long can be rows of a table.
SHAPED = 60

LIST, EMOJI, NUMBER, LINK, TAGS, LOWER, CAPITAL, OTHER = range(8)
STOP, COLON, COMMA, ELLIPSIS, POINTING, LINK_END, WORD = range(7)

_LIST_MARK = re.compile(
    r"(?:[•▪▫◦‣·●○■□♦◆→➡➔➜➤►▶▸»≫✓✔✗✘☐☑]\ufe0f?|[-=]>)(?=\s*\S)|\\?(?:[-–—](?=\s+\S|[^\s\d*+=–—-])|[+*](?=\s+\S)|\+(?=[^\s\d+*=-]))"
)
_NUMBER_MARK = re.compile(r"[(\[{]?\d{1,3}(?:\s?/|[.)\]}:](?!\d)|\s[-–—]\s|\ufe0f?\u20e3)|[(]?[a-z][)]\s|#\d{1,3}\b")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}\b|\d{1,2}\s?[ap]\.?m\b")
_LINK_START = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}/\S{0,500}", re.IGNORECASE
)
_LINK_LAST = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S*$|(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,12}/\S*$", re.I)
_QUOTED_LAST = re.compile(r"(?:twitter|x)\.com/\w{1,30}/status/\d{1,20}\S*$|pic\.twitter\.com/\w+$")
_TAG = re.compile(r"[#＃@＠]\w[\w.@-]{0,80}$")
_ROMAN = re.compile(r"(?:x{0,3}(?:ix|iv|v?i{0,3}))[.):]", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_OPENING_NUMBER = re.compile(r"[(\[{]*([0-9]{1,4})")
_LETTERS = re.compile(r"[^\W\d_]+")
_KEY = re.compile(r"[^\s:][^:]{0,40}:\s+\S")
_TRAILING_NUMBER = re.compile(r"(?<![\w/.])[(\[{]?\d{1,3}\s?/\s?(?:\d{1,3}|[nxN])?[)\]}]?$|(?<!\w)[(\[{]\d{1,3}[)\]}]$")
_CONT = re.compile(r"(?:\+\+|\bcont(?:\.|inued|'d|d)?[)\]]?|\((?:cont|more)[.)]{1,2})$", re.IGNORECASE)

_CLOSING = ".!?。！？।۔؟”\"’'»›)"
_OPEN_ENDS = ",;-–—([{«„،、，；"
_POINTING = "👇⬇↓🧵⤵👉🔽"
_JOINERS = "\ufe0f\ufe0e\u200d🏻🏼🏽🏾🏿"
_QUOTES = "\"'“”„«»‘’‚‹›「『("


class LineFeatures(NamedTuple):
    """A non-blank line. `place` counts in the lines handed in; `gap` is the number of blank lines before it."""

    place: int
    gap: int
    weight: int
    opens: int
    closes: int
    mark: str  # the character(s) a list mark or emoji bullet opens with, else ""
    word: str  # the first word, casefolded, to see parallel lines
    flags: int
    digit: int  # the number the line starts with, else -1
    key: (
        str  # what kind of opening might recur at each post: a time, a number in some form, a word and a number, a mark
    )
    ordinal: int  # the number in such an opening (of a time: its minutes), else -1
    shape: str  # of a short line with digits: digits as 9, letters as a, to see tables
    spaces: int  # spaces in it, at most 4


#: Bits of `Line.flags`.
(
    ENDS_TAG, ENDS_MENTION, STARTS_TAG, STARTS_MENTION, STARTS_TIME, STARTS_DIGIT, KEYED, COUNTER_END, OPEN_QUOTE,
    CONT_END, CONT_START, DASH_END, DASH_START, ELLIPSIS_START, QUOTED_END, QUOTE_START, QUESTION, LINK_INSIDE,
    CLOSE_BRACKET,
) = (1 << bit for bit in range(19))  # fmt: skip


#: What a first character says.
_STARTS = {
    **dict.fromkeys("#＃", STARTS_TAG),
    **dict.fromkeys("@＠", STARTS_MENTION),
    **dict.fromkeys(_QUOTES, QUOTE_START),
    **dict.fromkeys("-–—+", DASH_START),
    "…": ELLIPSIS_START,
}


def is_emoji(char: str) -> bool:
    """Whether a character is a pictograph (arrows, which serve as list marks, are not)."""
    point = ord(char)
    return (
        point >= 0x1F000 or 0x2600 <= point <= 0x27BF or 0x2B00 <= point <= 0x2BFF or point in (0x231A, 0x23F0, 0x3030)
    )


def read_lines(lines: Sequence[str], platform: Platform | None = None) -> list[LineFeatures]:
    """The non-blank lines of a text, each with its signs; weights are as `platform` counts (X when unknown)."""
    found: list[LineFeatures] = []
    measure = get_network(platform).measure
    gap = 0
    for index, raw in enumerate(lines):
        text = raw.strip()
        if not text:
            gap += 1
            continue
        found.append(_read_line(index, gap, text, measure))
        gap = 0
    return found


def _read_line(index: int, gap: int, text: str, measure: Callable[[str], int]) -> LineFeatures:
    head, tail = text[:END_CHARS], text[-END_CHARS:]
    words, last = head.split(maxsplit=2), tail.rsplit(maxsplit=1)[-1]
    opens, mark = _classify_opening(head, len(text) > END_CHARS)
    closes = _classify_closing(tail, last)
    first = head[0]
    number = _OPENING_NUMBER.match(head) if first in "([{0123456789" else None
    weight = measure(text) if len(text) <= EXACT_CHARS else len(text)
    key, ordinal = (mark, -1) if mark else _find_key(head, words)
    return LineFeatures(
        index,
        gap,
        weight,
        opens,
        closes,
        mark,
        words[0].casefold()[:24],
        _compute_flags(head, tail, last, closes),
        int(number[1]) if number else -1,
        key,
        ordinal,
        _find_shape(text) if len(text) <= SHAPED else "",
        min(4, head.count(" ")),
    )


def _find_key(head: str, words: Sequence[str]) -> tuple[str, int]:
    """The kind of opening of a line without a mark, "" for an ordinary one, and the number in it. `words` are the first
    two, and the rest. They count with a number or a colon."""
    first = words[0][:16].casefold()
    marked = False
    if not first.isalpha():
        if head[0].isdigit() and _TIME.match(head):
            return "time", _parse_time(head)
        marked = first[-1] in ".):"
        if marked and _ROMAN.fullmatch(first):
            return "roman", -1
        if number := _DIGITS.search(first):
            return _DIGITS.sub("9", first), int(number[0][:6])
    if len(words) > 1 and words[1][0] in "0123456789":
        return first + " 9", int(_DIGITS.match(words[1])[0][:6])  # type: ignore[index]
    if marked and len(first) <= 12 and len(words) > 1:
        return (first if first[-1] == ":" else ""), -1
    return "", -1


def _parse_time(head: str) -> int:
    """Minutes since midnight of a time at the start; what is no time of day counts as it stands."""
    hours, *rest = _DIGITS.findall(head[:8])[:2]
    minutes = int(rest[0][:2]) if rest and not head[: len(hours) + 1][-1].isspace() else 0
    afternoon = 12 if "p" in head[len(hours) : len(hours) + 6].casefold() and int(hours) < 12 else 0
    return (int(hours[:2]) + afternoon) * 60 + minutes


def _find_shape(text: str) -> str:
    if not _DIGITS.search(text):
        return ""
    found = _DIGITS.sub("9", text)
    return "" if found == text else _LETTERS.sub("a", found)


def _classify_opening(head: str, longer: bool) -> tuple[int, str]:
    first = head[0]
    if first.islower():
        kind = LOWER
        if (head[:4] == "http" or "/" in head[:60]) and _is_only_links(head, longer):
            kind = LINK
        return kind, ""
    if first.isupper():
        return (LINK if "." in head[:60] and "/" in head[:80] and _is_only_links(head, longer) else CAPITAL), ""
    if first in "#＃@＠":
        if not longer and all(_TAG.match(word) for word in head.split()):
            return TAGS, ""
        return OTHER, ""
    if is_emoji(first):
        return EMOJI, first
    if _NUMBER_MARK.match(head):
        return NUMBER, ""
    found = _LIST_MARK.match(head)
    if found:
        return LIST, found.group().strip().strip("\\\ufe0f")
    return OTHER, ""


def _is_only_links(head: str, longer: bool) -> bool:
    """Whether a line is links and nothing else."""
    return not longer and all(_LINK_START.fullmatch(word) for word in head.split())


def _classify_closing(tail: str, word: str) -> int:
    """How a line closes; `word` is its last."""
    last = tail.rstrip(_JOINERS)[-1:] or tail[-1]
    if ("." in word or "://" in word) and ("/" in word or word[:4].lower() == "www.") and _LINK_LAST.search(word):
        return LINK_END
    if last == "…" or tail.endswith("..."):
        return ELLIPSIS
    if last in ":：":
        return COLON
    if last in _OPEN_ENDS:
        return COMMA
    if last in _POINTING:
        return POINTING
    return STOP if last in _CLOSING else WORD


def _compute_flags(head: str, tail: str, word: str, closes: int) -> int:
    """What else the ends of a line show; `word` is its last."""
    first = head[0]
    flags = _STARTS.get(first, 0)
    if word[0] in "#＃":
        flags |= ENDS_TAG
    elif word[0] in "@＠":
        flags |= ENDS_MENTION
    if first.isdigit():
        flags |= STARTS_DIGIT | (STARTS_TIME if _TIME.match(head) else 0)
    elif head[:2] == ".@":
        flags |= STARTS_MENTION
    elif head[:3] == "...":
        flags |= ELLIPSIS_START
    if first in "+cC(" and (head[:2] == "++" or head[:5].casefold() in ("cont.", "(cont")):
        flags |= CONT_START
    if ":" in head[:48] and _KEY.match(head):
        flags |= KEYED
    return flags | _compute_closing_flags(tail, closes)


def _compute_closing_flags(tail: str, closes: int) -> int:
    flags = 0
    last = tail[-1]
    if last in "/)]}0123456789nxN" and _TRAILING_NUMBER.search(tail[-12:]):
        flags |= COUNTER_END
    if last in "-–—":
        flags |= DASH_END
    elif last in "?？":
        flags |= QUESTION
    elif last == ")":
        flags |= CLOSE_BRACKET
    if last in "+.)ntd" and _CONT.search(tail[-14:]):
        flags |= CONT_END
    if ("(" in tail and tail.count("(") > tail.count(")")) or ("“" in tail and tail.count("“") > tail.count("”")):
        flags |= OPEN_QUOTE
    if closes == LINK_END and _QUOTED_LAST.search(tail):
        flags |= QUOTED_END
    if "://" in tail:
        flags |= LINK_INSIDE
    return flags
