"""The features of a separator that speak for or against a boundary, as numbers for the fitted weights.

The first `PUBLISHED` features are those of the published model of real threads, in its order; the others are ours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import log
from typing import NamedTuple

from unroller.readers.segmentation import lines as ln
from unroller.readers.segmentation.lines import CAPITAL, EMOJI, LIST, LOWER, NUMBER, STOP, LineFeatures

PUBLISHED = 44

NAMES: tuple[str, ...] = (
    "next line starts with a list mark",
    "next line starts with an emoji",
    "next line starts with a number mark",
    "next line is only a link",
    "next line is only hashtags or mentions",
    "next line starts in lower case",
    "next line starts with a capital",
    "line before starts with a list mark",
    "line before starts with an emoji",
    "line before starts with a number mark",
    "line before ends in . ! ? or closing quote",
    "line before ends in a colon",
    "line before ends in comma, semicolon, dash or open bracket",
    "line before ends in … or ...",
    "line before ends in a pointing mark (👇 ⬇ ↓ 🧵)",
    "line before ends in a link",
    "weight of piece before /100 (max 3)",
    "weight of piece after /100 (max 3)",
    "weight of line before /100 (max 3)",
    "weight of next line /100 (max 3)",
    "both pieces together weigh more than 280",
    "both pieces together weigh more than 140",
    "ln(1+weight of piece before)",
    "ln(1+weight of piece after)",
    "piece before has a newline in it",
    "piece after has a newline in it",
    "both pieces weigh under 60",
    "difference of the two lines' weights /100",
    "the piece after next starts with a list mark",
    "the piece after next weighs under 60",
    "the piece before last weighs under 60",
    "both lines start with a digit",
    "line before has fewer than four spaces",
    "next line has fewer than four spaces",
    "median weight of the document's pieces /100",
    "share of the document's pieces that weigh over 200",
    "share of pieces with an inner newline",
    "share of pieces starting with a list mark, emoji or number",
    "share of pieces that weigh under 40",
    "numbers run on: n before, n+1 after",
    "thread counter: next line starts with k+1 where earlier pieces started with 1..k in the same form",
    "piece before ends in a counter (n/ or n/m)",
    "line before ends in end punctuation and next starts with a capital",
    "same mark starts both lines",
    # ours
    "next line opens a run of lines with the same mark",
    "inside a run of three or more lines with the same mark",
    "a colon introduces marked or short lines",
    "continuation marks on both sides",
    "continuation mark at the end",
    "a bracket or quotation mark stays open",
    "both lines have a key and a colon",
    "both lines start with the same word",
    "both lines start with a time",
    "share of five lines around that weigh under 60",
    "three short lines before",
    "three short lines after",
    "first separator of the document",
    "last separator of the document",
    "line before ends in a word though pieces here end in punctuation",
    "next line starts in lower case though pieces here start with capitals",
    "together over 140 though no piece here is",
    "together heavier than any piece here",
    "together as a share of the heaviest piece (max 2)",
    "piece before weighs over 240",
    "piece before weighs under 25",
    "piece after weighs under 25",
    "line before ends in a hashtag",
    "next line starts with a hashtag",
    "next line starts with a mention",
    "next line starts with a quotation mark",
    "line before ends in a quoted post",
    "line before ends in a question mark",
    "a picture, card or quoted post stood here",
    "share of pieces with an inner blank line",
    "piece before has a blank line in it",
    "piece after has a blank line in it",
    "line before ends in a closing bracket",
    "next line starts with a digit",
    "the piece after next weighs over 100",
    "the piece before last weighs over 100",
    "marked line, then a longer unmarked one",
    "all pieces here weigh under 140",
    "short line, then a long one",
    "long line, then a short one",
    "more blank lines than elsewhere, or three",
    "next line opens as other lines do, a post's length apart",
    "next line opens as other lines do, closer than posts are",
    "no recurring opening, though this document has one",
    "line before is no more than an opening that recurs",
    "both lines are rows of one table",
    "a list's number follows the one before",
    "short marked line, then a list mark of another kind",
    "next line opens with a number that rises through the document",
    "no such number, though this document has them",
    "line before is a title, where titles and paragraphs alternate here",
    "next line is a title, where titles and paragraphs alternate here",
    "line before is a title, and nearly all here alternate, three times or more",
    "share of the document's text in single lines that weigh more than 280",
    # second reading: what the first one found in the rest of the document
    "share of boundaries among separators of this kind elsewhere here, less 0.8",
    "the same where the next line opens alike",
    "the same where the line before closes alike",
    "together as a share of the mean post here (max 3)",
    "piece before as a share of the mean post here (max 3)",
    "the same share among separators of the other kind",
    "chance that the piece before begins a post, less 0.8",
    "chance that a post begins after the next piece, less 0.8",
)
#: The signs from here on are filled in by the second reading of a document.
SECOND = len(NAMES) - 8

#: How a line opens and closes, as signs: LIST, EMOJI, NUMBER, LINK, TAGS, LOWER, CAPITAL; STOP, COLON, COMMA, ELLIPSIS,
#: POINTING, LINK_END.
_OPENS = tuple(tuple(float(kind == sign) for sign in range(ln.CAPITAL + 1)) for kind in range(ln.OTHER + 1))
_CLOSES = tuple(tuple(float(kind == sign) for sign in range(ln.LINK_END + 1)) for kind in range(ln.WORD + 1))
SHORT = 60
#: What a line weighs at least that could be no post of most years of X.
HEAVY = 281
#: The most a title weighs; and how regularly titles and paragraphs alternate where nearly all do.
TITLE, ALTERNATING = 64, 0.7
#: Openings that recur at least this far apart (weight) may each begin a post.
APART = 70


def compute_features(
    lines: Sequence[LineFeatures],
    pieces: Sequence[TextSegment],
    at: int,
    habits: DocumentStats,
    repeats: RepeatedOpenings,
    pause: bool,
) -> list[float]:
    """The signs at the separator before piece `at` (1 or more); those that hold or do not are True or False, which
    weigh as 1.0 and 0.0 do and take less time to find."""
    before, after = pieces[at - 1], pieces[at]
    prev, nxt = lines[before.last], lines[after.first]
    later = pieces[at + 1] if at + 1 < len(pieces) else None
    earlier = pieces[at - 2] if at > 1 else None
    row = _compute_published(prev, nxt, before, after, habits)
    head = lines[before.first]
    row[28] = later is not None and lines[later.first].opens == ln.LIST
    row[29] = later is not None and later.weight < SHORT
    row[30] = earlier is not None and earlier.weight < SHORT
    row[39] = head.digit >= 0 and nxt.digit == head.digit + 1
    row += _compute_line_features(prev, nxt, head, repeats.runs[after.first])
    row += _compute_segment_features(pieces, at, lines, habits)
    row += _compute_other_features(prev, nxt, before, after, earlier, later, habits, pause)
    row += _compute_repeat_features(prev, nxt, repeats)
    rises = nxt.key in repeats.rising
    row += [rises, bool(repeats.rising) and not rises]
    row += _compute_title_features(prev, before, after, nxt, habits)
    return row + [0.0] * (len(NAMES) - SECOND)


def _compute_published(
    prev: LineFeatures, nxt: LineFeatures, before: TextSegment, after: TextSegment, habits: DocumentStats
) -> list[float]:
    opens, was, closes = nxt.opens, prev.opens, prev.closes
    both = before.weight + after.weight
    return [
        *_OPENS[opens],
        *_OPENS[was][:3],
        *_CLOSES[closes],
        min(before.weight, 300) / 100,
        min(after.weight, 300) / 100,
        min(prev.weight, 300) / 100,
        min(nxt.weight, 300) / 100,
        both > 280,
        both > 140,
        log(1 + before.weight),
        log(1 + after.weight),
        before.breaks,
        after.breaks,
        before.weight < SHORT and after.weight < SHORT,
        min(abs(prev.weight - nxt.weight), 300) / 100,
        0.0,
        0.0,
        0.0,
        prev.digit >= 0 and nxt.digit >= 0,
        prev.spaces < 4,
        nxt.spaces < 4,
        habits.median,
        habits.over200,
        habits.broken,
        habits.marked,
        habits.under40,
        0.0,
        0.0,
        prev.flags & ln.COUNTER_END != 0,
        closes == ln.STOP and opens == ln.CAPITAL,
        prev.mark != "" and prev.mark == nxt.mark,
    ]


def _compute_line_features(prev: LineFeatures, nxt: LineFeatures, head: LineFeatures, run: int) -> list[float]:
    was, now = prev.flags, nxt.flags
    same = prev.opens == nxt.opens and prev.mark == nxt.mark and nxt.opens in (ln.LIST, ln.EMOJI, ln.NUMBER)
    goes_on = (
        (was & ln.DASH_END and now & ln.DASH_START)
        or (prev.closes == ln.ELLIPSIS and now & ln.ELLIPSIS_START)
        or (was & ln.CONT_END and now & ln.CONT_START)
    )
    return [
        run >= 2 and not same,
        same and run >= 3,
        prev.closes == ln.COLON and (nxt.weight < SHORT or nxt.opens in (ln.LIST, ln.EMOJI, ln.NUMBER)),
        bool(goes_on),
        was & ln.CONT_END != 0,
        was & ln.OPEN_QUOTE != 0,
        was & now & ln.KEYED != 0,
        head.word == nxt.word or prev.word == nxt.word,
        head.flags & now & ln.STARTS_TIME != 0,
    ]


def _compute_segment_features(
    pieces: Sequence[TextSegment], at: int, lines: Sequence[LineFeatures], habits: DocumentStats
) -> list[float]:
    around = pieces[max(0, at - 3) : at + 3]
    short = [piece.weight < SHORT for piece in around]
    before, after = pieces[at - 1], pieces[at]
    both = before.weight + after.weight + 1
    prev, nxt = lines[before.last], lines[after.first]
    return [
        sum(short) / len(short),
        at >= 3 and all(short[:3]),
        at + 3 <= len(pieces) and all(short[-3:]),
        at == 1,
        at == len(pieces) - 1,
        habits.stops if prev.closes == ln.WORD else 0.0,
        habits.capitals if nxt.opens == ln.LOWER else 0.0,
        both > 140 and habits.heaviest <= 140 and habits.number >= 4,
        both > habits.heaviest,
        min(2.0, both / max(1, habits.heaviest)),
    ]


def _compute_other_features(
    prev: LineFeatures,
    nxt: LineFeatures,
    before: TextSegment,
    after: TextSegment,
    earlier: TextSegment | None,
    later: TextSegment | None,
    habits: DocumentStats,
    pause: bool,
) -> list[float]:
    was, now = prev.flags, nxt.flags
    marked = prev.opens in (ln.LIST, ln.EMOJI, ln.NUMBER)
    return [
        before.weight > 240,
        before.weight < 25,
        after.weight < 25,
        was & ln.ENDS_TAG != 0,
        now & ln.STARTS_TAG != 0,
        now & ln.STARTS_MENTION != 0,
        now & ln.QUOTE_START != 0,
        was & ln.QUOTED_END != 0,
        was & ln.QUESTION != 0,
        pause,
        habits.blanks,
        before.blanks,
        after.blanks,
        was & ln.CLOSE_BRACKET != 0,
        now & ln.STARTS_DIGIT != 0,
        later is not None and later.weight > 100,
        earlier is not None and earlier.weight > 100,
        marked and nxt.opens not in (ln.LIST, ln.EMOJI, ln.NUMBER) and nxt.weight > prev.weight,
        habits.heaviest < 140,
        prev.weight < SHORT and nxt.weight > 2 * prev.weight,
        nxt.weight < SHORT and prev.weight > 2 * nxt.weight,
    ]


def _compute_repeat_features(prev: LineFeatures, nxt: LineFeatures, repeats: RepeatedOpenings) -> list[float]:
    spaced = nxt.key in repeats.spaced
    return [
        nxt.gap > repeats.gap or nxt.gap > 2,
        spaced and prev.key != nxt.key,
        nxt.key in repeats.close or (spaced and prev.key == nxt.key),
        bool(repeats.spaced) and not spaced,
        prev.key in repeats.spaced and prev.spaces <= prev.key.count(" ") and prev.key != nxt.key,
        prev.shape != "" and prev.shape == nxt.shape,
        prev.opens == nxt.opens == ln.NUMBER and nxt.digit == prev.digit + 1,
        prev.weight < SHORT and prev.mark != "" and nxt.mark not in ("", prev.mark),
    ]


def _compute_title_features(
    prev: LineFeatures, before: TextSegment, after: TextSegment, nxt: LineFeatures, habits: DocumentStats
) -> list[float]:
    if not habits.titled:
        return [0.0, 0.0, 0.0, habits.unbroken]
    was, now = is_title(prev, before), is_title(nxt, after)
    return [
        habits.titled if was and not now else 0.0,
        habits.titled if now and not was else 0.0,
        was and not now and habits.titled > ALTERNATING and habits.number >= 6,
        0.0 if was and not now else habits.unbroken,
    ]


def is_title(line: LineFeatures, piece: TextSegment) -> bool:
    """Whether a piece looks like the title of what follows: one short line without an end mark, or a question."""
    return (
        piece.first == piece.last
        and line.weight <= TITLE
        and (line.closes == ln.WORD or line.closes == ln.COLON or line.flags & ln.QUESTION != 0)
        and line.opens not in (LIST, EMOJI, ln.LINK, ln.TAGS)
    )


class RepeatedOpenings(NamedTuple):
    """What recurs in a document: `runs[at]`, how many adjacent lines open with the same mark as line `at` does (0 for
    unmarked lines); the keys of lines that recur, `spaced` about as far apart as posts are, or `close`; and the fewest
    blank lines that stand together (1 where none do). `rising`: the keys whose numbers or times rise through most of
    the document.
    """

    runs: tuple[int, ...]
    spaced: frozenset[str]
    close: frozenset[str]
    gap: int
    rising: frozenset[str]


def find_repeats(lines: Sequence[LineFeatures]) -> RepeatedOpenings:
    """Find what recurs in the lines of a document."""
    places: dict[str, list[int]] = {}
    numbers: dict[str, list[int]] = {}
    reached = 0
    for line in lines:
        if line.key:
            places.setdefault(line.key, []).append(reached)
            if line.ordinal >= 0:
                numbers.setdefault(line.key, []).append(line.ordinal)
        reached += line.weight + 1
    spaced: set[str] = set()
    close: set[str] = set()
    for key, at in places.items():
        if len(at) < 3:
            continue
        steps = sorted(b - a for a, b in pairwise(at))
        (spaced if steps[len(steps) // 3] >= APART else close).add(key)
    gap = min((line.gap for line in lines if line.gap), default=1)
    rising = frozenset(
        key
        for key, found in numbers.items()
        if _rises(found) and _spans(places[key], reached) and (key in spaced or not _lists(key, found))
    )
    return RepeatedOpenings(tuple(_find_mark_runs(lines)), frozenset(spaced), frozenset(close), gap, rising)


def _rises(numbers: Sequence[int]) -> bool:
    """Whether three numbers or more rise, but for a fifth of the steps (past midnight, say)."""
    steps = [two - one for one, two in pairwise(numbers)]
    rising = sum(step > 0 for step in steps)
    return len(steps) > 1 and rising * 5 >= 4 * len(steps)


def _lists(key: str, numbers: Sequence[int]) -> bool:
    """Whether numbers without a word or a time count one by one, as those of a list do."""
    bare = not any(char.isalpha() for char in key)
    return bare and sum(two - one == 1 for one, two in pairwise(numbers)) * 2 > len(numbers) - 1


def _spans(places: Sequence[int], whole: int) -> bool:
    """Whether what recurs does so through most of the document."""
    return (places[-1] - places[0]) * 2 >= whole


def _find_mark_runs(lines: Sequence[LineFeatures]) -> list[int]:
    runs = [0] * len(lines)
    start = 0
    for at in range(1, len(lines) + 1):
        first = lines[start]
        if at < len(lines) and lines[at].opens == first.opens and lines[at].mark == first.mark:
            continue
        if first.opens in (ln.LIST, ln.EMOJI, ln.NUMBER):
            runs[start:at] = [at - start] * (at - start)
        start = at
    return runs


class TextSegment(NamedTuple):
    """Lines `first` to `last` (counted in the non-blank lines); `weight` counts the line breaks inside too."""

    first: int
    last: int
    weight: int
    breaks: bool  # a line break inside
    blanks: bool  # a blank line inside


class DocumentStats(NamedTuple):
    """What the pieces of one document show about its author (shares are 0 to 1; weights in X's units / 100)."""

    median: float
    over200: float
    broken: float
    marked: float
    under40: float
    heaviest: int
    stops: float
    capitals: float
    lowers: float
    number: int
    blanks: float
    unbroken: float  # the share of the text in lines over 280: who writes such lines breaks few posts into paragraphs
    titled: float  # how regularly titles and longer pieces alternate: 0 where they do not, 1 where nothing else is


def build_segment(lines: Sequence[LineFeatures], first: int, last: int) -> TextSegment:
    """The piece from line `first` to line `last`."""
    weight, blanks = lines[first].weight, False
    for line in lines[first + 1 : last + 1]:
        weight += line.weight + (2 if line.gap else 1)
        blanks = blanks or line.gap > 0
    return TextSegment(first, last, weight, first != last, blanks)


def compute_stats(lines: Sequence[LineFeatures], pieces: Sequence[TextSegment]) -> DocumentStats:
    """The habits shown by all pieces of a document; `pieces` is not empty."""
    count = len(pieces)
    weights = sorted(piece.weight for piece in pieces)
    opens = [lines[piece.first].opens for piece in pieces]
    return DocumentStats(
        median=weights[count // 2] / 100,
        over200=sum(weight > 200 for weight in weights) / count,
        broken=sum(piece.breaks for piece in pieces) / count,
        marked=sum(kind in (LIST, EMOJI, NUMBER) for kind in opens) / count,
        under40=sum(weight < 40 for weight in weights) / count,
        heaviest=weights[-1],
        stops=sum(lines[piece.last].closes == STOP for piece in pieces) / count,
        capitals=opens.count(CAPITAL) / count,
        lowers=opens.count(LOWER) / count,
        number=count,
        blanks=sum(piece.blanks for piece in pieces) / count,
        unbroken=_compute_unbroken(lines),
        titled=_compute_titled(lines, pieces),
    )


def _compute_unbroken(lines: Sequence[LineFeatures]) -> float:
    weights = [line.weight for line in lines]
    return sum(weight for weight in weights if weight > HEAVY) / sum(weights)


def _compute_titled(lines: Sequence[LineFeatures], pieces: Sequence[TextSegment]) -> float:
    """How far beyond half the pieces belong to pairs of a title and a longer piece; 0 for fewer than two pairs."""
    titles = [is_title(lines[piece.last], piece) for piece in pieces]
    pairs = sum(
        one and not two and before.weight < after.weight
        for (one, two), (before, after) in zip(pairwise(titles), pairwise(pieces), strict=True)
    )
    return max(0.0, 4 * pairs / len(pieces) - 1) if pairs > 1 else 0.0
