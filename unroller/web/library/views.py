"""The library: all threads, those by an author, under a tag, of a year; and what is done with several at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from urllib.parse import quote

from flask import Blueprint, abort, redirect, request

from unroller.archive.catalog.interface import Names
from unroller.edits import normalize_tags
from unroller.errors import MisuseError, NotFoundError, TooLargeError, UnrollerError
from unroller.messages import Message
from unroller.web.i18n import N_, format_threads, gettext, isolate, ngettext
from unroller.web.library import presenters
from unroller.web.library.viewmodels import BulkPage, ThreadListPage
from unroller.web.presenters import build_card, build_tabs, escape_name, format_error
from unroller.web.security import create_form_token, is_valid_form
from unroller.web.state import View, get_library, get_number, get_state, render, require_visible
from unroller.web.viewmodels import FormButton, PageLink

blueprint = Blueprint("library", __name__)

#: Threads on a page of a list.
CARDS = 50
#: Nobody pages further; a search helps more.
LAST_PAGE = 2_000
#: Threads that one form may name, and that a page lists by title.
MOST_AT_ONCE = 200
EXPIRED = N_("Nothing was changed: this page had been open for too long. Please send it once more.")


@blueprint.get("/threads")
def list_threads() -> View:
    """Every kept thread, newest first, or in the order of ``?sort=``."""
    return _render_list("", gettext("All threads"), (), "/threads")


@blueprint.get("/by/<handle>")
def list_by_author(handle: str) -> View:
    """Threads of one author."""
    name = handle.removeprefix("@")
    url = f"/by/{quote(handle, safe='@')}"
    return _render_list(gettext("Threads by"), f"@{escape_name(name)}", [("author", name)], url)


@blueprint.get("/tag/<tag>")
def list_by_tag(tag: str) -> View:
    """Threads that the reader tagged so, and threads with that hashtag."""
    catalog, name = get_state().catalog, tag.lstrip("#")
    tagged, hashtags = (catalog.count_threads([(kind, name)]) for kind in ("tag", "hashtag"))
    if tagged and hashtags:
        kind = gettext("Threads tagged or with #")
    else:
        kind = gettext("Threads tagged") if tagged else gettext("Threads with")
    heading = catalog.find_spelling("tag", name) if tagged else f"#{name}"
    return _render_list(kind, heading, [("tag", name), ("hashtag", name)], f"/tag/{quote(tag, safe='')}")


@blueprint.get("/year/<year>")
def list_by_year(year: str) -> View:
    """Threads of one year."""
    if not re.fullmatch("[0-9]{4}", year):
        abort(404)
    return _render_list(gettext("Threads of"), year, [("year", year)], f"/year/{year}")


@blueprint.get("/authors")
def list_authors() -> View:
    """Everybody whose threads are kept."""
    return render(presenters.build_authors_page(get_state().catalog.list_names("author", presenters.NAMES)))


@blueprint.get("/tags")
def list_tags() -> View:
    """The reader's tags, and the hashtags of all threads."""
    tags, hashtags = (get_state().catalog.list_names(kind, presenters.NAMES) for kind in ("tag", "hashtag"))
    return render(presenters.build_tags_page(tags, hashtags))


def _render_list(kind: str, heading: str, names: Names, url: str) -> View:
    """A page of threads with one of `names`, or of all.

    Raises:
        NotFound: there are none with such a name: a list of some threads without threads is no page.
    """
    catalog, sort = get_state().catalog, presenters.get_order(request.args.get("sort", ""))
    number = max(1, get_number("page", 1, LAST_PAGE))
    total = catalog.count_threads(names)
    if names and not total:
        abort(404)
    shown = catalog.list_threads(sort, names, limit=CARDS, offset=(number - 1) * CARDS)
    if total and not shown:
        return redirect(url, 302)
    query = "" if sort == "kept" else f"&sort={sort}"
    return render(
        ThreadListPage(
            kind=kind,
            heading=heading,
            summary=format_threads(total),
            cards=tuple(build_card(one) for one in shown),
            token=create_form_token(),
            back=f"{url}?page={number}{query}",
            sorts=presenters.link_sorts(url, sort) if total > 1 else (),
            tabs=build_tabs(url),
            timeline=presenters.build_year_timeline(catalog.count_years(names)) if number == 1 else None,
            known_tags=get_state().list_known_tags(),
            newer=f"{url}?page={number - 1}{query}" if number > 1 else None,
            older=f"{url}?page={number + 1}{query}" if total > number * CARDS else None,
        )
    )


