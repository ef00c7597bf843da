"""From the posts of a chain to a thread: numbers, gaps, what a reader should know."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from unroller.account_exports.base import LIMIT_NAMES, AbsenceReason, LostPart, ParsedPost
from unroller.account_exports.threading import ReplyChain
from unroller.messages import Message, counted
from unroller.model import Account, CaptureInfo, Gap, Notice, Platform, Post, Quote, Thread
from unroller.readers.completeness import add_numbering_gaps, describe_lost_poll, describe_lost_quote

_ANSWERS = Notice(
    "begins-as-reply", Message("The first post answers somebody else’s post, which is not part of this thread.")
)
_ANSWERS_UNKNOWN = Notice(
    "begins-as-reply",
    Message("The first post answers a post that is not in the export, which does not say whose that is."),
)
_INFERRED = Notice(
    "inferred-thread",
    Message("The export does not say which posts belong together: these were written within minutes of each other."),
)
#: Said where a post of a thread could not be read.
UNREAD = Message("One post of the export could not be read.")
#: A thread carries each notice once, however many posts it is about, and so many notices at most.
_MOST_NOTICES = 20


@dataclass(frozen=True, slots=True)
class NeighbouringThreads:
    """The addresses of the threads that a thread goes on from, and that go on from it, across posts that are not
    there."""

    previous: str | None = None
    following: str | None = None


def build_thread(
    chain: ReplyChain,
    parsed: Mapping[str, ParsedPost],
    capture: CaptureInfo,
    owner: Account | None,
    platform: Platform | None,
    earlier: Mapping[str, Sequence[ParsedPost]] | None = None,
    neighbours: NeighbouringThreads | None = None,
    lost_media: int = 0,
) -> Thread:
    """The thread of `chain`. `parsed` holds its posts by id; those that could not be read are left out as gaps.

    `earlier` holds, by id, the earlier versions of edited posts, oldest first. `neighbours` are the threads before and
    after it, where the chain names some; `lost_media` counts files of its posts that the export should hold.
    """
    neighbours = neighbours or NeighbouringThreads()
    posts: list[Post] = []
    gaps = [Gap(0, _describe_beginning(chain.absence), None, neighbours.previous)] if chain.before else []
    unread = 0
    main = set(chain.main)
    for name in chain.ids:
        one = parsed.get(name)
        if one is None:
            unread += 1
            gaps.append(Gap(len(posts), UNREAD, 1))
            continue
        posts.append(_place_post(one, name, len(posts) + 1, main, chain, (earlier or {}).get(name, ())))
        gaps += _build_absence_gaps(chain, name, len(posts), neighbours.following)
    first = posts[0] if posts else None
    author = owner or next((parsed[name].author for name in chain.ids if name in parsed), None)
    thread = Thread(
        capture=capture,
        posts=tuple(posts),
        author=author,
        platform=platform,
        url=first.url if first else None,
        id=chain.root,
        title=next((parsed[name].title for name in chain.ids if name in parsed), "") or None,
        published=first.published if first else Thread.published,
        lang=_find_language(posts),
        gaps=tuple(gaps),
        warnings=_collect_notices(chain, parsed, unread, neighbours, gaps),
    )
    if lost_media:
        notice = Notice("lost-media", describe_lost_media(lost_media))
        thread = replace(thread, warnings=(*thread.warnings, notice))
    return add_numbering_gaps(thread, neighbours.following)


def describe_lost_media(count: int) -> Message:
    """What is said of pictures and films whose files an export should hold."""
    return counted(
        "{count} file of a picture or film that a post names is not in the export",
        "{count} files of pictures or films that posts name are not in the export",
        count=count,
    )


def _describe_beginning(absence: AbsenceReason | None) -> Message:
    """What became of the post that a thread begins below."""
    if absence is None:
        return Message("The post that this thread begins below is not in the export.")
    if absence == "unreadable":
        return Message("The post that this thread begins below could not be read.")
    if absence == "deleted":
        return Message("The post that this thread begins below was deleted.")
    return Message("The post that this thread begins below was left out: {reason}.", reason=LIMIT_NAMES[absence])


def _build_absence_gaps(chain: ReplyChain, name: str, after: int, following: str | None) -> Iterator[Gap]:
    """The gaps after the post called `name`, where posts hang below it that are not there."""
    for one in chain.absent:
        if one.post == name:
            url = following if chain.goes_on_known else None
            yield Gap(after, _describe_absent(one.reason, one.count), one.count, url)


def _describe_absent(reason: AbsenceReason, count: int) -> Message:
    if reason == "unreadable":
        return counted(
            "{count} post of this thread could not be read",
            "{count} posts of this thread could not be read",
            count=count,
        )
    if reason == "deleted":
        return counted(
            "{count} post of this thread was deleted", "{count} posts of this thread were deleted", count=count
        )
    return counted(
        "{count} post of this thread was left out: {reason}",
        "{count} posts of this thread were left out: {reason}",
        count=count,
        reason=LIMIT_NAMES[reason],
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
        own_name=one.own_prefix,
    )


def _find_language(posts: Sequence[Post]) -> str | None:
    """The language that more than half of the posts are in, where the export states them."""
    stated = [post.lang for post in posts if post.lang]
    most = max(set(stated), key=lambda lang: (stated.count(lang), lang), default=None)
    return most if most and stated.count(most) * 2 > len(stated) else None


def _collect_notices(
    chain: ReplyChain,
    parsed: Mapping[str, ParsedPost],
    unread: int,
    neighbours: NeighbouringThreads,
    gaps: Sequence[Gap],
) -> tuple[Notice, ...]:
    notices: dict[tuple[str, Message], Notice] = {}
    read = [parsed[name] for name in chain.ids if name in parsed]
    for notice in (
        *(Notice("missing-posts", gap.reason) for gap in gaps if gap.reason != UNREAD),
        *_describe_neighbours(chain, neighbours),
        *([_ANSWERS if chain.foreign else _ANSWERS_UNKNOWN] if chain.answers else []),
        *([_INFERRED] if chain.inferred else []),
        *(
            [Notice("missing-posts", Message("{count} of its posts could not be read.", count=unread))]
            if unread
            else []
        ),
        *(notice for one in read for notice in one.notices),
        *(_describe_lost(part, number) for number, one in enumerate(read, 1) for part in one.lost),
    ):
        notices.setdefault((notice.code, notice.message), notice)
    return tuple(notices.values())[:_MOST_NOTICES]


def _describe_neighbours(chain: ReplyChain, neighbours: NeighbouringThreads) -> Iterator[Notice]:
    """The threads that this one goes on from and in, or may."""
    if chain.before and neighbours.previous:
        yield Notice(
            "goes-on",
            Message("It goes on from the thread that begins at {url}.", url=neighbours.previous)
            if chain.after_known
            else Message("It may go on from the thread that begins at {url}.", url=neighbours.previous),
        )
    if neighbours.following:
        yield Notice(
            "goes-on",
            Message("It goes on in the thread that begins at {url}.", url=neighbours.following)
            if chain.goes_on_known
            else Message("It may go on in the thread that begins at {url}.", url=neighbours.following),
        )


def _describe_lost(part: LostPart, number: int) -> Notice:
    return describe_lost_poll(number) if part == "poll" else describe_lost_quote(number, part)
