"""What pages of X and its kin print at the ends of posts: figures, words for pictures, link cards, polls, notes.

Words that nobody else writes as a line of its own are the page's wherever they end a post. Bare numbers and single
words (``3``, ``Share``) are, where the posts of the page end in them time and again; else they are the author's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from unroller.model import Attachment
from unroller.readers.text import ui_labels as words
from unroller.readers.text.line_patterns import Kind, classify_line, is_age
from unroller.readers.text.social_page_parser import PageSection, ParsedPage
from unroller.readers.text.ui_labels import CONTINUE, NOTE, NOTE_ENDS
from unroller.regex import compile_re

_SURE: frozenset[Kind] = frozenset({"link", "more", "picture"})
_FIGURES: frozenset[Kind] = frozenset({"count", "label", "counted", "translate"})
#: A post has at most so many lines of figures below it.
_MOST = 12
#: So many figures at the end of one post alone are no list of numbers of the author's.
_SURELY = 3
#: Networks print at most so many numbers under a post in a list: answers, reposts, likes, views.
_PRINTED = 4
#: A poll offers at least so many things to choose from.
_CHOICES = 2
#: A heading that is a whole sentence is nobody's but the page's.
_WHOLE_SENTENCE = 40
_PERCENT = compile_re(r"[%٪]?\d{1,3}(?:[.,]\d)? ?[%٪]")
_NUMBER = compile_re(r"\d[\d.,٫٬’' ]{0,11}(?:[KkMm万만]|тыс\.|mil|tys\.)? ?")
_YEAR = compile_re(r"(?:19|20)\d\d")
_LEFT = compile_re(r"\d{1,3} [^\W\d_]{1,14} ([^\W\d_]{1,12})")
_ADDRESS = compile_re(r"https?://\S{4,2000}")
_HOST = compile_re(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}")
_FROM = compile_re(
    r"(?:From|Von|De|Da|Van|Från|Fra|Źródło:|Z|Из|Dari|Kaynak:|من|מתוך|出典:) ("
    + _HOST.pattern
    + r")|("
    + _HOST.pattern
    + r")(?:から|에서| से| sitesinden)"
)
#: A card's title is short and no sentence; a description is longer and often cut.
_TITLE = 120
_DESCRIPTION = 400


def strip_footers(walked: ParsedPage) -> None:
    """Take the page's words off the ends of posts."""
    kinds: list[list[Kind]] = []
    for section in walked.sections:
        _strip_note(walked, section)
        kinds.append(_find_tail(walked, section))
    headed = [
        (section, tail)
        for section, tail in zip(walked.sections, kinds, strict=True)
        if section.header and section.lines
    ]
    habits = _find_habits(walked, headed)
    sizes = sorted((tail.count("count") for _, tail in headed), reverse=True)
    for section, tail in zip(walked.sections, kinds, strict=True):
        _strip_tail(walked, section, tail, habits, sizes)
        if _strip_poll(walked, section):
            _strip_tail(walked, section, _find_tail(walked, section), habits, sizes)


def _find_tail(walked: ParsedPage, section: PageSection) -> list[Kind]:
    """The kinds of the lines that end a section and may be the page's, from the last upwards. The first line of a post
    is no figure: it may be all that the author wrote."""
    found: list[Kind] = []
    for place in reversed(section.lines):
        kind = classify_line(walked.texts[place])
        if kind is None or len(found) >= _MOST or (kind not in _SURE and place == section.lines[0]):
            break
        found.append(kind)
    return found


