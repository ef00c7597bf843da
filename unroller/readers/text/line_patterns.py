"""Single lines that pages of X and its kin print around posts: dates and ages, times, counts, the page's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from unroller.readers.dates import parse_date, parse_month
from unroller.readers.text import ui_labels as words
from unroller.readers.text.ui_labels import CONTINUE
from unroller.regex import compile_re

HANDLE = r"@([A-Za-z0-9_]{1,30}(?:[.-][A-Za-z0-9-]{1,63}){0,6}(?:@[A-Za-z0-9.-]{3,80})?)"
_ALONE = compile_re(HANDLE)
#: An age (``2h``, ``3 Std.``, ``vor 3 Tagen``, ``3 дн.``); its unit is looked up. Mastodon stars what was edited.
_AGE = compile_re(r"(?:(\w[\w ]{0,5}\w) )?\d{1,3} ?([^\d\s*.·]{1,9})\.?(?: (\w[\w ]{0,7}))?\*?")
_NAME = "(?:[^\\W\\d_]|[\u0900-\u0963]){2,12}"
_MONTH_DAY = compile_re(rf"({_NAME})\.? \d{{1,2}}(?:[,،]? \d{{4}})?")
_DAY_MONTH = compile_re(rf"\d{{1,2}}\.? (?:de )?({_NAME})\.?(?:[,،]? (?:de )?\d{{4}}(?: [гр]\.)?)?")
_YEAR_FIRST = compile_re(rf"(?:\d{{4}}\. )?({_NAME})\.? \d{{1,2}}\.")
_CJK_DAY = compile_re(r"(?:\d{4} ?[年년] ?)?\d{1,2} ?[月월] ?\d{1,2} ?[日일]")
_VIETNAMESE = compile_re(r"\d{1,2} (?:thg|tháng) \d{1,2}(?:,? \d{4})?")
_ISO_DAY = compile_re(r"\d{4}-\d\d-\d\d(?: .{0,20})?")
_FIGURES_DAY = compile_re(
    r"\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.\d{2,4}|\d{1,2}-\d{1,2}-\d{4}|\d{4}/\d{1,2}/\d{1,2}"
    r"|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?|\d{1,2}\. \d{1,2}\.(?: \d{4})?"
)
_DIGIT = compile_re(r"\d")
_CLOCK = compile_re(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_AMOUNT = (
    "k|m|b|mil|mio|mrd|mi|rb|jt|tsd|tn|mn|mln|tys|тыс|млн|тис|bin|md|万|萬|億|만|천|억|ألف|مليون|हज़ार|लाख|אלף|هزار"
)
_COUNT = compile_re(rf"\d[\d.,٫٬’' ]{{0,11}}(?:{_AMOUNT})?\.?\+?", re.IGNORECASE)
_COUNT_FIRST = compile_re(
    rf"\d[\d.,٫٬’' ]{{0,11}}(?:(?:{_AMOUNT})\.?(?![^\W\d_])|[万萬億만천억])? ?(?:de )?", re.IGNORECASE
)
_COUNT_LAST = compile_re(r"[:：]? ?\d[\d.,' ]{0,11}(?:[kmKM万만천]|천)?(?:개|회|件|次|回|명)?")
_CLIENT = compile_re(
    r"· ?\S.{1,40}|(?:Twitter|X|TweetDeck|Tweetbot|Buffer|Hootsuite)(?: (?:Web App|Web Client|for .{2,20}))"
)
_VIDEO = compile_re(r"-?\d{1,2}:\d\d(?::\d\d)?(?: ?/ ?\d{1,2}:\d\d(?::\d\d)?)?")
_REPLYING = tuple(words.REPLYING)

#: Words in a line that counts several things (``3 replies 21 retweets 40 likes``).
_MOST_TOKENS = 10
_SEVERAL = 2

PLACEHOLDER = "\ufffc"
#: What a line around a post is: `label` says what is counted and `counted` also how often; `link` is the page's own,
#: `translate` and `audience` are single words of it that people write too.
Kind = Literal["count", "counted", "label", "link", "more", "picture", "translate"]


def _build_kinds() -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    tables: tuple[tuple[frozenset[str], Kind], ...] = (
        (words.COUNTED, "label"), (words.TRANSLATE, "translate"), (words.MEDIA, "picture"), (words.LINKS, "link"),
        (words.ACTIVITY, "link"), (CONTINUE, "link"), (words.MORE, "more"),
    )  # fmt: skip
    for table, kind in tables:
        found |= dict.fromkeys(table, kind)
    return found


_KINDS = _build_kinds()
_LONGEST_WORDS = max(map(len, _KINDS))


def classify_line(text: str) -> Kind | None:
    """What a whole line (as normalised) is of what pages print below posts; None for anything else."""
    if len(text) > _LONGEST_WORDS:
        return None
    lower = text.casefold()
    kind = _KINDS.get(lower) or (_KINDS.get(lower.replace('"', "")) if '"' in lower else None)
    if kind:
        return kind
    if text[:1].isdigit():
        if is_count(text):
            return "count"
        if _VIDEO.fullmatch(text):
            return "picture"
    if _counts_several(lower):
        return "link"
    return "counted" if _says_count(lower) else None


def _counts_several(lower: str) -> bool:
    """Whether a line holds nothing but several numbers and what they count (``3 replies 21 retweets 40 likes``)."""
    tokens = lower.split()
    if not 3 < len(tokens) <= _MOST_TOKENS or sum(is_count(token) for token in tokens) < _SEVERAL:
        return False
    return all(is_count(token) or token in words.COUNTED for token in tokens)


def _says_count(lower: str) -> bool:
    """Whether a line is a number and what it counts (``12 likes``, ``좋아요 12개``)."""
    lower = lower.split("·", 1)[0].strip().replace('"', "") if "·" in lower else lower
    if lower[:1].isdigit():
        found = _COUNT_FIRST.match(lower)
        return bool(found and lower[found.end() :].strip() in words.COUNTED)
    if lower[-1:].isdigit() or lower.endswith(("개", "회", "件", "次", "回", "명")):
        found = _COUNT_LAST.search(lower)
        return bool(found and found.end() == len(lower) and lower[: found.start()].strip() in words.COUNTED)
    return False


def is_date(text: str) -> bool:
    """Whether a short text is a date or age as headers print them."""
    if not text or len(text) > 30:
        return False
    if not _DIGIT.search(text):
        return is_age(text)
    if is_age(text) or any(shape.fullmatch(text) for shape in (_CJK_DAY, _ISO_DAY, _FIGURES_DAY, _VIETNAMESE)):
        return True
    for shape in (_MONTH_DAY, _DAY_MONTH, _YEAR_FIRST):
        found = shape.fullmatch(text)
        if found and parse_month(found.group(1)):
            return True
    return False


def is_age(text: str) -> bool:
    """Whether a short text is an age as headers print them (``2h``)."""
    lower = text.casefold().replace("׳", "'")
    if lower in words.NOW:
        return True
    found = _AGE.fullmatch(lower)
    if not found:
        return False
    before, unit, after = found.groups()
    return unit in words.AGES and all(word is None or word in words.AGO for word in (before, after))


def parse_timestamp_line(text: str) -> str | None:
    """The date and time in the line under an opened post (``9:15 AM · Mar 3, 2020·Twitter Web App``), ISO 8601."""
    if "·" not in text or len(text) > 120 or not _CLOCK.search(text):
        return None
    parts = [part.strip() for part in text.split("·")]
    if len(parts) > 4 or not (_CLOCK.search(parts[0]) or _CLOCK.search(parts[1])) or len(parts[0]) > 40:
        return None
    found = parse_date(" ".join(parts[:2]))
    return found if found and "T" in found else None


def parse_plain_timestamp(text: str) -> str | None:
    """The same where it has no dot, as Bluesky and Mastodon print it (``March 3, 2025 at 4:47 PM``)."""
    if len(text) > 45 or "·" in text or not _CLOCK.search(text):
        return None
    letters = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    found = parse_date(text) if len(letters) <= 4 else None
    return found if found and "T" in found else None


def is_count(text: str) -> bool:
    """Whether a line holds nothing but a number as counts are printed (``3``, ``1,234``, ``12K``)."""
    return len(text) <= 14 and text[:1].isdigit() and _COUNT.fullmatch(text) is not None


def is_counted(text: str) -> bool:
    """Whether a line says what is counted, with or without its number, or offers the post's figures."""
    if len(text) > 60:
        return False
    lower = text.casefold()
    kind = _KINDS.get(lower.replace('"', "")) or _KINDS.get(lower)
    if kind == "label" or lower in words.ACTIVITY:
        return True
    return _says_count(lower) or lower.split("·", 1)[0].strip() in words.COUNTED


