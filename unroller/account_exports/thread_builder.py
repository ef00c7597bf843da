"""From the posts of a chain to a thread: numbers, gaps, what a reader should know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from unroller.account_exports.base import ParsedPost
from unroller.account_exports.reply_chains import ReplyChain
from unroller.model import Account, CaptureInfo, Gap, Notice, Platform, Post, Quote, Thread

_MISSING = Notice("missing-posts", "The post that this thread begins below is not in the export: it was deleted.")
_ANSWERS = Notice("begins-as-reply", "The first post answers somebody else’s post, which is not part of this thread.")
_INFERRED = Notice(
    "inferred-thread",
    "The export does not say which posts belong together: these were written within minutes of each other.",
)
#: Said where a post of a thread could not be read.
UNREAD = "One post of the export could not be read."
#: Notices of posts are given once a thread, however many posts they are about.
_MOST_NOTICES = 20


def build_thread(
    chain: ReplyChain,
    made: Mapping[str, ParsedPost],
    capture: CaptureInfo,
    owner: Account | None,
    platform: Platform | None,
    earlier: Mapping[str, Sequence[ParsedPost]] | None = None,
    hint: str | None = None,
) -> Thread:
    """The thread of `chain`. `made` holds its posts by id; those that could not be read are left out as gaps.

    `earlier` holds, by id, the earlier versions of edited posts, oldest first. `hint` is the address of the thread that
    this one may go on from, across a post that was deleted (`ReplyChain.perhaps_after`).
    """
    posts: list[Post] = []
    gaps = [Gap(0, _MISSING.message, None, hint)] if chain.before else []
    lost = 0
    main = set(chain.main)
    for name in chain.ids:
        one = made.get(name)
        if one is None:
            lost += 1
            gaps.append(Gap(len(posts), UNREAD, 1))
            continue
        posts.append(_place_post(one, name, len(posts) + 1, main, chain, (earlier or {}).get(name, ())))
    first = posts[0] if posts else None
    author = owner or next((made[name].author for name in chain.ids if name in made), None)
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
        warnings=_collect_notices(chain, made, lost, hint),
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
    chain: ReplyChain, made: Mapping[str, ParsedPost], lost: int, hint: str | None
) -> tuple[Notice, ...]:
    found: dict[tuple[str, str], Notice] = {}
    for notice in (
        *([_MISSING] if chain.before else []),
        *([Notice("goes-on", f"It may go on from the thread that begins at {hint}.")] if chain.before and hint else []),
        *([_ANSWERS] if chain.answers else []),
        *([_INFERRED] if chain.inferred else []),
        *([Notice("missing-posts", f"{lost} of its posts could not be read.")] if lost else []),
        *(notice for name in chain.ids if name in made for notice in made[name].notices),
    ):
        found.setdefault((notice.code, notice.message), notice)
    return tuple(found.values())[:_MOST_NOTICES]
