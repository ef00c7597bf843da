"""Which posts of an account form a thread: by who answers whom, never by their text or time.

A thread begins at an own post whose parent is not an own post that is there. Its main line follows the oldest answer
at every post, as readers of the network see it; other answers of the author's are branches, which follow the main
line as later additions. See Bluesky's `resolveCanonicalOpThread` for the same rule.

From the posts of a chain to a thread: numbers, gaps, what a reader should know.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unroller.account_exports.base import ParsedPost
from unroller.messages import Message
from unroller.model import Account, CaptureInfo, Gap, Notice, Platform, Post, Quote, Thread

#: Where an export states no parents: an answer belongs to the own post before it when no more seconds lie between.
INFERRED_SECONDS = 15 * 60
#: A post that was deleted in the middle of a thread: what comes after it was written within so many seconds, mostly.
NEAR_SECONDS = 60 * 60


@dataclass(frozen=True, slots=True)
class ReplyLink:
    """What assembly needs of one own post. `order` sorts posts as they were written.

    `own`: the post it answers is the account's own, by the account's id. `guess`: it answers something, and the export
    does not say what. `seconds` is when it was written, since 1970; None when only the day is known, or nothing.
    """

    id: str
    order: str
    parent: str | None = None
    own: bool = False
    guess: bool = False
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyChain:
    """One thread, or one single post. `main` begins with `root`; each of `later` is a branch in order.

    `before` is the id of an own post that the root answers and that is not there. `answers` is the id of somebody
    else's post that it answers. `perhaps_after` is the root of the thread that the missing post may have continued.
    """

    root: str
    main: tuple[str, ...]
    later: tuple[tuple[str, ...], ...] = ()
    before: str | None = None
    answers: str | None = None
    inferred: bool = False
    perhaps_after: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """All its posts, in the order in which they are read."""
        return self.main + tuple(one for branch in self.later for one in branch)

    def __len__(self) -> int:
        return len(self.main) + sum(map(len, self.later))


def build_chains(links: Iterable[ReplyLink], aliases: Mapping[str, str] | None = None) -> list[ReplyChain]:
    """The chains that `links` make, by the order of their roots; every link is in exactly one of them.

    `aliases` maps the earlier ids of an edited post to its present one. Links with the
    same id count once. Cycles and posts that answer themselves are cut before their oldest post.
    """
    forest = _Forest(_guess_parents(links), aliases or {})
    result = [
        forest.build_chain(root) for root in forest.iter_roots()
    ]  # each chain is taken before the next root is looked for
    result.sort(key=lambda chain: forest.get_key(chain.root))
    return _add_hints(result, forest)


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
    def __init__(self, known: dict[str, ReplyLink], aliases: Mapping[str, str]) -> None:
        self.known = known
        self.aliases = aliases
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
        return ReplyChain(
            root,
            main,
            tuple(later),
            before=link.parent if missing and link.own else None,
            answers=link.parent if missing and not link.own else None,
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


def _add_hints(chains: Sequence[ReplyChain], forest: _Forest) -> list[ReplyChain]:
    """Where a thread begins below a post that is missing: which thread that one may have continued."""
    if not any(chain.before for chain in chains):
        return list(chains)
    ends = sorted((forest.get_key(chain.main[-1]), chain.root) for chain in chains)
    result = []
    for chain in chains:
        if chain.before:
            at = bisect_left(ends, (forest.get_key(chain.root), "")) - 1
            end = ends[at][0][1] if at >= 0 else None
            if end and _is_within(forest.known[end], forest.known[chain.root], NEAR_SECONDS):
                chain = replace(chain, perhaps_after=ends[at][1])
        result.append(chain)
    return result


_MISSING = Notice(
    "missing-posts", Message("The post that this thread begins below is not in the export: it was deleted.")
)
_ANSWERS = Notice(
    "begins-as-reply", Message("The first post answers somebody else’s post, which is not part of this thread.")
)
_INFERRED = Notice(
    "inferred-thread",
    Message("The export does not say which posts belong together: these were written within minutes of each other."),
)
#: Said where a post of a thread could not be read.
UNREAD = Message("One post of the export could not be read.")
#: A thread carries each notice once, however many posts it is about, and so many notices at most.
_MOST_NOTICES = 20


def build_thread(
    chain: ReplyChain,
    parsed: Mapping[str, ParsedPost],
    capture: CaptureInfo,
    owner: Account | None,
    platform: Platform | None,
    earlier: Mapping[str, Sequence[ParsedPost]] | None = None,
    hint: str | None = None,
) -> Thread:
    """The thread of `chain`. `parsed` holds its posts by id; those that could not be read are left out as gaps.

    `earlier` holds, by id, the earlier versions of edited posts, oldest first. `hint` is the address of the thread that
    this one may go on from, across a post that was deleted (`ReplyChain.perhaps_after`).
    """
    posts: list[Post] = []
    gaps = [Gap(0, _MISSING.message, None, hint)] if chain.before else []
    lost = 0
    main = set(chain.main)
    for name in chain.ids:
        one = parsed.get(name)
        if one is None:
            lost += 1
            gaps.append(Gap(len(posts), UNREAD, 1))
            continue
        posts.append(_place_post(one, name, len(posts) + 1, main, chain, (earlier or {}).get(name, ())))
    first = posts[0] if posts else None
    author = owner or next((parsed[name].author for name in chain.ids if name in parsed), None)
    return Thread(
        capture=capture,
        posts=tuple(posts),
        author=author,
        platform=platform,
        url=first.url if first else None,
        id=chain.root,
        published=first.published if first else Thread.published,
        lang=_find_language(posts),
        gaps=tuple(gaps),
        warnings=_collect_notices(chain, parsed, lost, hint),
    )


def _place_post(
    one: ParsedPost, name: str, number: int, main: set[str], chain: ReplyChain, earlier: Sequence[ParsedPost]
) -> Post:
    return replace(
        one.post,
        number=number,
        author=None,
        later=name not in main,
        doubtful=one.post.doubtful or (chain.inferred and number > 1),
        earlier=tuple(Quote(e.post.url, None, e.post.runs, e.post.published) for e in earlier),
    )


def _find_language(posts: Sequence[Post]) -> str | None:
    """The language that more than half of the posts are in, where the export states them."""
    stated = [post.lang for post in posts if post.lang]
    most = max(set(stated), key=lambda lang: (stated.count(lang), lang), default=None)
    return most if most and stated.count(most) * 2 > len(stated) else None


def _collect_notices(
    chain: ReplyChain, parsed: Mapping[str, ParsedPost], lost: int, hint: str | None
) -> tuple[Notice, ...]:
    notices: dict[tuple[str, Message], Notice] = {}
    for notice in (
        *([_MISSING] if chain.before else []),
        *(
            [Notice("goes-on", Message("It may go on from the thread that begins at {url}.", url=hint))]
            if chain.before and hint
            else []
        ),
        *([_ANSWERS] if chain.answers else []),
        *([_INFERRED] if chain.inferred else []),
        *([Notice("missing-posts", Message("{count} of its posts could not be read.", count=lost))] if lost else []),
        *(notice for name in chain.ids if name in parsed for notice in parsed[name].notices),
    ):
        notices.setdefault((notice.code, notice.message), notice)
    return tuple(notices.values())[:_MOST_NOTICES]
