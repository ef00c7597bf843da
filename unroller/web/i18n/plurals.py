"""Numbers of things in the interface's language, each with its plural forms."""

from __future__ import annotations

from unroller.web.i18n import ngettext


def posts(count: int) -> str:
    """``12 posts``."""
    return ngettext("%(num)s post", "%(num)s posts", count)


def threads(count: int) -> str:
    """``3 threads``."""
    return ngettext("%(num)s thread", "%(num)s threads", count)


def more_threads(count: int) -> str:
    """Threads that are not listed."""
    return ngettext("and %(num)s more thread", "and %(num)s more threads", count)


def captures(count: int) -> str:
    """``2 captures``."""
    return ngettext("%(num)s capture", "%(num)s captures", count)


def more_posts(count: int) -> str:
    """Posts that match and are not shown."""
    return ngettext("%(num)s more post in this thread", "%(num)s more posts in this thread", count)


def more_posts_changed(count: int) -> str:
    """Changed posts that are not shown."""
    return ngettext("%(num)s more changed post is not shown", "%(num)s more changed posts are not shown", count)


def lines_set_aside(count: int) -> str:
    """``31 lines set aside``."""
    return ngettext("%(num)s line set aside", "%(num)s lines set aside", count)


def marks(count: int) -> str:
    """Counters and thread marks that are not in the article."""
    return ngettext("%(num)s mark left out", "%(num)s marks left out", count)


def doubts(count: int) -> str:
    """Boundaries that could be read either way."""
    return ngettext("%(num)s doubtful break", "%(num)s doubtful breaks", count)


def gaps(count: int) -> str:
    """Places where posts are missing."""
    return ngettext("%(num)s gap", "%(num)s gaps", count)


def others(count: int) -> str:
    """Posts of other people."""
    return ngettext("%(num)s post by others", "%(num)s posts by others", count)


def remarks(count: int) -> str:
    """Things worth knowing."""
    return ngettext("%(num)s remark", "%(num)s remarks", count)


def lines_mended(count: int) -> str:
    """Lines about which the reader decided."""
    return ngettext("%(num)s line mended", "%(num)s lines mended", count)


def remove_threads(count: int) -> str:
    """Whether threads are to go."""
    return ngettext("Remove %(num)s thread for good?", "Remove %(num)s threads for good?", count)


def threads_removed(count: int) -> str:
    """That threads are gone."""
    return ngettext("%(num)s thread removed", "%(num)s threads removed", count)


def missing(count: int | None) -> str:
    """That posts are missing; `count` is None when nobody knows how many."""
    if not count:
        return ngettext("Posts are missing here.", "Posts are missing here.", 1)
    return ngettext("A post is missing here.", "%(num)s posts are missing here.", count)


def days_later(count: int) -> str:
    """That so many days went by before the next post."""
    return ngettext("%(num)s day later", "%(num)s days later", count)


def records(count: int) -> str:
    """Records of an export."""
    return ngettext("%(num)s record", "%(num)s records", count)


def minutes_left(count: int) -> str:
    """How long it takes yet."""
    return ngettext("about %(num)s minute left", "about %(num)s minutes left", count)


def hours_left(count: int) -> str:
    """The same for longer."""
    return ngettext("about %(num)s hour left", "about %(num)s hours left", count)


def posts_missing(count: int) -> str:
    """Places where posts are missing."""
    return ngettext("posts missing in %(num)s place", "posts missing in %(num)s places", count)


def later_additions(count: int) -> str:
    """Posts beside the main line."""
    return ngettext("%(num)s later addition", "%(num)s later additions", count)


def threads_added(count: int) -> str:
    """Threads that are new in the archive."""
    return ngettext("%(num)s thread added.", "%(num)s threads added.", count)


def threads_updated(count: int) -> str:
    """Threads that have a new version."""
    return ngettext(
        "%(num)s thread had changed: it has a new version.",
        "%(num)s threads had changed: each has a new version.",
        count,
    )


def threads_present(count: int) -> str:
    """Threads that were there already."""
    return ngettext("%(num)s thread was there already.", "%(num)s threads were there already.", count)


def links(count: int) -> str:
    """``120 links``."""
    return ngettext("%(num)s link", "%(num)s links", count)


def more_links(count: int) -> str:
    """Links that are not listed."""
    return ngettext("and %(num)s more link", "and %(num)s more links", count)


def links_unseen(count: int) -> str:
    """Links that nobody looked up."""
    return ngettext("%(num)s link not looked up yet", "%(num)s links not looked up yet", count)


def more_sites(count: int) -> str:
    """Sites that are not named."""
    return ngettext("and %(num)s more site", "and %(num)s more sites", count)
