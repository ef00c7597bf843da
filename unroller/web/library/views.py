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
from unroller.web.edit.viewmodels import BulkPage, FormButton, NameCount, NamesPage, ThreadListPage
from unroller.web.i18n import N_, gettext, isolate, plurals
from unroller.web.search import facets
from unroller.web.security import ExpiredFormError, create_form_token, require_valid_form
from unroller.web.state import get_library, get_number, get_state, render, require_visible
from unroller.web.threads import presenters, related
from unroller.web.viewmodels import Alert, OptionLink, PageLink

blueprint = Blueprint("library", __name__)

#: Threads on a page of a list, and names on an overview.
CARDS = 50
NAMES = 1_000
#: Nobody pages further; a search helps more.
LAST_PAGE = 2_000
#: Threads that one form may name, and that a page lists by title.
MOST_AT_ONCE = 200
KNOWN = 200
EXPIRED = N_("Nothing was changed: this page had been open for too long. Please send it once more.")

Answer = str | tuple[str, int] | Response


@blueprint.get("/threads")
def list_threads() -> Answer:
    """Every kept thread, newest first, or in the order of ``?sort=``."""
    return _render_list("", gettext("All threads"), get_state().listing().summaries, "/threads")


@blueprint.get("/by/<handle>")
def list_by_author(handle: str) -> Answer:
    """Threads of one author."""
    listing, name = get_state().listing(), handle.removeprefix("@")
    same = _sort_by_added(listing.kinship.group("author", name))
    return _render_list(
        gettext("Threads by"), f"@{presenters.escape_name(name)}", same, f"/by/{quote(handle, safe='@')}", only=True
    )


@blueprint.get("/tag/<tag>")
def list_by_tag(tag: str) -> Answer:
    """Threads that the reader tagged so, and threads with that hashtag."""
    kin, name = get_state().listing().kinship, tag.lstrip("#")
    tagged, hashtags = kin.group("tag", name), kin.group("hashtag", name)
    if tagged and hashtags:
        kind = gettext("Threads tagged or with #")
    else:
        kind = gettext("Threads tagged") if tagged else gettext("Threads with")
    heading = kin.written("tag", name) if tagged else f"#{name}"
    same = _sort_by_added({one.id: one for one in (*tagged, *hashtags)}.values())
    return _render_list(kind, heading, same, f"/tag/{quote(tag, safe='')}", only=True)


@blueprint.get("/year/<year>")
def list_by_year(year: str) -> Answer:
    """Threads of one year."""
    if not re.fullmatch("[0-9]{4}", year):
        abort(404)
    same = _sort_by_added(get_state().listing().kinship.group("year", year))
    return _render_list(gettext("Threads of"), year, same, f"/year/{year}", only=True)


@blueprint.get("/authors")
def list_authors() -> Answer:
    """Everybody whose threads are kept."""
    kin = get_state().listing().kinship
    names = []
    for handle, same in kin.groups.get("author", {}).items():
        written = kin.written("author", handle)
        if url := presenters.get_author_url(written):
            also = presenters.escape_name(same[-1].author_name or "")
            names.append(NameCount(f"@{presenters.escape_name(written)}", url, len(same), also))
    return render(
        NamesPage(
            gettext("Authors"), (("", _sort_names(names)),), build_tabs("/authors"), gettext("No author is known yet.")
        )
    )


@blueprint.get("/tags")
def list_tags() -> Answer:
    """The reader's tags, and the hashtags of all threads."""
    kin = get_state().listing().kinship
    groups = tuple(
        (heading, names)
        for heading, kind, mark in ((gettext("Your tags"), "tag", ""), (gettext("Hashtags"), "hashtag", "#"))
        if (names := _sort_names([_count_tag(kin, kind, mark, name) for name in kin.groups.get(kind, {})]))
    )
    empty = gettext(
        "No thread has a tag yet. Tag threads on their own page, under “Edit”, or several at once in the list."
    )
    return render(NamesPage(gettext("Tags"), groups, build_tabs("/tags"), empty))


