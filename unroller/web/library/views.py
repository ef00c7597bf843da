"""The library: all threads, those by an author, under a tag, of a year; and what is done with several at once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from unroller.archive import Summary
from unroller.edits import normalize_tags as clean_tags
from unroller.errors import MisuseError, NotFoundError, TooLargeError, UnrollerError
from unroller.web.edit.viewmodels import Act, BulkPage, Name, OverviewPage, ShelfPage
from unroller.web.i18n import gettext, isolated, later, plurals
from unroller.web.search import facets
from unroller.web.security import ExpiredFormError, demand_own_form, form_token
from unroller.web.state import demand_shown, library, number_asked, render, shelf
from unroller.web.threads import presenters, related
from unroller.web.viewmodels import Link, Message, Order

blueprint = Blueprint("library", __name__)

#: Threads on a page of a list, and names on an overview.
CARDS = 50
NAMES = 1_000
#: Nobody pages further; a search helps more.
LAST_PAGE = 2_000
#: Threads that one form may name, and that a page lists by title.
MOST_AT_ONCE = 200
KNOWN = 200
EXPIRED = later("Nothing was changed: this page had been open for too long. Please send it once more.")

Answer = str | tuple[str, int] | Response


@blueprint.get("/threads")
def threads() -> Answer:
    """Every kept thread, newest first, or in the order of ``?sort=``."""
    return _shelf("", gettext("All threads"), shelf().listing().summaries, "/threads")


@blueprint.get("/by/<handle>")
def by(handle: str) -> Answer:
    """Threads of one author."""
    listing, name = shelf().listing(), handle.removeprefix("@")
    same = _newest(listing.kinship.group("author", name))
    return _shelf(gettext("Threads by"), f"@{presenters.name(name)}", same, f"/by/{quote(handle, safe='@')}", only=True)


@blueprint.get("/tag/<tag>")
def tag(tag: str) -> Answer:
    """Threads that the reader tagged so, and threads with that hashtag."""
    kin, name = shelf().listing().kinship, tag.lstrip("#")
    tagged, hashtags = kin.group("tag", name), kin.group("hashtag", name)
    if tagged and hashtags:
        kind = gettext("Threads tagged or with #")
    else:
        kind = gettext("Threads tagged") if tagged else gettext("Threads with")
    heading = kin.written("tag", name) if tagged else f"#{name}"
    same = _newest({one.id: one for one in (*tagged, *hashtags)}.values())
    return _shelf(kind, heading, same, f"/tag/{quote(tag, safe='')}", only=True)


@blueprint.get("/year/<year>")
def year(year: str) -> Answer:
    """Threads of one year."""
    if not re.fullmatch("[0-9]{4}", year):
        abort(404)
    same = _newest(shelf().listing().kinship.group("year", year))
    return _shelf(gettext("Threads of"), year, same, f"/year/{year}", only=True)


@blueprint.get("/authors")
def authors() -> Answer:
    """Everybody whose threads are kept."""
    kin = shelf().listing().kinship
    names = []
    for handle, same in kin.groups.get("author", {}).items():
        written = kin.written("author", handle)
        if url := presenters.author_page(written):
            also = presenters.name(same[-1].author_name or "")
            names.append(Name(f"@{presenters.name(written)}", url, len(same), also))
    return render(
        OverviewPage(gettext("Authors"), (("", _sorted(names)),), views("/authors"), gettext("No author is known yet."))
    )


@blueprint.get("/tags")
def tags() -> Answer:
    """The reader's tags, and the hashtags of all threads."""
    kin = shelf().listing().kinship
    groups = tuple(
        (heading, names)
        for heading, kind, mark in ((gettext("Your tags"), "tag", ""), (gettext("Hashtags"), "hashtag", "#"))
        if (names := _sorted([_tag_name(kin, kind, mark, name) for name in kin.groups.get(kind, {})]))
    )
    empty = gettext(
        "No thread has a tag yet. Tag threads on their own page, under “Edit”, or several at once in the list."
    )
    return render(OverviewPage(gettext("Tags"), groups, views("/tags"), empty))


