"""What the exports say in their own words: English, unless they are given others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from unroller.model import Additions


def format_missing(count: int | None) -> str:
    """That posts are missing; `count` is None when nobody knows how many."""
    what = "A post is" if count == 1 else f"{count} posts are" if count else "Posts are"
    return f"{what} missing here."


def format_pause(days: int) -> str:
    """That so many days went by before the next post."""
    return f"{days} days later" if days != 1 else "1 day later"


#: What stands above the posts that the author added beside the main line.
LATER = "Later additions"


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a page; ``{}`` stands for a number or a name."""

    post: str = "Post {}"
    doubtful: str = "Post {}, which may not begin here"
    written: str = "Post {} where it was written"
    original: str = "original"
    source: str = "Source {}"
    back: str = "post {}"
    address_missing: str = "address missing"
    no_address: str = "an address that is missing"
    quoted: str = "A quoted post"
    a_post: str = "A post"
    a_post_on: str = "A post on {}"
    on: str = "{} on {}"
    missing: Callable[[int | None], str] = format_missing
    later: str = LATER
    pause: Callable[[int], str] = format_pause
    not_looked_up: str = "not looked up"
    copy_of: str = "archived copy of {}"
    day: Callable[[str], str] = str
    #: Of why a source is as it is; files that are read back do without.
    why: Callable[[str], str] = lambda _note: ""
    states: Mapping[str, str] = field(
        default_factory=lambda: {
            "alive": "there on {}",
            "moved": "moved, seen on {}",
            "gone": "gone on {}",
            "blocked": "not shown to us on {}",
            "unknown": "no answer on {}",
        }
    )
    forms: Mapping[str, str] = field(
        default_factory=lambda: {
            "page": "Page",
            "pdf": "PDF",
            "video": "Video",
            "post": "Post",
            "repository": "Repository",
            "dataset": "Dataset",
            "paper": "Paper",
        }
    )
    kinds: Mapping[str, str] = field(
        default_factory=lambda: {
            "image": "Image",
            "video": "Video",
            "audio": "Audio",
            "card": "Link",
            "unknown": "Attachment",
        }
    )


ENGLISH = Labels()
NO_ADDITIONS = Additions()


def attribute_to_keeper(what: str) -> str:
    """Whose words `what` is: ``Introduction by the keeper of this copy, not by the author``."""
    return f"{what} by the keeper of this copy, not by the author"