# -- several threads at once -------------------------------------------------------------------------------------------


@blueprint.post("/threads")
def submit_bulk() -> View:
    """Tag the chosen threads, take a tag off, or remove them; removing asks first, tagging can be taken back."""
    chosen, back = request.form.getlist("id"), _get_return_url()
    tags, do = request.form.get("tag", ""), request.form.get("do", "")
    if not is_valid_form():
        return _render_confirmation(chosen, back, do, tags, gettext(EXPIRED)), 403
    try:
        return _perform(chosen, back, do, tags)
    except (MisuseError, TooLargeError) as error:
        return _render_confirmation(chosen, back, "", tags, format_error(error)), error.http_status


def _perform(chosen: Sequence[str], back: str, do: str, tags: str) -> str:
    if not chosen:
        raise MisuseError(Message("nothing was chosen: tick the threads that are meant"))
    if len(chosen) > MOST_AT_ONCE:
        raise MisuseError(
            Message("{count} threads at once are too many: {most} are the most", count=len(chosen), most=MOST_AT_ONCE)
        )
    if do in ("tag", "untag"):
        return _change_tags(chosen, back, tags, on=do == "tag")
    if do == "removed":
        return _remove_threads(chosen, back)
    if do == "remove":
        return _render_confirmation(chosen, back, "remove", tags)
    raise MisuseError(Message("form: it does not say what to do: go back and choose again"))


def _get_return_url() -> str:
    """The list that the form was on: a URL of ours, never another site's."""
    url = request.form.get("back", "")
    listed = re.fullmatch(r"/(?:threads|(?:by|tag|year)/[^/?#\\]{1,400})(?:\?[a-z0-9=&]{0,60})?", url)
    return url if listed and url.isprintable() else "/threads"


def _render_confirmation(chosen: Sequence[str], back: str, do: str, tags: str, message: str = "") -> str:
    return render(presenters.build_confirmation(_link_threads(chosen), create_form_token(), back, do, tags, message))


def _change_tags(chosen: Sequence[str], back: str, tags: str, *, on: bool) -> str:
    names = normalize_tags(tags.split(","))
    if not names:
        raise MisuseError(Message("no tag was given: write one, or several with commas between"))
    text = gettext(", ").join(isolate(name) for name in names)

    def change_tags(key: str) -> bool:
        return get_library().tag(key, names if on else (), () if on else names).changed

    done, refused = _change_each(chosen, change_tags)
    links = _link_threads(done)
    count = format_threads(len(done))
    return render(
        BulkPage(
            heading=gettext("%(threads)s tagged “%(tags)s”", threads=count, tags=text)
            if on
            else gettext("%(threads)s without “%(tags)s”", threads=count, tags=text),
            text="" if done or refused else gettext("They all were so before."),
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
    return render(
        BulkPage(
            heading=ngettext("%(num)s thread removed", "%(num)s threads removed", len(done)),
            text=gettext("Gone from the archive and the search."),
            threads=tuple(PageLink(titles[key].text, "") for key in done if key in titles),
            token=create_form_token(),
            back="/threads" if done else back,
            refused=tuple(refused),
        )
    )


def _change_each(chosen: Sequence[str], change: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """Change each thread: the ids of those that changed, and what prevented others. One failure stops no other."""
    done: list[str] = []
    refused: list[str] = []
    for chosen_key in dict.fromkeys(chosen):
        try:
            key = require_visible(chosen_key)
            if change(key):
                done.append(key)
        except NotFoundError:
            continue  # removed meanwhile
        except UnrollerError as error:
            refused.append(format_error(error))
    get_library().refresh()
    return done, refused


def _link_threads(chosen: Sequence[str]) -> dict[str, PageLink]:
    return presenters.link_threads(get_state().catalog.get_threads(chosen))