def _tag_name(kin: related.Kinship, kind: str, mark: str, name: str) -> Name:
    written = kin.written(kind, name)
    return Name(f"{mark}{written}", presenters.tag_link(written).url, len(kin.group(kind, name)))


def _sorted(names: list[Name]) -> tuple[Name, ...]:
    """By name; where there are too many, those with the most threads."""
    most = sorted(names, key=lambda name: -name.count)[:NAMES]
    return tuple(sorted(most, key=lambda name: name.text.lstrip("@#").casefold()))


def _newest(summaries: Iterable[Summary]) -> list[Summary]:
    """`summaries` with the newest kept first, as the list of all has them."""
    wanted = {one.id for one in summaries}
    return [one for one in shelf().listing().summaries if one.id in wanted]


def views(current: str) -> tuple[Order, ...]:
    """The lists of the library, `current` the one that is shown."""
    listed = (
        (gettext("Threads"), "/threads"),
        (gettext("Authors"), "/authors"),
        (gettext("Tags"), "/tags"),
        (gettext("Links"), "/sources"),
    )
    return tuple(Order(text, url, url == current) for text, url in listed)


def _shelf(kind: str, heading: str, summaries: Sequence[Summary], url: str, *, only: bool = False) -> Answer:
    """A list of threads; `only`: a list without threads is no page."""
    if only and not summaries:
        abort(404)
    sort = request.args.get("sort", "kept")
    sort = sort if sort in related.SORTS else "kept"
    number = max(1, number_asked("page", 1, LAST_PAGE))
    shown = related.ordered(summaries, sort)[(number - 1) * CARDS : number * CARDS]
    if summaries and not shown:
        return redirect(url, 302)
    by_year = Counter(related.year(one) for one in summaries)
    sorted_so = "" if sort == "kept" else f"&sort={sort}"
    return render(
        ShelfPage(
            kind=kind,
            heading=heading,
            summary=plurals.threads(len(summaries)),
            cards=tuple(presenters.card(one) for one in shown),
            token=form_token(),
            back=f"{url}?page={number}{sorted_so}",
            sorts=_sorts(url, sort) if len(summaries) > 1 else (),
            views=views(url),
            timeline=facets.years(by_year) if number == 1 else None,
            known=_known(),
            newer=f"{url}?page={number - 1}{sorted_so}" if number > 1 else None,
            older=f"{url}?page={number + 1}{sorted_so}" if len(summaries) > number * CARDS else None,
        )
    )


def _sorts(url: str, current: str) -> tuple[Order, ...]:
    return tuple(
        Order(gettext(text), url if sort == "kept" else f"{url}?sort={sort}", sort == current)
        for sort, text in related.SORTS.items()
    )


def _known() -> tuple[str, ...]:
    kin = shelf().listing().kinship
    return tuple(sorted((kin.written("tag", name) for name in kin.groups.get("tag", {})), key=str.casefold))[:KNOWN]


# -- several threads at once ---------------------------------------------------------------------------------------


@blueprint.post("/threads")
def bulk() -> Answer:
    """Tag the chosen threads, take a tag off, or remove them; removing asks first, tagging can be taken back."""
    chosen, back = request.form.getlist("id"), _back()
    tagged, do = request.form.get("tag", ""), request.form.get("do", "")
    try:
        demand_own_form()
    except ExpiredFormError as error:
        return _asked(chosen, back, do, tagged, gettext(EXPIRED)), error.code or 403
    try:
        return _bulk(chosen, back, do, tagged)
    except (MisuseError, TooLargeError) as error:
        return _asked(chosen, back, "", tagged, presenters.sentence(str(error))), error.http_status


def _bulk(chosen: Sequence[str], back: str, do: str, tagged: str) -> str:
    if not chosen:
        raise MisuseError("nothing was chosen: tick the threads that are meant")
    if len(chosen) > MOST_AT_ONCE:
        raise MisuseError(f"{len(chosen)} threads at once are too many: {MOST_AT_ONCE} are the most")
    if do in ("tag", "untag"):
        return _tagged(chosen, back, tagged, on=do == "tag")
    if do == "removed":
        return _removed(chosen, back)
    if do == "remove":
        return _asked(chosen, back, "remove", tagged)
    raise MisuseError("form: it does not say what to do: go back and choose again")


