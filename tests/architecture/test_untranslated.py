"""No English is left on a page in another language: what the pure packages say, and what templates and script say.

The pages are made with a catalogue that puts every text of ours in brackets, and of threads in Greek. A Latin letter
outside of brackets is then a text that nobody can translate, or one of the few that are the same everywhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from bs4 import BeautifulSoup, Tag

from tests.architecture import pure_sentences
from tests.linkcheck.test_linkcheck import Played
from tests.support.messages import template
from tests.support.site import Html, Site
from unroller.limits import DEFAULT
from unroller.linkcheck import service
from unroller.messages import Grouped, Message, Several, Size, Value, counted
from unroller.model import Date, Description, Observation
from unroller.web import i18n
from unroller.web.i18n import message_parser, messages
from unroller.web.i18n import messages as rendering

#: The language whose catalogue is put in brackets; it has one form of a text for one and one for many.
CODE = "de"
OPEN, SHUT = "⟦", "⟧"
#: Names that are the same in every language, and units and keys.
NAMES = {
    "Unroller", "Aa", "Ctrl", "Esc", "Enter", "JSON", "CSV", "Markdown", "X", "Mastodon", "Bluesky", "Threads",
    "APA", "Chicago", "BibTeX", "RIS", "CSL",
}  # fmt: skip
#: Elements that hold other people's text, what a person types, the name of a language in itself, or a citation, which
#: is English as its manual is.
THEIRS = (
    ".cite-line, code, kbd, textarea, time, .line, .languages, option, .handle, script, style, .mend-text, .facets bdi"
)
#: A word that is in no brackets.
_LATIN = re.compile(r"[A-Za-z]{2,}")
_SHOWN = ("aria-label", "title", "placeholder", "alt")

GREEK = (
    "Γιατί τα λιμάνια γεμίζουν λάσπη μέσα σε δέκα χρόνια; Όλοι κατηγορούν το ποτάμι 🧵 1/6\n\n"
    "Φταίει ο κυματοθραύστης. Κόβει την ταχύτητα του νερού και το νερό αφήνει ό,τι κουβαλά. #λάσπη 2/6\n\n"
    "Η έρευνά μας σε εννέα λιμάνια είναι εδώ: https://ports.example.org/9 και το ένατο είναι παράξενο. 3/6\n\n"
    "Τρία πράγματα να δοκιμάσετε:\n- εκσκαφή την άνοιξη\n- ένα άνοιγμα στον τοίχο\n- ρωτήστε τους ψαράδες 6/6\n\n"
    "You can follow @ebb_and_flow.\n\nTip: mention @twtextapp on a Twitter thread with the "
    'keyword "unroll" to get a link to it.\n'
)
SECOND = "Δεύτερο νήμα, για φανάρια και όσους τα άναβαν. #λάσπη 1/2\n\nΤελειώνει εδώ, στο σκοτάδι. 2/2\n"
QUERIES = (
    "λάσπη", '"λάσπη', "(λάσπη", "λάσπη)", "ζζζ", "-", "λάσπη or", "φα*", "φ*", "sort:", "sort:x λάσπη", "from:",
    "has:x", "has:link", "has:link λάσπη", "lang:?", "lang:el λάσπη", "platform:?", "since:x", "since:2021 λάσπη",
    "in:x λάσπη",
    "in:title λιμάνια", "site:", "site:ports.example.org", "tag:", "tag:θάλασσα", '""', "()", "not λάσπη", "and λάσπη",
    "λι~", "-has:image λάσπη", "#λάσπη", "λιμάνι", "platform:x λάσπη",
)  # fmt: skip


@pytest.fixture
def bracketed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose texts in :data:`CODE` are English in brackets."""
    held = Catalog(locale=CODE, fuzzy=False)
    for message in template():
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else message.id
            marked = tuple(f"{OPEN}{text}{SHUT}" for text in ids)
            held.add(message.id, marked[0] if isinstance(message.id, str) else marked)
    folder = tmp_path / "words" / CODE / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "messages.mo").open("wb") as file:
        write_mo(file, held)
    monkeypatch.setattr(i18n, "FOLDER", tmp_path / "words")
    return Site(tmp_path, replace(DEFAULT, request_bytes=200_000))


