"""An invented thread as an export of an account gives it: dated posts, a pause, later additions, a kept picture."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from unroller.archive import NewThread
from unroller.article import build_article
from unroller.library import Library
from unroller.library.reading import export
from unroller.messages import Message
from unroller.model import Account, Attachment, Capture, CaptureInfo, Date, Notice, Post, Run, Thread

PICTURE = b"\x89PNG\r\n\x1a\n" + b"\x00" * 24
SHA256 = hashlib.sha256(PICTURE).hexdigest()
ANSWERS = Notice(
    "begins-as-reply", Message("The first post answers somebody else’s post, which is not part of this thread.")
)


def post(number: int, text: str, published: str | None = None, **more: object) -> Post:
    """A post of one piece of text."""
    date = Date(published, how="stated") if published else Date()
    return Post(number, (Run(text),), id=str(1000 + number), published=date, **more)  # type: ignore[arg-type]


def thread(*posts: Post, **more: object) -> Thread:
    """A thread of `posts`."""
    given = {"author": Account("ebb_and_flow", "Ebb"), "platform": "mastodon", "id": "1001", **more}
    return Thread(CaptureInfo("account.zip", "0" * 64, "account"), posts, **given)  # type: ignore[arg-type]


def branched(**more: object) -> Thread:
    """A main line of four posts with a pause after the second, and two later additions."""
    return thread(
        post(1, "Harbours silt up within ten years, and everybody blames the river. 1/4", "2021-03-01T08:00:00Z"),
        post(2, "It is the breakwater that slows the water down. 2/4", "2021-03-01T08:05:00Z"),
        post(
            3,
            "Here is what that looks like from above. 3/4",
            "2021-03-05T09:00:00Z",
            attachments=(Attachment("image", None, "A breakwater from the air", None, SHA256),),
        ),
        post(4, "Dredge in spring and leave a gap in the wall. 4/4", "2021-03-05T09:04:00Z"),
        post(5, "Somebody asked for the survey: it is out of print.", "2022-01-01T00:00:00Z", later=True),
        post(6, "and the ninth harbour has silted up since.", "2023-01-01T00:00:00Z", later=True),
        **more,
    )


def deposit(made: Thread) -> NewThread:
    """A thread as an import hands it to the archive."""
    capture = Capture(repr(made).encode(), "account.zip")  # stands for the records of its posts
    made = replace(made, capture=replace(made.capture, sha256=capture.sha256))
    article = build_article(made)
    return NewThread(capture, made, article, export(made, article, "markdown"))


def keep(library: Library, made: Thread) -> str:
    """Keep a thread; gives the path of its page."""
    (added,) = library.archive.add([deposit(made)])
    return f"/t/{added.slug}-{added.id}"