def _find_habits(walked: ParsedPage, headed: Sequence[tuple[PageSection, Sequence[Kind]]]) -> frozenset[str]:
    """What ends the posts of the page time and again: kinds of figures that end most of them, numbers also when they
    end several in more than one line, and the very words that end half of them. A number says nothing for a word."""
    found: set[str] = set()
    for kind in ("count", "counted"):
        counts = [max(tail.count(kind), section.figures if kind == "count" else 0) for section, tail in headed]
        some, many = sum(count > 0 for count in counts), sum(count > 1 for count in counts)
        if (many > 1 and kind == "count") or (some > 1 and some * 3 >= len(headed) * 2):
            found.add(kind)
    ends = Counter(
        word
        for section, tail in headed
        for word in {
            walked.texts[place].casefold()
            for place, kind in zip(reversed(section.lines), tail, strict=False)
            if kind in ("label", "translate")
        }
    )
    often = {word for word, count in ends.items() if count > 1}
    found |= {word for word in often if word in words.TRANSLATE or ends[word] * 2 >= len(headed)}
    return frozenset(found)


def _may_be_figure(text: str, above: int, below: int, sizes: Sequence[int]) -> bool:
    """Whether a number at the end of a post may be one of its figures: `above` and `below` it stand others, `sizes` has
    how many stand under the posts of the page, the most first. There are no more than networks print, or several posts
    have; nor is a year one, where it is one number more than is usual."""
    shared = max((size for size, after in pairwise(sizes) if size == after), default=0)
    if below >= max(shared, _PRINTED):
        return False
    if above or not _YEAR.fullmatch(text):
        return True
    counts = Counter(size for size in sizes if size)
    most = max(counts.values(), default=0)
    usual = min((size for size, often in counts.items() if often == most), default=0)
    return below < usual or (below == usual and counts.total() == 1)


def _strip_tail(
    walked: ParsedPage, section: PageSection, tail: Sequence[Kind], habits: frozenset[str], sizes: Sequence[int]
) -> None:
    figures = _has_figures(walked, section, tail)
    for at, kind in enumerate(tail):
        text = walked.texts[section.lines[-1]]
        above, below = tail[at + 1 :].count("count"), tail[:at].count("count") + section.figures
        if kind == "count" and not _may_be_figure(text, above, below, sizes):
            return
        if kind in _SURE:
            rule = {"more": "show-more", "link": "page-link", "picture": "picture"}[kind]
            section.cut = section.cut or (kind == "more" and text.casefold() not in words.LESS)
            section.pictures += kind == "picture"
            section.goes_on = section.goes_on or text.casefold() in CONTINUE
        elif (
            (figures and kind in ("count", "counted"))
            or kind in habits
            or text.casefold() in habits
            or _is_pair(tail, at)
            or (kind == "translate" and section.header is not None and section.header.bare)
        ):
            rule = "page-link" if kind == "translate" else "count"
        else:
            return
        walked.set_aside(section.lines.pop(), rule)


def _is_pair(tail: Sequence[Kind], at: int) -> bool:
    """Whether a word says what the number above it counts, or the line is such a number."""
    below = tail[at - 1] if at else None
    above = tail[at + 1] if at + 1 < len(tail) else None
    if tail.count("label") > 1 and "count" in tail:  # several words and numbers in turn
        return True
    return (tail[at] == "label" and above == "count") or (tail[at] == "count" and below == "label")


def _has_figures(walked: ParsedPage, section: PageSection, tail: Sequence[Kind]) -> bool:
    """Whether the end of one post alone shows that its numbers are figures: several, and not a count up or down."""
    if section.header is None or not section.header.dotted:
        return False
    if section.header.bare and "translate" in tail:
        return True
    counted = list(takewhile(lambda kind: kind in ("count", "counted") or kind in _SURE, tail))
    numbers = [
        walked.texts[place] for place, kind in zip(reversed(section.lines), counted, strict=False) if kind == "count"
    ]
    if len(numbers) + counted.count("counted") < _SURELY:
        return False
    values = [int(number) if number.isdecimal() else None for number in numbers]
    steps = {one - two if one is not None and two is not None else None for one, two in pairwise(values)}
    return "counted" in counted or len(steps) > 1 or steps == {None}


