"""Posts that come with the name of who wrote them: which are the thread, and which are other people's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unroller.model import Account
from unroller.readers.assemble import same_account, same_handle
from unroller.readers.completeness import counter
from unroller.readers.draft import PostDraft


@dataclass(frozen=True, slots=True)
class Block:
    """A post under a header. `account` is who wrote it (None: as the one before); `to` are the handles it answers.

    `advert`: nobody's reply, but what the page puts between.
    """

    post: PostDraft
    account: Account | None
    to: tuple[str, ...] = ()
    advert: bool = False


@dataclass(frozen=True, slots=True)
class Sorted:
    """The author, the author's thread, and what else stood on the page, each in the page's order."""

    author: Account | None
    posts: tuple[PostDraft, ...]
    others: tuple[PostDraft, ...]


def sort_out(blocks: Sequence[Block], author: Account | None = None) -> Sorted:
    """Tell the thread from replies. The author is `author`, or whoever wrote the first post.

    Posts by anybody else are set aside. So are the author's own posts behind somebody else's when they answer: they
    name another person first, are marked as a reply, or stand right below a stranger's post without going on in the
    author's own count.
    """
    author = author or next((block.account for block in blocks if block.account), None)
    posts: list[PostDraft] = []
    others: list[PostDraft] = []
    strangers = False
    below_stranger = False
    for block in blocks:
        account = block.account or author
        if author and account and not same_account(account, author):
            others.append(replace(block.post, author=account))
            if not block.advert:
                strangers = below_stranger = bool(posts)  # what stands above the author's first post is what it answers
            continue
        if strangers and author and _answers(block, author, posts, below_stranger=below_stranger):
            others.append(replace(block.post, author=None, later=True))
            continue
        below_stranger = False
        posts.append(replace(block.post, author=None))
    return Sorted(_fuller(author, blocks), tuple(posts), tuple(others))


def _fuller(author: Account | None, blocks: Sequence[Block]) -> Account | None:
    """The author with the name that stands in a header, when the account came from elsewhere without one."""
    if author is None or author.name:
        return author
    for block in blocks:
        if block.account and block.account.name and same_handle(block.account.handle, author.handle):
            return replace(author, name=block.account.name)
    return author


def _answers(block: Block, author: Account, posts: Sequence[PostDraft], *, below_stranger: bool) -> bool:
    if any(not same_handle(handle, author.handle) for handle in block.to):
        return True
    text = block.post.text
    first = text[1:].split(maxsplit=1)[:1] if text.startswith("@") else []
    if first and not same_handle(first[0].rstrip(":,"), author.handle):
        return True
    if not below_stranger:
        return False
    mine = counter(text)
    before = next((found for post in reversed(posts) if (found := counter(post.text))), None)
    return not (mine and before and mine[0] > before[0])