def _count_tag(kin: related.RelatedIndex, kind: str, mark: str, name: str) -> NameCount:
    written = kin.written(kind, name)
    return NameCount(f"{mark}{written}", presenters.link_tag(written).url, len(kin.group(kind, name)))


def _sort_names(names: list[NameCount]) -> tuple[NameCount, ...]:
    """By name; where there are too many, those with the most threads."""
    most = sorted(names, key=lambda name: -name.count)[:NAMES]
    return tuple(sorted(most, key=lambda name: name.text.lstrip("@#").casefold()))


def _sort_by_added(summaries: Iterable[Summary]) -> list[Summary]:
    """`summaries` with the newest kept first, as the list of all has them."""
    wanted = {one.id for one in summaries}
    return [one for one in get_state().listing().summaries if one.id in wanted]


def build_tabs(current: str) -> tuple[OptionLink, ...]:
    """The lists of the library, `current` the one that is shown."""
    listed = (
        (gettext("Threads"), "/threads"),
        (gettext("Authors"), "/authors"),
        (gettext("Tags"), "/tags"),
        (gettext("Links"), "/sources"),
    )
    return tuple(OptionLink(text, url, url == current) for text, url in listed)


def _render_list(kind: str, heading: str, summaries: Sequence[Summary], url: str, *, only: bool = False) -> Answer:
    """A list of threads; `only`: a list without threads is no page."""
    if only and not summaries:
        abort(404)
    sort = request.args.get("sort", "kept")
    sort = sort if sort in related.SORTS else "kept"
    number = max(1, get_number("page", 1, LAST_PAGE))
    shown = related.sort_threads(summaries, sort)[(number - 1) * CARDS : number * CARDS]
    if summaries and not shown:
        return redirect(url, 302)
    by_year = Counter(related.get_year(one) for one in summaries)
    sorted_so = "" if sort == "kept" else f"&sort={sort}"
    return render(
        ThreadListPage(
            kind=kind,
            heading=heading,
            summary=plurals.threads(len(summaries)),
            cards=tuple(presenters.build_card(one) for one in shown),
            token=create_form_token(),
            back=f"{url}?page={number}{sorted_so}",
            sorts=_list_sorts(url, sort) if len(summaries) > 1 else (),
            views=build_tabs(url),
            timeline=facets.build_year_timeline(by_year) if number == 1 else None,
            known=_list_known_tags(),
            newer=f"{url}?page={number - 1}{sorted_so}" if number > 1 else None,
            older=f"{url}?page={number + 1}{sorted_so}" if len(summaries) > number * CARDS else None,
        )
    )


def _list_sorts(url: str, current: str) -> tuple[OptionLink, ...]:
    return tuple(
        OptionLink(gettext(text), url if sort == "kept" else f"{url}?sort={sort}", sort == current)
        for sort, text in related.SORTS.items()
    )


def _list_known_tags() -> tuple[str, ...]:
    kin = get_state().listing().kinship
    return tuple(sorted((kin.written("tag", name) for name in kin.groups.get("tag", {})), key=str.casefold))[:KNOWN]


# -- several threads at once ---------------------------------------------------------------------------------------


@blueprint.post("/threads")
def submit_bulk() -> Answer:
    """Tag the chosen threads, take a tag off, or remove them; removing asks first, tagging can be taken back."""
    chosen, back = request.form.getlist("id"), _get_return_url()
    tagged, do = request.form.get("tag", ""), request.form.get("do", "")
    try:
        require_valid_form()
    except ExpiredFormError as error:
        return _render_confirmation(chosen, back, do, tagged, gettext(EXPIRED)), error.code or 403
    try:
        return _perform(chosen, back, do, tagged)
    except (MisuseError, TooLargeError) as error:
        return _render_confirmation(chosen, back, "", tagged, presenters.format_sentence(str(error))), error.http_status


