"""Which posts of an account form a thread: by who answers whom, never by their text or time.

A thread begins at an own post whose parent is not an own post that is there. Its main line follows the oldest answer
at every post, as readers of the network see it; other answers of the author's are branches, which follow the main
line as later additions. See Bluesky's `resolveCanonicalOpThread` for the same rule.

A post that an export holds and that does not count (it is for few, it was deleted, its record is broken) cuts a thread
as one does that is not there; but what became of it is known, and often which two threads it joined.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unroller.account_exports.base import AbsenceReason

#: Where an export states no parents: an answer belongs to the own post before it when no more seconds lie between.
INFERRED_SECONDS = 15 * 60
#: A post that was deleted in the middle of a thread: what comes after it was written within so many seconds, mostly.
NEAR_SECONDS = 60 * 60


@dataclass(frozen=True, slots=True)
class ReplyLink:
    """What assembly needs of one own post. `order` sorts posts as they were written.

    `own`: the post it answers is the account's own, by the account's id; `foreign`: it is somebody else's, by the same;
    where neither, nobody knows. `guess`: it answers something, and the export does not say what. `seconds` is when it
    was written, since 1970; None when only the day is known, or nothing.
    """

    id: str
    order: str
    parent: str | None = None
    own: bool = False
    guess: bool = False
    seconds: int | None = None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Absence:
    """A post of the account that does not count: why, and which post it answers, where that is known."""

    reason: AbsenceReason
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class AbsentAnswers:
    """Posts that answer `post`, one below the other or beside each other, and that are not there: why, and how many."""

    post: str
    reason: AbsenceReason
    count: int


@dataclass(frozen=True, slots=True)
class ReplyChain:
    """One thread, or one single post. `main` begins with `root`; each of `later` is a branch in order.

    `before` is the id of an own post that the root answers and that is not there, `absence` why, where the export
    says so. `answers` is the id of a post that it answers and that is somebody else's, or, unless `foreign`, may be.
    `perhaps_after` is the root of the thread that the missing post may have continued, `goes_on` that of the one that
    may continue this one; they do where `after_known` and `goes_on_known`. `absent` are posts of the thread that are
    not there.
    """

    root: str
    main: tuple[str, ...]
    later: tuple[tuple[str, ...], ...] = ()
    before: str | None = None
    answers: str | None = None
    inferred: bool = False
    perhaps_after: str | None = None
    absence: AbsenceReason | None = None
    foreign: bool = False
    after_known: bool = False
    goes_on: str | None = None
    goes_on_known: bool = False
    absent: tuple[AbsentAnswers, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """All its posts, in the order in which they are read."""
        return self.main + tuple(one for branch in self.later for one in branch)

    def __len__(self) -> int:
        return len(self.main) + sum(map(len, self.later))


def build_chains(
    links: Iterable[ReplyLink],
    aliases: Mapping[str, str] | None = None,
    absences: Mapping[str, Absence] | None = None,
) -> list[ReplyChain]:
    """The chains that `links` make, by the order of their roots; every link is in exactly one of them.

    `aliases` maps other names of a post (the earlier ids of an edited one) to its id, `absences` has the account's
    posts that do not count. Links with the same id count once. Cycles and posts that answer themselves are cut before
    their oldest post.
    """
    forest = _Forest(_guess_parents(links), aliases or {}, absences or {})
    result = [
        forest.build_chain(root) for root in forest.iter_roots()
    ]  # each chain is taken before the next root is looked for
    result.sort(key=lambda chain: forest.get_key(chain.root))
    return _add_continuations(_add_absent(_add_hints(result, forest), forest))


def _guess_parents(links: Iterable[ReplyLink]) -> dict[str, ReplyLink]:
    """The links by id; those that answer something unnamed get the own post just before them as parent."""
    known: dict[str, ReplyLink] = {}
    guesses = False
    for link in links:
        known.setdefault(link.id, link)
        guesses = guesses or link.guess
    if not guesses:
        return known
    last: ReplyLink | None = None
    for link in sorted(known.values(), key=lambda one: (one.order, one.id)):
        if link.guess and last is not None and _is_within(last, link, INFERRED_SECONDS):
            link = known[link.id] = replace(link, parent=last.id, own=True)
            last = link
        elif link.guess or link.parent is not None:
            continue  # an answer to somebody, in between: what follows may still belong to the thread before it
        else:
            last = link
    return known


def _is_within(one: ReplyLink, two: ReplyLink, seconds: int) -> bool:
    return one.seconds is not None and two.seconds is not None and 0 <= two.seconds - one.seconds <= seconds


class _Forest:
    def __init__(
        self, known: dict[str, ReplyLink], aliases: Mapping[str, str], absences: Mapping[str, Absence]
    ) -> None:
        self.known = known
        self.aliases = aliases
        self.absences = absences
        self.children: dict[str, list[str]] = defaultdict(list)
        self._seen: set[str] = set()
        for link in known.values():
            parent = self.get_parent(link)
            if parent in known and parent != link.id:
                self.children[parent].append(link.id)
        for answers in self.children.values():
            answers.sort(key=self.get_key)

    def get_parent(self, link: ReplyLink) -> str:
        parent = link.parent or ""
        return self.aliases.get(parent, parent)

    def get_key(self, name: str) -> tuple[str, str]:
        return self.known[name].order, name

    def iter_roots(self) -> Iterator[str]:
        """Where threads begin: first the posts that answer none of the others, then one of every cycle."""
        for link in self.known.values():
            parent = self.get_parent(link)
            if parent not in self.known or parent == link.id:
                yield link.id
        if len(self._seen) < len(self.known):
            for name in sorted(self.known, key=self.get_key):
                if name not in self._seen:
                    yield self._oldest_of_cycle(name)

    def _oldest_of_cycle(self, name: str) -> str:
        """The oldest post of the cycle that everything above `name` ends in."""
        path: dict[str, None] = {}
        while name not in path:
            path[name] = None
            name = self.get_parent(self.known[name])
        cycle = list(path)[list(path).index(name) :]
        return min(cycle, key=self.get_key)

    def build_chain(self, root: str) -> ReplyChain:
        main, waiting = self._follow_line(root)
        later: list[tuple[str, ...]] = []
        while waiting:
            branch, more = self._follow_line(waiting.pop())
            later.append(branch)
            waiting += more
        later.sort(key=lambda branch: self.get_key(branch[0]))
        link = self.known[root]
        parent = self.get_parent(link)
        missing = bool(parent) and parent not in self.known
        absence = self.absences.get(parent) if missing else None
        return ReplyChain(
            root,
            main,
            tuple(later),
            before=link.parent if missing and (link.own or absence) else None,
            answers=link.parent if missing and not (link.own or absence) else None,
            absence=absence.reason if absence else None,
            foreign=missing and link.foreign,
            inferred=any(self.known[one].guess for one in main[1:]),
        )

    def _follow_line(self, start: str) -> tuple[tuple[str, ...], list[str]]:
        """The posts from `start` down by the oldest answer, and the other answers met on the way."""
        line, others = [start], list[str]()
        self._seen.add(start)
        while answers := [one for one in self.children.get(line[-1], ()) if one not in self._seen]:
            others += answers[1:]
            self._seen.update(answers)
            line.append(answers[0])
        return tuple(line), others


def find_known_ancestor(
    name: str, absences: Mapping[str, Absence], aliases: Mapping[str, str], known: Container[str]
) -> str | None:
    """The first post that is known, upwards from one that does not count, along others that do not; None where none
    is, or where nothing says which post one of them answers."""
    seen: set[str] = set()
    while name in absences and name not in seen:
        seen.add(name)
        parent = absences[name].parent or ""
        name = aliases.get(parent, parent)
    return name if name in known else None


def _add_hints(chains: Sequence[ReplyChain], forest: _Forest) -> list[ReplyChain]:
    """Where a thread begins below a post that is missing: which thread that one continued, or may have continued."""
    if not any(chain.before for chain in chains):
        return list(chains)
    ends = sorted((forest.get_key(chain.main[-1]), chain.root) for chain in chains)
    roots = {one: chain.root for chain in chains for one in chain.ids} if forest.absences else {}
    result = []
    for chain in chains:
        if chain.before:
            before = forest.aliases.get(chain.before, chain.before)
            above = find_known_ancestor(before, forest.absences, forest.aliases, forest.known)
            at = bisect_left(ends, (forest.get_key(chain.root), "")) - 1
            end = ends[at][0][1] if at >= 0 else None
            if above and roots[above] != chain.root:
                chain = replace(chain, perhaps_after=roots[above], after_known=True)
            elif end and _is_within(forest.known[end], forest.known[chain.root], NEAR_SECONDS):
                chain = replace(chain, perhaps_after=ends[at][1])
        result.append(chain)
    return result


def _add_absent(chains: Sequence[ReplyChain], forest: _Forest) -> list[ReplyChain]:
    """What is not there of each thread: the posts that do not count, by the post of it that they hang below."""
    counts: dict[str, Counter[AbsenceReason]] = {}
    for name, absence in forest.absences.items():
        above = find_known_ancestor(name, forest.absences, forest.aliases, forest.known)
        if above and name not in forest.known:
            counts.setdefault(above, Counter())[absence.reason] += 1
    if not counts:
        return list(chains)
    return [
        replace(
            chain,
            absent=tuple(
                AbsentAnswers(one, reason, count)
                for one in chain.ids
                if one in counts
                for reason, count in sorted(counts[one].items())
            ),
        )
        for chain in chains
    ]


def _add_continuations(chains: Sequence[ReplyChain]) -> list[ReplyChain]:
    """The other side of a hint: where a thread goes on. What is known goes before what may be."""
    following: dict[str, ReplyChain] = {}
    for chain in chains:
        if chain.perhaps_after and (
            chain.perhaps_after not in following
            or (chain.after_known and not following[chain.perhaps_after].after_known)
        ):
            following[chain.perhaps_after] = chain
    if not following:
        return list(chains)
    return [
        replace(chain, goes_on=following[chain.root].root, goes_on_known=following[chain.root].after_known)
        if chain.root in following
        else chain
        for chain in chains
    ]
