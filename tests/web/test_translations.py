"""The interface in other languages: complete catalogues, no text of a template left out, and a choice that holds."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tests.support.messages import TRANSLATED, catalogue, load, template
from tests.support.site import THREAD, Html, Site, visible
from unroller.config import find_template_folder
from unroller.web.i18n import LANGUAGES, messages

#: What stands in a template without being a text: names, and keys as they are printed on keyboards.
NAMES = {"Unroller", "Aa", "Ctrl", "Enter", "Esc", "K", "j", "k", "o", "v", "a", "e", "n"}
SAID = re.compile(r'\s(?:aria-label|title|placeholder|alt)="([^"{]*[^\W\d_][^"{]*)"')


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture(scope="module")
def texts() -> Catalog:
    return template()


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated(code: str, texts: Catalog) -> None:
    """A new text fails here until `python -m tests.support.messages` has added it and somebody has translated it."""
    held = load(code)
    missing = [message.id for message in texts if message.id and not (held.get(message.id) and held[message.id].string)]
    assert missing == []
    for message in held:
        assert not message.fuzzy, message.id
        wanted = [message.string] if isinstance(message.string, str) else message.string
        assert all(wanted), message.id
        ids = [message.id] if isinstance(message.id, str) else message.id
        for text in wanted if message.id else ():
            # The same places to fill; a form of one or two may do without its number.
            places = [set(re.findall(r"%\(\w+\)s|\{\w*\}", form)) for form in (text, *ids)]
            assert places[0] <= places[-1], message.id
            assert len(ids) > 1 or places[0] == places[-1], message.id
            assert text.count("{}") == ids[0].count("{}")


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogues_are_up_to_date(code: str, texts: Catalog) -> None:
    held = load(code)
    assert {message.id for message in held if message.id} == {message.id for message in texts if message.id}
    compiled = io.BytesIO()
    write_mo(compiled, held)
    assert catalogue(code).with_suffix(".mo").read_bytes() == compiled.getvalue(), (
        "run python -m tests.support.messages"
    )


@pytest.mark.parametrize("path", sorted(find_template_folder().glob("*.html")), ids=lambda path: path.name)
def test_a_template_holds_no_text_that_is_not_translated(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    page = re.sub(r"\{% block kind %\}.*?\{% endblock %\}", "", page)
    page = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", "", page, flags=re.DOTALL)
    assert SAID.findall(page) == []
    words = re.findall(r"[^\W\d_]+", re.sub(r"&\w+;", "", re.sub(r"<[^>]*>", " ", page)))
    assert set(words) - NAMES == set()


@pytest.mark.parametrize(
    ("asked", "code"), [("es-MX,es;q=0.9,en;q=0.5", "es"), ("nl,de;q=0.4", "de"), ("nl", "en"), ("ar", "ar")]
)
def test_the_browser_says_which_language(site: Site, asked: str, code: str) -> None:
    answer = site.client.get("/", headers={"Accept-Language": asked})
    html = Html(answer.text).all("html")[0].attributes
    assert html["lang"] == code
    assert html["dir"] == ("rtl" if code == "ar" else "ltr")
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_address_overrules_it_and_carries_on(site: Site) -> None:
    path = site.keep(THREAD)
    for address in (
        "/?lang=fr",
        f"{path}?lang=fr",
        f"{path}?view=posts&lang=fr",
        "/search?q=water&lang=fr",
        "/help?lang=fr",
    ):
        page = Html(site.client.get(address, headers={"Accept-Language": "de"}).text)
        assert page.all("html")[0].attributes["lang"] == "fr"
        own = [one.attributes["href"] for one in page.all("a") if one.attributes["href"].startswith("/")]
        assert own
        for href in own:
            if not href.startswith("/api/"):
                assert "lang=" in href, href
        assert page.all("form")
        for form in (one.attributes for one in page.all("form") if "action" in one.attributes):
            fields = [one.attributes for one in page.all("input") if one.attributes.get("name") == "lang"]
            assert "lang=fr" in form["action"] or fields
    answer = site.client.post("/?lang=fr", data={"text": THREAD, "token": site.token()})
    assert "Pas encore gardé" in answer.text
    fields = Html(answer.text).fields("/keep?lang=fr")
    assert site.client.post("/keep?lang=fr", data=fields).headers["Location"].endswith("?lang=fr")


def test_what_was_handed_in_is_never_rewritten(site: Site) -> None:
    path = site.keep('He wrote href="/there" and <a href="/x"> and action="/y" in it 1/2\n\nAnd nothing more. 2/2\n')
    assert 'He wrote href="/there" and <a href="/x"> and action="/y" in it' in visible(site.get(f"{path}?lang=de").text)


def test_an_unknown_language_is_none(site: Site) -> None:
    for code in ("xx", "../en", "de'", ""):
        assert Html(site.get(f"/?lang={code}").text).all("html")[0].attributes["lang"] == "en"


@pytest.mark.parametrize("code", TRANSLATED)
def test_pages_speak_one_language(site: Site, code: str) -> None:
    path = site.keep(THREAD)
    mended = (f"{path}/edit", "/authors", "/tags", "/by/ebb_and_flow", "/tag/silt")
    for address in (path, f"{path}/remove", "/search?q=water", "/threads", "/help", "/nothing-here", *mended):
        page = visible(site.get(f"{address}{'&' if '?' in address else '?'}lang={code}").text)
        for english in (
            "Search",
            "Help",
            "Remove",
            "There is no",
            "kept",
            "Reading settings",
            "Edit",
            "Undo",
            "Your tags",
        ):
            assert not re.search(rf"\b{english}\b", page), (address, english)


def test_changes_are_said_anew(site: Site) -> None:
    path = site.keep(THREAD)
    address = f"{path}/edit?lang=de"
    fields = Html(site.get(address).text).fields(address)
    act = re.findall(r'value="(taken_out:[^"]+)"', site.get(address).text)[1]
    sent = site.client.post(address, data={**fields, "title": "Neu", "tags": "Meer", "do": act})
    said = visible(site.get(sent.headers["Location"]).text)
    assert "Erledigt: Titel, Etiketten, herausgenommen „The culprit" in said
    assert "Done: title, tags, taken out “The culprit" in visible(site.get(f"{path}/edit?done=changed").text)
    wrong = site.client.post(address, data={**fields, "published": "someday", "do": "save"})
    assert "Datum: Schreiben Sie es als 2021" in visible(wrong.text)
    assert "lang=de" in sent.headers["Location"]


def test_the_choice_holds_while_mending_and_tagging(site: Site) -> None:
    site.keep(THREAD)
    page = site.client.post("/?lang=fr", data={"text": THREAD, "token": site.token()}).text
    answer = site.client.post("/mend?lang=fr", data={**Html(page).fields("/keep?lang=fr"), "do": "open"})
    assert "Modifier, pas encore gardé" in visible(answer.text)
    assert "/mend?lang=fr" in [form.attributes.get("action") for form in Html(answer.text).all("form")]
    ids = re.findall(r'name="id" value="([0-9a-f]+)"', site.get("/threads").text)
    fields = {"id": ids, "tag": "mer", "token": site.token(), "back": "/threads"}
    tagged = visible(site.client.post("/threads?lang=fr", data={**fields, "do": "tag"}).text)
    assert "1 fil avec l’étiquette « mer »" in tagged
    assert "1 fil retiré" in visible(site.client.post("/threads?lang=fr", data={**fields, "do": "removed"}).text)


def test_errors_of_the_pure_rooms_are_said_anew(site: Site) -> None:
    answer = site.client.post("/?lang=es", data={"text": "  ", "token": site.token()})
    assert "Aquí no hay texto" in answer.text
    with site.app.test_request_context("/?lang=de"):
        assert messages.render_recorded("the page says it holds 12 posts; 11 were found").startswith(
            "die Seite spricht von 12"
        )
        assert (
            messages.render_recorded("Thread Reader page, printed as PDF")
            == "Seite von Thread Reader, als PDF gedruckt"
        )
        assert messages.render_recorded("something nobody knows") == "something nobody knows"
    assert messages.render_recorded("plain text") == "plain text"
    assert set(LANGUAGES) == {"en", *TRANSLATED}