def _perform(chosen: Sequence[str], back: str, do: str, tagged: str) -> str:
    if not chosen:
        raise MisuseError("nothing was chosen: tick the threads that are meant")
    if len(chosen) > MOST_AT_ONCE:
        raise MisuseError(f"{len(chosen)} threads at once are too many: {MOST_AT_ONCE} are the most")
    if do in ("tag", "untag"):
        return _change_tags(chosen, back, tagged, on=do == "tag")
    if do == "removed":
        return _remove_threads(chosen, back)
    if do == "remove":
        return _render_confirmation(chosen, back, "remove", tagged)
    raise MisuseError("form: it does not say what to do: go back and choose again")


def _get_return_url() -> str:
    """The list that the form stood on: an address of ours, never another site's."""
    given = request.form.get("back", "")
    listed = re.fullmatch(r"/(?:threads|(?:by|tag|year)/[^/?#\\]{1,400})(?:\?[a-z0-9=&]{0,60})?", given)
    return given if listed and given.isprintable() else "/threads"


def _render_confirmation(chosen: Sequence[str], back: str, do: str, tagged: str, message: str = "") -> str:
    """The page that asks before threads go for good, or says what went wrong and lets the same be sent again."""
    known = _link_threads(chosen)
    removed = FormButton("removed", gettext("Remove them") if len(known) > 1 else gettext("Remove it"))
    asks = {
        "remove": removed,
        "removed": removed,
        "tag": FormButton("tag", gettext("Tag them")),
        "untag": FormButton("untag", gettext("Take the tag off")),
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
            token=create_form_token(),
            back=back,
            ids=tuple(known),
            tags=tagged,
            asks=asks.get(do) if known else None,
            message=Alert(message) if message else None,
        )
    )


def _change_tags(chosen: Sequence[str], back: str, tagged: str, *, on: bool) -> str:
    names = clean_tags(tagged.split(","))
    if not names:
        raise MisuseError("no tag was given: write one, or several with commas between")
    said = gettext(", ").join(isolate(name) for name in names)

    def retag(key: str) -> bool:
        return get_library().tag(key, names if on else (), () if on else names).changed

    done, refused = _change_each(chosen, retag)
    get_library().refresh()
    links = _link_threads(done)
    many = plurals.threads(len(done))
    return render(
        BulkPage(
            heading=gettext("%(threads)s tagged “%(tags)s”", threads=many, tags=said)
            if on
            else gettext("%(threads)s without “%(tags)s”", threads=many, tags=said),
            text="" if done else gettext("They all were so before.") if not refused else "",
            threads=tuple(links.values()),
            token=create_form_token(),
            back=back,
            ids=tuple(links),
            tags=", ".join(names),
            undo=FormButton("untag" if on else "tag", gettext("Undo")) if done else None,
            refused=tuple(refused),
        )
    )


def _remove_threads(chosen: Sequence[str], back: str) -> str:
    titles = _link_threads(chosen)

    def remove(key: str) -> bool:
        get_library().archive.remove(key)
        return True

    done, refused = _change_each(chosen, remove)
    get_library().refresh()
    return render(
        BulkPage(
            heading=plurals.threads_removed(len(done)),
            text=gettext("Gone from the archive and the search."),
            threads=tuple(PageLink(titles[key].text, "") for key in done if key in titles),
            token=create_form_token(),
            back=back if not done else "/threads",
            refused=tuple(refused),
        )
    )


def _change_each(chosen: Sequence[str], change: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """Change each thread: the ids of those that changed, and what prevented others. One failure stops no other."""
    done: list[str] = []
    refused: list[str] = []
    for given in dict.fromkeys(chosen):
        try:
            key = require_visible(given)
            if change(key):
                done.append(key)
        except NotFoundError:
            continue  # removed meanwhile
        except UnrollerError as error:
            refused.append(presenters.format_sentence(str(error)))
    return done, refused


def _link_threads(chosen: Sequence[str]) -> dict[str, PageLink]:
    """The chosen threads that are kept, by id."""
    by_id = get_state().listing().by_id
    return {
        key: PageLink(presenters.format_title(by_id[key].title), by_id[key].url)
        for key in dict.fromkeys(chosen)
        if key in by_id
    }
