"""What looks like a thread and is none: how it is called, and the sentence with which it is refused."""

from __future__ import annotations

from typing import NoReturn

from unroller.errors import NotAThreadError
from unroller.messages import Message

COMMENTS = Message("a forum or a page of comments")
TABLE = Message("a table of data")
NEWSLETTER = Message("a newsletter")
LINK_NOTES = Message("notes with links, as for a newsletter")


def refuse(looks: Message) -> NoReturn:
    """Say that an input is no thread, and what it looks like.

    Raises:
        NotAThreadError: always.
    """
    raise NotAThreadError(
        Message("this is not a thread: it looks like {what}. Open the thread itself and copy that", what=looks)
    )