def unbracketed(page: str) -> list[str]:
    """The Latin words of a page that stand in no brackets."""
    soup = BeautifulSoup(page, "html.parser")
    assert soup.title is not None
    for node in soup.select(THEIRS):
        node.decompose()
    found = list(_outside(soup.get_text(" ")))  # a text of ours may hold elements
    for node in soup.find_all(True):
        assert isinstance(node, Tag)
        given = [str(node[name]) for name in _SHOWN if node.get(name)]
        given += [str(node["content"])] if node.get("name") == "description" else []
        found += [text for value in given for text in _outside(value)]
    return found


def _outside(text: str) -> Iterator[str]:
    """The words of `text` outside of brackets, which may stand in one another."""
    while (shorter := re.sub(f"{OPEN}[^{OPEN}{SHUT}]*{SHUT}", "", text)) != text:
        text = shorter
    text = re.sub(r"https?://\S+|@\w+|\b[\w.]+\.(?:org|com)\S*", "", text)
    for query in sorted(QUERIES, key=len, reverse=True):
        text = text.replace(query, "")
    yield from (word for word in _LATIN.findall(text) if word not in NAMES)


def english(site: Site, path: str, **asked: object) -> list[str]:
    """What a page in :data:`CODE` has in no brackets; with `data`, the answer to a form."""
    address = f"{path}{'&' if '?' in path else '?'}lang={CODE}"
    ask = site.client.post if "data" in asked else site.client.get
    answer = ask(address, follow_redirects=True, **asked)  # type: ignore[operator]
    assert OPEN in answer.text, path
    return [f"{path}: {word}" for word in unbracketed(answer.text)]