def _back() -> str:
    """The list that the form stood on: an address of ours, never another site's."""
    given = request.form.get("back", "")
    listed = re.fullmatch(r"/(?:threads|(?:by|tag|year)/[^/?#\\]{1,400})(?:\?[a-z0-9=&]{0,60})?", given)
    return given if listed and given.isprintable() else "/threads"


def _asked(chosen: Sequence[str], back: str, do: str, tagged: str, message: str = "") -> str:
    """The page that asks before threads go for good, or says what went wrong and lets the same be sent again."""
    known = _links(chosen)
    removed = Act("removed", gettext("Remove them") if len(known) > 1 else gettext("Remove it"))
    asks = {
        "remove": removed,
        "removed": removed,
        "tag": Act("tag", gettext("Tag them")),
        "untag": Act("untag", gettext("Take the tag off")),
    }
    removing = do in ("remove", "removed")
    text = gettext(
        "They go from the archive and the search, with all their captures. This cannot be undone. The archive’s ledger "
        "keeps that they were there, not what they said."
    )
    return render(
        BulkPage(
            heading=plurals.remove_threads(len(known)) if removing else gettext("Nothing was changed"),
            text=text if removing else "",
            threads=tuple(known.values()),
            token=form_token(),
            back=back,
            ids=tuple(known),
            tags=tagged,
            asks=asks.get(do) if known else None,
            message=Message(message) if message else None,
        )
    )


def _tagged(chosen: Sequence[str], back: str, tagged: str, *, on: bool) -> str:
    names = clean_tags(tagged.split(","))
    if not names:
        raise MisuseError("no tag was given: write one, or several with commas between")
    said = gettext(", ").join(isolated(name) for name in names)

    def retag(key: str) -> bool:
        return library().tag(key, names if on else (), () if on else names).changed

    done, refused = _each(chosen, retag)
    library().refresh()
    links = _links(done)
    many = plurals.threads(len(done))
    return render(
        BulkPage(
            heading=gettext("%(threads)s tagged “%(tags)s”", threads=many, tags=said)
            if on
            else gettext("%(threads)s without “%(tags)s”", threads=many, tags=said),
            text="" if done else gettext("They all were so before.") if not refused else "",
            threads=tuple(links.values()),
            token=form_token(),
            back=back,
            ids=tuple(links),
            tags=", ".join(names),
            undo=Act("untag" if on else "tag", gettext("Undo")) if done else None,
            refused=tuple(refused),
        )
    )


def _removed(chosen: Sequence[str], back: str) -> str:
    titles = _links(chosen)

    def remove(key: str) -> bool:
        library().archive.remove(key)
        return True

    done, refused = _each(chosen, remove)
    library().refresh()
    return render(
        BulkPage(
            heading=plurals.threads_removed(len(done)),
            text=gettext("Gone from the archive and the search."),
            threads=tuple(Link(titles[key].text, "") for key in done if key in titles),
            token=form_token(),
            back=back if not done else "/threads",
            refused=tuple(refused),
        )
    )


def _each(chosen: Sequence[str], change: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """Change each thread: the ids of those that changed, and what prevented others. One failure stops no other."""
    done: list[str] = []
    refused: list[str] = []
    for given in dict.fromkeys(chosen):
        try:
            key = demand_shown(given)
            if change(key):
                done.append(key)
        except NotFoundError:
            continue  # removed meanwhile
        except UnrollerError as error:
            refused.append(presenters.sentence(str(error)))
    return done, refused


def _links(chosen: Sequence[str]) -> dict[str, Link]:
    """The chosen threads that are kept, by id."""
    by_id = shelf().listing().by_id
    return {
        key: Link(presenters.title(by_id[key].title), by_id[key].url) for key in dict.fromkeys(chosen) if key in by_id
    }