def _strip_poll(walked: ParsedPage, section: PageSection) -> bool:
    """Set aside the figures of a poll at the end of a post; what was to be chosen from is the author's and stays."""
    texts, lines = walked.texts, section.lines
    at = len(lines)
    while at > 1 and (texts[lines[at - 1]] == "·" or _is_poll_end(texts[lines[at - 1]])):
        at -= 1
    below = lines[at:]
    if not below or not any(_is_vote_count(texts[place]) for place in below):
        return False
    percents: list[int] = []
    while at > 2 and (_PERCENT.fullmatch(texts[lines[at - 1]]) or _PERCENT.fullmatch(texts[lines[at - 2]])):
        percent = lines[at - 1] if _PERCENT.fullmatch(texts[lines[at - 1]]) else lines[at - 2]
        percents.append(percent)
        at -= 2
    if len(percents) < _CHOICES:
        return False
    figures = {*below, *percents}
    for place in sorted(figures):
        walked.set_aside(place, "poll")
    section.lines = [place for place in lines if place not in figures]
    return True


def _is_poll_end(text: str) -> bool:
    """Whether a line stands below a poll: how many voted, whether it is over, how long it goes on."""
    lower = text.casefold()
    left = _LEFT.fullmatch(lower) if len(text) <= 40 else None
    return (
        lower in words.POLL_ENDS or _is_vote_count(text) or is_age(text) or bool(left and left.group(1) in words.LEFT)
    )


def _is_vote_count(text: str) -> bool:
    """Whether a line says how many voted (``1,234 votes``, ``1,234 votes·Final results``)."""
    if len(text) > 80:
        return False
    head, _, tail = (part.strip() for part in text.casefold().partition("·"))
    number = _NUMBER.match(head)
    voted = bool(number and head[number.end() :].strip() in words.VOTES)
    return voted and (not tail or _is_poll_end(tail))


def _strip_note(walked: ParsedPage, section: PageSection) -> None:
    """Set aside a note that readers of X wrote under a post."""
    first = next((at for at, place in enumerate(section.lines) if walked.texts[place].casefold() in NOTE), None)
    if first is None:
        return
    ends = [at for at in range(first, len(section.lines)) if walked.texts[section.lines[at]].casefold() in NOTE_ENDS]
    if not ends and len(walked.texts[section.lines[first]]) < _WHOLE_SENTENCE:
        return
    last = ends[-1] if ends else len(section.lines) - 1
    for place in section.lines[first : last + 1]:
        walked.set_aside(place, "community-note")
    del section.lines[first : last + 1]


def strip_content_warning(walked: ParsedPage, section: PageSection) -> None:
    """Set aside Mastodon's button between a content warning and the text below it."""
    if len(section.lines) > 2 and walked.texts[section.lines[1]].casefold() in words.MORE:
        walked.set_aside(section.lines.pop(1), "content-warning")


def take_card(walked: ParsedPage, section: PageSection) -> tuple[Attachment, ...]:
    """Set aside the link card at the end of a post: title, perhaps a description, and the bare host of the very link
    that ends the author's words right above it; without that link all of it may be the author's, and stays. The newest
    pages print a title and ``From example.org``, and no link."""
    if not section.lines or section.loose:
        return ()
    last = walked.texts[section.lines[-1]]
    host = parse_bare_host(last)
    for size in (2, 3):
        if host is None or len(section.lines) <= size:
            break
        link_at, first, *rest = section.lines[-size - 1 :]
        link = find_link_to(walked.texts[link_at], host)
        together = walked.places[rest[-1]] - walked.places[link_at] == size
        if link and together and is_card_title(walked.texts[first]):
            return (_take_lines(walked, section, size, link),)
    named = parse_from_line(last)
    if named and len(section.lines) > 2 and is_card_title(walked.texts[section.lines[-2]]):
        return (_take_lines(walked, section, 2, ""),)
    return ()


def _take_lines(walked: ParsedPage, section: PageSection, size: int, link: str) -> Attachment:
    places = section.lines[-size:]
    for at in places:
        walked.set_aside(at, "link-card")
    del section.lines[-size:]
    whole = link.startswith("http") and not link.endswith("…")
    return Attachment("card", link if whole else None, title=walked.texts[places[0]])


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
