"""How well a thread, and which of its posts, answers the words of a query of which some may be wrong. Pure.

All weights of graded retrieval are here. They were fitted on queries written from recollections of posts
(`benchmarks/fit_relevance.py`) and are the same for every engine: an engine names candidates and says where their words
occur, and the score is computed here, so that engines agree on what is found and in which order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import log

from unroller.search.ast import Or, Phrase, Term, Wish

#: BM25 over the thread: how much a repeated word counts, and how much a long thread counts less.
K1, B = 1.2, 0.75
#: A thread of this length, in words, is neither long nor short. A constant, so that a score does not depend on the rest
#: of the archive.
THREAD_WORDS = 350
#: BM25 over posts, within their thread: repetition counts longer, length hardly.
POST_K1, POST_B = 2.4, 0.2
#: What the best post counts beside the whole thread, and a word in the title against one in the body.
BEST_POST, TITLE = 1.5, 1.5
#: What neighbouring posts lend each other; what an opening post counts less, which names the subject of all others.
NEIGHBOUR, OPENING = 0.2, 1.5
#: Added for words that are side by side as they were typed.
ADJACENT = 0.75
#: What a word counts that was found in another form, by the parts of a compound, or with one letter put right.
FORM, COMPOUND, TYPO = 0.5, 0.5, 0.5
#: What a function word counts beside one that carries the subject.
FUNCTION = 0.2
#: A thread that has all words is put first where scores are near.
ALL_WORDS = 1.1
#: When no thread has all words, the best one is likely if it scores as much as this many words that nothing else has.
LIKELY = 2.65
#: What that is less for every word that is typed beyond so many, up to so many: recollections are long.
PER_WORD, FEW, MANY = 0.25, 5, 10
#: What it is more for every word but one that no thread has, and, from :data:`FEW` words on, where the best thread has
#: less than :data:`ENOUGH` of the subject.
UNKNOWN, ALONE, ENOUGH = 0.6, 1.25, 2
#: Or the best one is likely if it has so much of the words, by weight.
COVERED = 0.5
#: Of the best score, what a thread needs that lacks words: when none has all of them, and when one has.
SHARE, SHARE_BESIDE_ALL = 0.5, 0.5
#: When some thread has all words: how much of them, by weight, another must have.
COVERED_BESIDE_ALL = 0.6
#: Weights are whole numbers of this unit where engines add them up, so that all get the same sums.
UNITS = 64

#: The title among the passages of :attr:`LeafPositions.inexact`.
IN_TITLE = -1

Leaf = Term | Phrase


@dataclass(frozen=True, slots=True)
class Choice:
    """One way in which a wish may be met, and what it counts: 1 for the word as typed. `is_typo`: the word was taken
    for a slip of the pen."""

    leaf: Leaf
    weight: float = 1.0
    is_typo: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A wish as it is looked for: any of `choices`. `weight` is how much it tells, `function` whether it is a function
    word, `known` whether any thread meets it."""

    wish: Wish
    choices: tuple[Choice, ...]
    weight: float = 1.0
    function: bool = False
    known: bool = True

    @property
    def tree(self) -> Or:
        """What a thread must have to meet it."""
        return Or(tuple(choice.leaf for choice in self.choices))

    @property
    def units(self) -> int:
        """The weight as a whole number."""
        return max(1, round(self.weight * UNITS))

    @property
    def is_subject(self) -> bool:
        """Whether it tells what is meant: neither a function word nor a number, which alone say little of that."""
        return not (self.function or all(char.isdigit() or char in ".,:/-" for char in self.wish.word))


def list_leaves(groups: Iterable[Group]) -> list[Leaf]:
    """Everything that the groups are looked for as, each once."""
    return list(dict.fromkeys(choice.leaf for group in groups for choice in group.choices))


@dataclass(slots=True)
class LeafPositions:
    """The positions of the leaves of a query in one thread.

    `lengths` has the number of positions of each passage. `title` says how often a leaf occurs in the title, `body` by
    passage, counted from 0, at which positions. `inexact` are the passages in which a leaf occurs in another spelling
    alone, the title being :data:`IN_TITLE`.
    """

    lengths: Sequence[int]
    title: dict[Leaf, int] = field(default_factory=dict)
    body: dict[Leaf, dict[int, list[int]]] = field(default_factory=dict)
    inexact: dict[Leaf, Container[int]] = field(default_factory=dict)

    def mark_inexact(self, leaf: Leaf) -> None:
        """Note that a leaf occurs in another spelling alone everywhere."""
        self.inexact[leaf] = range(IN_TITLE, len(self.lengths))


@dataclass(frozen=True, slots=True)
class Relevance:
    """How well a thread answers: its `score`, how each of the groups is `met` in it, and the scores of its passages.

    A group that is not met counts 0, one met by the word as typed 1; for other forms see :attr:`Choice.weight`.
    """

    score: float
    met: tuple[float, ...]
    passages: Mapping[int, float]

    @property
    def has(self) -> tuple[bool, ...]:
        """Which of the groups it has."""
        return tuple(map(bool, self.met))


def compute_rarity(total: int, held: int) -> float:
    """How much a word tells that `held` of `total` threads have: BM25's inverse document frequency, from 0.1 up."""
    return max(0.1, log(1 + (total - held + 0.5) / (held + 0.5)))