def test_no_page_of_a_thread_has_english_words(bracketed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site = bracketed
    page = "https://ports.example.org/9"
    about = Description("pdf", "Λιμάνια", published=Date("2021-03-09", how="stated"))
    moved = Observation("2026-03-01T00:00:00Z", page, "moved", final="https://ports.example.org/10", description=about)
    monkeypatch.setattr(service, "open_checker", lambda _: Played(moved))
    found = english(site, "/threads") + english(site, "/search") + english(site, "/authors") + english(site, "/tags")
    path = site.keep(GREEK)
    other = site.keep(SECOND)
    token = site.token()
    ids = re.findall(r'name="id" value="([0-9a-f]+)"', site.get("/threads").text)
    preview = site.client.post("/", data={"token": token, "text": GREEK}).text
    carried = {**Html(preview).fields("/keep"), "do": "open"}
    edit = Html(site.get(f"{path}/edit").text).fields(f"{path}/edit")
    act = re.findall(r'value="(taken_out:[^"]+)"', site.get(f"{path}/edit").text)[1]
    found += english(site, f"{path}/edit", data={**edit, "tags": "θάλασσα", "title": "Λιμάνια", "do": act})
    found += english(site, f"{other}/edit", data={**edit, "tags": "θάλασσα", "published": "2021-03", "do": "save"})
    found += english(site, f"{path}/edit", data={**edit, "published": "χθες", "do": "save"})
    for address in ("", "?view=posts", "?q=λάσπη", "/edit", "/remove"):
        found += english(site, path + address)
    for address in ("/", "/?sample", "/?removed", "/help", "/threads", "/authors", "/tags", "/by/ebb_and_flow"):
        found += english(site, address)
    for address in ("/tag/θάλασσα", "/tag/λάσπη", "/year/2021", "/threads?sort=title"):
        found += english(site, address)
    found += english(site, "/", data={"token": token, "text": GREEK})
    found += english(site, "/mend", data=carried)
    for do in ("tag", "untag", "remove", "x", "removed"):
        found += english(
            site, "/threads", data={"token": token, "id": ids, "tag": "νερό", "back": "/threads", "do": do}
        )
    site.client.post(f"{path}/sources", data={"token": site.token()})
    for address in (path, f"{path}/sources", "/sources"):
        found += english(site, address)
    assert found == []


def test_no_refusal_has_english_words(bracketed: Site) -> None:
    site = bracketed
    token = site.token()
    found = english(site, "/nothing") + english(site, "/t/nothing-0000000000")
    found += english(site, "/help", data={})
    found += english(site, "/", data={"token": "x", "text": GREEK})
    found += english(site, "/", data={"token": token, "text": "λ" * 150_000})
    found += english(site, "/", data={"token": token, "text": GREEK}, headers={"Origin": "http://other.example"})
    found += english(site, "/threads", data={"token": token, "do": "tag"})
    found += english(site, "/keep", data={"token": token, "data": "x"})
    for text in (" ", "\x00\x01" * 40, "You can follow @ebb_and_flow.\n", '{"λ": 1}', "<html><body></body></html>"):
        found += english(site, "/", data={"token": token, "text": text})
    assert found == []


def test_no_search_has_english_words(bracketed: Site) -> None:
    site = bracketed
    site.keep(GREEK)
    site.keep(SECOND)
    assert [word for query in QUERIES for word in english(site, f"/search?q={query.replace('#', '%23')}")] == []


def test_the_script_speaks_the_page_s_language(bracketed: Site) -> None:
    page = BeautifulSoup(bracketed.get(f"/?lang={CODE}").text, "html.parser")
    words = page.find(id="words")
    assert words is not None
    said = json.loads(words.get_text())
    assert all(text.startswith(OPEN) for text in said.values())
    script = "".join(bracketed.get(f"/static/{name}.js").text for name in ("unroller", "find", "mend"))
    assert set(re.findall(r"\bsays\.(\w+)", script)) == set(said)
    # A sentence, or a unit, in quotation marks would be one that nobody can translate.
    assert re.findall(r'"[^"\n]*(?:[A-Z][a-z]+ [a-z]+ [a-z]+| MB| kB)[^"\n]*"', script) == []


# -- what the pure packages say ------------------------------------------------------------------------------------


def test_every_template_is_a_literal_that_its_values_fit() -> None:
    made = list(pure_sentences.messages())
    assert len(made) > 400
    for one in made:
        assert all(isinstance(text, str) for text in one.templates), f"{one.where}: write the text itself"
        places = [set(re.findall(r"\{(\w+)\}", text or "")) for text in one.templates]
        assert places[-1] == one.values, one.where
        assert all(place <= one.values for place in places), one.where
        assert one.by != "counted" or "count" in places[-1], one.where


def test_every_template_is_in_the_catalogues() -> None:
    """And every catalogue is complete: see test_web_languages."""
    texts = {message.id if isinstance(message.id, str) else message.id[0] for message in template()}
    told = [one for one in pure_sentences.messages() if one.by != "technical"]
    assert len(told) > 300
    missing = [(one.where, one.templates[0]) for one in told if one.templates[0] not in texts]
    assert missing == [], "run `make messages`"


def test_what_is_said_in_english_only_reaches_no_page() -> None:
    for one in pure_sentences.messages():
        if one.by == "technical":
            apart = one.module.startswith((*pure_sentences.ELSEWHERE, *pure_sentences.OF_EXPORTS))
            assert apart or one.caught, f"{one.where}: a page may show this: make it a Message"


def test_nothing_is_said_without_a_message() -> None:
    assert list(pure_sentences.bare()) == []


def test_every_text_of_a_message_is_read_back(tmp_path: Path) -> None:
    """What is kept as text is said in another language as it was before it was kept."""
    site = Site(tmp_path)
    told = {(one.templates, one.by) for one in pure_sentences.messages() if one.by in ("Message", "counted", "msgid")}
    with site.app.test_request_context("/?lang=de"):
        for (text, *many), by in sorted(told, key=str):
            values = {name: _sample(name) for name in re.findall(r"\{(\w+)\}", many[0] if many else text)}
            values.pop("count", None) if many else None
            for count in (1, 12_000) if many else (0,):
                made = counted(text, many[0], count=Grouped(count), **values) if many else Message(text, **values)
                assert rendering.render_recorded(str(made)) == rendering.render_message(made), by
                assert rendering.render_recorded(f"a.zip: {made}") == rendering.render_message(made.about("a.zip"))


def _sample(name: str) -> Value:
    """A value as it may stand in a place of that name."""
    if name in message_parser.LISTS:
        return Several((Message("plain text"), Message("blog post")), message_parser.LISTS[name])
    if name in message_parser.OURS:
        return Message("plain text")
    return Grouped(1234) if name in message_parser.NUMBERS else "λάσπη"


def test_every_rule_of_the_ledger_has_a_name() -> None:
    named = pure_sentences.rules()
    assert len(named) > 100
    for rule in named:
        family, _, what = rule.rpartition(":")
        assert what.replace("-", " ") in messages.RULE_NAMES, rule
        assert not family or family in messages.SITE_NAMES or family in messages.RULE_FAMILIES, rule


def test_numbers_and_names_in_sentences(tmp_path: Path) -> None:
    site = Site(tmp_path)
    long = Message(
        "the text is too long: {size}, and at most {most} are read: hand it in in parts",
        size=Size(12.5, "MB", 1),
        most=Size(8, "MB", 1),
    )
    aside = Message(
        "{parts} set aside",
        parts=Several(
            (
                counted("{count} post by other people", "{count} posts by other people", count=2),
                counted("{count} later reply by the author", "{count} later replies by the author", count=1),
            ),
            " and ",
        ),
    )
    other = Message("nothing has exactly this; shown are posts with another form of: {told}", told="title")
    state = Message("state.json: not JSON: run `unroller verify`").about("ab12")
    assert str(long) == "the text is too long: 12.5 MB, and at most 8.0 MB are read: hand it in in parts"
    assert str(aside) == "2 posts by other people and 1 later reply by the author set aside"
    assert str(state) == "ab12: state.json: not JSON: run `unroller verify`"
    with site.app.test_request_context("/?lang=de"):
        for say in (rendering.render_message, lambda message: rendering.render_recorded(str(message))):
            assert say(long) == (
                "der Text ist zu lang: 12,5 MB, gelesen werden höchstens 8,0 MB: Reichen Sie ihn in Teilen ein"
            )
            assert say(aside) == "beiseitegelegt: 2 Beiträge anderer und 1 spätere Antwort des Verfassers"
            # A word of the reader's is not ours, though it reads as one.
            assert say(other).endswith("title")
            assert say(state).startswith("ab12: state.json: kein")
        assert messages.rule_label("thread-reader:keep-current") == "Thread Reader: Aufforderung, dranzubleiben"
        assert messages.rule_label("counter") == "Zähler"
    with site.app.test_request_context("/?lang=ar"):
        one = "{count} place could be read either way: please look"
        many = "{count} places could be read either way: please look"
        assert rendering.render_message(counted(one, many, count=2)).startswith("موضعان")
        assert rendering.render_message(counted(one, many, count=5)).startswith("5 مواضع")
        assert rendering.render_recorded("2 places could be read either way: please look").startswith("موضعان")
        left = Message("nothing in “{told}” can be searched; it was left out", told="ab")
        assert "\u2068ab\u2069" in rendering.render_message(left)
    with site.app.test_request_context("/?lang=es"):
        assert i18n.quote_text("mar") == "«mar»"
        assert i18n.quote_text("بحر") == "«\u2068بحر\u2069»"
        assert i18n.ngettext("%(num)s thread", "%(num)s threads", 12_345) == "12.345 hilos"
    assert messages.rule_label("thread-reader:keep-current") == "thread reader: keep current"
