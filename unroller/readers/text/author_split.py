"""Posts that come with the name of who wrote them: which are the thread, and which are other people's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from unroller.model import Account
from unroller.readers.assemble import is_same_account, is_same_handle
from unroller.readers.completeness import find_counter
from unroller.readers.draft import DraftPost


@dataclass(frozen=True, slots=True)
class AuthoredPost:
    """A post under a header. `account` is who wrote it (None: as the one before); `to` are the handles it answers.

    `advert`: nobody's reply, but what the page puts between.
    """

    post: DraftPost
    account: Account | None
    to: tuple[str, ...] = ()
    advert: bool = False


@dataclass(frozen=True, slots=True)
class AuthorSplit:
    """The author, the author's thread, and what else stood on the page, each in the page's order."""

    author: Account | None
    posts: tuple[DraftPost, ...]
    others: tuple[DraftPost, ...]


def split_by_author(blocks: Sequence[AuthoredPost], author: Account | None = None) -> AuthorSplit:
    """Tell the thread from replies. The author is `author`, or whoever wrote the first post.

    Posts by anybody else are set aside. So are the author's own posts behind somebody else's when they answer: they
    name another person first, are marked as a reply, or stand right below a stranger's post without going on in the
    author's own count.
    """
    author = author or next((block.account for block in blocks if block.account), None)
    posts: list[DraftPost] = []
    others: list[DraftPost] = []
    strangers = False
    below_stranger = False
    for block in blocks:
        account = block.account or author
        if author and account and not is_same_account(account, author):
            others.append(replace(block.post, author=account))
            if not block.advert:
                strangers = below_stranger = bool(posts)  # what stands above the author's first post is what it answers
            continue
        if strangers and author and _is_answer(block, author, posts, below_stranger=below_stranger):
            others.append(replace(block.post, author=None, later=True))
            continue
        below_stranger = False
        posts.append(replace(block.post, author=None))
    return AuthorSplit(_choose_fuller(author, blocks), tuple(posts), tuple(others))


def _choose_fuller(author: Account | None, blocks: Sequence[AuthoredPost]) -> Account | None:
    """The author with the name that stands in a header, when the account came from elsewhere without one."""
    if author is None or author.name:
        return author
    for block in blocks:
        if block.account and block.account.name and is_same_handle(block.account.handle, author.handle):
            return replace(author, name=block.account.name)
    return author


def _is_answer(block: AuthoredPost, author: Account, posts: Sequence[DraftPost], *, below_stranger: bool) -> bool:
    if any(not is_same_handle(handle, author.handle) for handle in block.to):
        return True
    text = block.post.text
    first = text[1:].split(maxsplit=1)[:1] if text.startswith("@") else []
    if first and not is_same_handle(first[0].rstrip(":,"), author.handle):
        return True
    if not below_stranger:
        return False
    mine = find_counter(text)
    before = next((found for post in reversed(posts) if (found := find_counter(post.text))), None)
    return not (mine and before and mine[0] > before[0])