def weigh_groups(groups: Iterable[Group], total: int, held: Sequence[int]) -> tuple[Group, ...]:
    """`groups` with their weights: by how many of all threads have each, less for function words."""
    return tuple(
        replace(one, weight=compute_rarity(total, count) * (FUNCTION if one.function else 1.0), known=count > 0)
        for one, count in zip(groups, held, strict=True)
    )


def score_thread(reading: LeafPositions, groups: Sequence[Group], inexact: float) -> Relevance:
    """How well a thread answers the groups; `inexact` is what a word in another spelling counts."""
    size = len(reading.lengths)
    words = sum(reading.lengths)
    mean = words / max(1, size) or 1.0
    thread_norm = K1 * (1 - B + B * words / THREAD_WORDS)
    post_norms = [POST_K1 * (1 - POST_B + POST_B * length / mean) for length in reading.lengths]
    score = 0.0
    met = []
    posts: dict[int, float] = defaultdict(float)
    for group in groups:
        titled, often, best = _count_frequencies(reading, group, inexact)
        met.append(best)
        if titled:
            score += TITLE * group.weight * titled * (K1 + 1) / (titled + K1)
        if often:
            whole = sum(often.values())
            score += group.weight * whole * (K1 + 1) / (whole + thread_norm)
            # what is in every post tells threads apart, not posts
            local = group.weight * log(1 + size / len(often)) / log(1 + size)
            for passage, times in often.items():
                posts[passage] += local * times * (POST_K1 + 1) / (times + post_norms[passage])
    for passage, times in _count_neighbours(reading, groups).items():
        posts[passage] += ADJACENT * times
    found = {
        passage: held
        + NEIGHBOUR * (posts.get(passage - 1, 0.0) + posts.get(passage + 1, 0.0))
        - OPENING * (not passage)
        for passage, held in posts.items()
    }
    score += BEST_POST * max(0.0, max(found.values(), default=0.0))
    return Relevance(score * (ALL_WORDS if all(met) else 1.0), tuple(met), found)


def _count_frequencies(reading: LeafPositions, group: Group, inexact: float) -> tuple[float, dict[int, float], float]:
    """How often a group occurs in the title, and in each passage; other forms count less. And the weight of the best
    of its choices that occurs."""
    titled = best = 0.0
    often: dict[int, float] = defaultdict(float)
    for choice in group.choices:
        in_title, body = reading.title.get(choice.leaf, 0), reading.body.get(choice.leaf)
        if not (in_title or body):
            continue
        best = max(best, choice.weight)
        faint = reading.inexact.get(choice.leaf, ())
        titled += choice.weight * in_title * (inexact if IN_TITLE in faint else 1.0)
        for passage, places in body.items() if body else ():
            often[passage] += choice.weight * len(places) * (inexact if passage in faint else 1.0)
    return titled, often, best


def _count_neighbours(reading: LeafPositions, groups: Sequence[Group]) -> dict[int, int]:
    """By passage, how many words that were typed side by side are side by side."""
    held = [[places for choice in group.choices if (places := reading.body.get(choice.leaf))] for group in groups]
    found: dict[int, int] = defaultdict(int)
    for ones, others in pairwise(held):
        together = {
            passage
            for one in ones
            for other in others
            for passage in one.keys() & other.keys()
            if not {at + 1 for at in one[passage]}.isdisjoint(other[passage])
        }
        for passage in together:
            found[passage] += 1
    return found


def is_answered(best: Relevance, groups: Sequence[Group], total: int) -> bool:
    """Whether a query that no thread has all words of is answered by the thread that scores `best` of `total`."""
    subject = [(group, met) for group, met in zip(groups, best.met, strict=True) if group.is_subject]
    if subject and not any(met for _, met in subject):
        return False  # nothing of the subject, only of the sentence, or a number
    words = len(groups)
    bar = LIKELY - PER_WORD * (min(max(words, FEW), MANY) - FEW)
    # a pair of characters of a script without spaces is no word: many occur nowhere
    bar += UNKNOWN * max(0, sum(not (group.known or group.wish.parts) for group, _ in subject) - 1)
    if words >= FEW and sum(met for _, met in subject) < min(ENOUGH, len(subject)):
        bar += ALONE
    return best.score >= bar * compute_rarity(total, 1) or measure_coverage(best, groups) >= COVERED


def is_likely(one: Relevance, best: float, groups: Sequence[Group], *, beside_all: bool) -> bool:
    """Whether a thread that lacks some words may be what was meant, if the query is answered at all.

    Args:
        one: how well it answers.
        best: the best score of any thread.
        groups: what was asked for.
        beside_all: whether some other thread has all words.
    """
    if not beside_all:
        return one.score >= SHARE * best
    return one.score >= SHARE_BESIDE_ALL * best and measure_coverage(one, groups) >= COVERED_BESIDE_ALL


def measure_coverage(one: Relevance, groups: Sequence[Group]) -> float:
    """The share of what was asked for, by weight, that a thread has."""
    whole = sum(group.weight for group in groups)
    return sum(group.weight for group, there in zip(groups, one.met, strict=True) if there) / (whole or 1.0)
