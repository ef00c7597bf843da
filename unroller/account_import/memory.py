"""Long texts that the archive holds already, for an export that has only the beginnings of its posts.

A file of posts that is handed in without its long texts would else make, of every thread that was kept whole, a new
version with fewer words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from unroller.account_exports import kept_records
from unroller.account_exports.base import RecordError
from unroller.archive.identity import identify
from unroller.errors import UnrollerError
from unroller.library import Library
from unroller.model import Thread

#: What says that a post holds less than was written.
_CUT = "cut-post"
#: What the address of a long article has in it; a post that shows it does not hold the article.
_ARTICLE = "/article/"


def find_long_texts(library: Library, thread: Thread) -> Mapping[str, Sequence[bytes]]:
    """The long texts that `thread` lacks and was kept with before, by what they are asked for; mostly none."""
    if not _lacks_text(thread):
        return {}
    try:
        _, source = library.archive.source(identify(thread).id)
        return kept_records.load_notes(source)
    except (UnrollerError, RecordError):  # it was never kept, or not from an export
        return {}


def _lacks_text(thread: Thread) -> bool:
    return any(notice.code == _CUT for notice in thread.warnings) or (
        thread.platform == "x" and any(_ARTICLE in (run.url or "") for post in thread.posts for run in post.runs)
    )