def is_client(text: str) -> bool:
    """Whether a line names the program a post was written with, or is the dot before it."""
    return text == "·" or (len(text) <= 60 and _CLIENT.fullmatch(text) is not None)


def is_quote_word(text: str) -> bool:
    """Whether a line announces a quoted post."""
    return text.casefold() in words.QUOTE


def parse_replying(texts: Sequence[str], place: int) -> tuple[int, tuple[str, ...]]:
    """How many lines from `place` say whom a post answers, and the handles they name."""
    if place >= len(texts) or len(texts[place]) > 200:
        return 0, ()
    lower = texts[place].casefold()
    phrase = _find_replying_phrase(lower)
    if phrase is None:
        return 0, ()
    handles = re.findall(HANDLE, texts[place])
    if not _holds_only_names(re.sub(HANDLE, " ", lower).replace(phrase, " ", 1)):
        return 0, ()
    taken = 1
    while place + taken < len(texts) and taken < 12:
        text = texts[place + taken]
        alone = _ALONE.fullmatch(text)
        more = text.casefold() in words.ANDS and place + taken + 1 < len(texts)
        if alone and (not handles or texts[place + taken - 1].casefold() in words.ANDS):
            handles.append(alone.group(1))
        elif text.casefold().strip() in words.REPLYING and handles:
            taken += 1
            break
        elif not (
            (more and (_ALONE.fullmatch(texts[place + taken + 1]) or _is_and_more(texts[place + taken + 1])))
            or (_is_and_more(text) and texts[place + taken - 1].casefold() in words.ANDS)
        ):
            break
        taken += 1
    return taken if handles else 0, tuple(handles)


def _find_replying_phrase(lower: str) -> str | None:
    """The interface's words for "replying to" with which a line begins or ends; the longest that fits."""
    if not (lower.startswith(_REPLYING) or lower.endswith(_REPLYING)):
        return None
    fits = [phrase for phrase in _REPLYING if lower.startswith(phrase) or lower.endswith(phrase)]
    return max(fits, key=len, default=None)


def _holds_only_names(rest: str) -> bool:
    """Whether what is left of such a line without its handles only joins them (``and 2 others``)."""
    tokens = rest.replace(",", " ").replace("،", " ").replace(":", " ").split()
    return len(tokens) <= 4 and all(
        token in words.ANDS or token in words.OTHERS or token.isdecimal() for token in tokens
    )


def _is_and_more(text: str) -> bool:
    """Whether a line says how many more a post answers (``2 others``)."""
    tokens = text.split()
    return (
        0 < len(tokens) <= 3
        and text[:1].isdigit()
        and all(token.isdecimal() or token.casefold() in words.OTHERS for token in tokens)
    )
