"""What changed between two versions of a thread, post by post and word by word. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Literal

from unroller.model import Post, Thread
from unroller.regex import compile_re

#: A piece of a changed post: words of both versions, of the newer alone, of the older alone.
DiffPiece = tuple[Literal["same", "added", "removed"], str]
#: Words with the blanks behind them. Scripts without blanks are compared by the character.
_DENSE = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff"
_WORD = compile_re(rf"[{_DENSE}]|[^\s{_DENSE}]+\s*|\s+")
#: Comparing takes, at worst, the time of so many pairs of equal words, as often as there are words.
_MOST_PAIRS, _MOST_WORDS = 100_000, 2_000


@dataclass(frozen=True, slots=True)
class PostChange:
    """A post that is not what it was. `number` is its own in the newer version, of a removed one in the older.

    `pieces` are its words in order; together those that are not "removed" are the newer text, those not "added" the
    older. `about` names what else changed: ``pictures``, ``quotes``, ``date``.
    """

    kind: Literal["added", "removed", "changed"]
    number: int
    pieces: tuple[DiffPiece, ...]
    about: tuple[str, ...] = ()


def compare_threads(older: Thread, newer: Thread) -> tuple[PostChange, ...]:
    """What changed, in the order of the newer version; removed posts stand where they stood.

    Posts are the same by their id; where one has none, by their words, and else by their place between others.
    """
    found: list[PostChange] = []
    for kind, before, after in _pair_posts(older.posts, newer.posts):
        if before is None or after is None:
            one = after or before
            if one is not None and kind != "same":
                found.append(PostChange(kind, one.number, ((kind, one.text),) if one.text else ()))
            continue
        about = _list_other_changes(before, after)
        if before.text != after.text or about:
            found.append(PostChange("changed", after.number, diff_texts(before.text, after.text), about))
    return tuple(found)


def diff_texts(older: str, newer: str) -> tuple[DiffPiece, ...]:
    """Two texts as one, with what went and what came."""
    if older == newer:
        return (("same", newer),) if newer else ()
    out: list[DiffPiece] = []
    for tag, one, two in _compare_sequences(_WORD.findall(older), _WORD.findall(newer)):
        if tag == "equal":
            out.append(("same", "".join(two)))
            continue
        if one:
            out.append(("removed", "".join(one)))
        if two:
            out.append(("added", "".join(two)))
    return tuple(out)


def _compare_sequences(one: Sequence[str], two: Sequence[str]) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """What the two have in common ("equal") and what not, in order; texts that repeat themselves too often to be
    compared are all different but for their beginning and end."""
    begin = next((at for at, (a, b) in enumerate(zip(one, two, strict=False)) if a != b), min(len(one), len(two)))
    most = min(len(one), len(two)) - begin
    end = next((at for at in range(most) if one[-1 - at] != two[-1 - at]), most)
    if begin:
        yield "equal", one[:begin], two[:begin]
    a, b = one[begin : len(one) - end], two[begin : len(two) - end]
    counts, others = Counter(a), Counter(b)
    pairs = sum(count * others[word] for word, count in counts.items())
    if max(len(a), len(b)) <= _MOST_WORDS and pairs <= _MOST_PAIRS:
        for tag, at, to, start, stop in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
            yield tag, a[at:to], b[start:stop]
    elif a or b:
        yield "replace", a, b
    if end:
        yield "equal", one[len(one) - end :], two[len(two) - end :]


_Pair = tuple[Literal["added", "removed", "same"], Post | None, Post | None]


def _pair_posts(older: Sequence[Post], newer: Sequence[Post]) -> Iterator[_Pair]:
    """The posts of both versions side by side."""
    places = iter(older), iter(newer)
    # One capture may know the ids of the posts and another not: then it is the words that tell which is which.
    by_id = any(post.id for post in older) and any(post.id for post in newer)
    keys = [[_post_key(post, by_id=by_id) for post in posts] for posts in (older, newer)]
    for tag, one, two in _compare_sequences(*keys):
        before, after = list(islice(places[0], len(one))), list(islice(places[1], len(two)))
        same = min(len(before), len(after)) if tag == "equal" else _count_in_place(before, after, by_id=by_id)
        yield from (("same", *pair) for pair in zip(before[:same], after[:same], strict=True))
        yield from (("removed", post, None) for post in before[same:])
        yield from (("added", None, post) for post in after[same:])


def _post_key(post: Post, *, by_id: bool) -> str:
    return (post.id if by_id else None) or f"\n{post.text}"


def _count_in_place(before: Sequence[Post], after: Sequence[Post], *, by_id: bool) -> int:
    """How many posts without an id stand in each other's place: the same posts in other words."""
    pairs = enumerate(zip(before, after, strict=False))
    known = (at for at, (one, two) in pairs if by_id and (one.id or two.id))
    return next(known, min(len(before), len(after)))


def _list_other_changes(before: Post, after: Post) -> tuple[str, ...]:
    told = (
        ("pictures", [(one.kind, one.url, one.alt) for one in before.attachments],
         [(one.kind, one.url, one.alt) for one in after.attachments]),
        ("quotes", [(one.url, one.runs) for one in before.quotes], [(one.url, one.runs) for one in after.quotes]),
        ("date", before.published.value, after.published.value),
    )  # fmt: skip
    # A date that a newer capture tells of the same post is no change of the post.
    return tuple(name for name, one, two in told if one != two and (name != "date" or one is not None))
