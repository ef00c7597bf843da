"""Mending on the web: the same form on a preview and on a kept thread, without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.site import OTHER, THREAD, Html, Site, visible
from unroller.edits import ThreadEdits
from unroller.library import Library
from unroller.model import Account
from unroller.web.edit import presenters


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def kept(site: Site) -> str:
    return site.keep(THREAD)


def values(page: str, action: str) -> dict[str, str]:
    """All fields of the form with this action, as a browser would send them."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.S)
    assert form, page
    found = {
        match[1]: Html(f'<input value="{match[2]}">').elements[0].attributes["value"]
        for match in re.finditer(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form[0])
    }
    for match in re.finditer(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form[0], re.S):
        found[match[1]] = Html(match[2]).text
    return found


def button(page: str, kind: str, words: str) -> str:
    """What the button of a line sends: the one of this kind whose line begins with these words."""
    for match in re.finditer(r'<button[^>]*value="([a-z_]+:\d+:[0-9a-f]+)">[^<]*<span class="unseen">([^<]*)', page):
        if match[1].startswith(f"{kind}:") and words in Html(match[2]).text:
            return match[1]
    raise AssertionError(f"no button {kind} for {words}")


def press(site: Site, kept: str, do: str, **fields: object) -> str:
    """Press a button of the page for mending; gives the page that follows."""
    page = site.get(f"{kept}/edit").text
    answer = site.client.post(f"{kept}/edit", data={**values(page, f"{kept}/edit"), "do": do, **fields})
    assert answer.status_code == 303, visible(answer.text)
    return site.get(answer.headers["Location"]).text


def line(site: Site, kept: str, kind: str, words: str) -> str:
    return press(site, kept, button(site.get(f"{kept}/edit").text, kind, words))


def posts(site: Site, kept: str) -> list[str]:
    return [post["text"] for post in site.get(f"{kept}.json").get_json()["posts"]]


def test_lines_are_mended_and_taken_back(site: Site, kept: str) -> None:
    read = posts(site, kept)
    line(site, kept, "splits", "- leave a gap")
    line(site, kept, "joins", "The culprit")
    line(site, kept, "restored", "You can follow")
    page = line(site, kept, "taken_out", "- ask the fishermen")
    assert "Done: taken out" in visible(page)
    mended = posts(site, kept)
    assert [text.split("\n")[-1][:16] for text in mended] == [
        "The culprit is t", "Our survey of ni", "- dredge in spri", "You can follow @",
    ]  # fmt: skip
    article = site.get(kept).text
    assert re.findall(r'id="(p\d+)"', article) == ["p1", "p2", "p3", "p4"]
    assert "ask the fishermen" not in Html(site.get(f"{kept}.txt").text).text
    assert "#p4" in site.get("/search?q=gap+wall").text
    for _ in range(4):
        assert "Taken back." in visible(press(site, kept, "undo"))
    assert posts(site, kept) == read
    assert "undo" not in values(site.get(f"{kept}/edit").text, f"{kept}/edit").values()


ADVERT = ("Roasters of Vell", "@roasters", "Now with free filters", "Only today", "Promoted")
WITH_ADVERT = THREAD.replace("Our survey", "\n".join(ADVERT) + "\n\nOur survey")


def picks(page: str, *words: str, name: str = "pick") -> list[str]:
    """What the tick boxes of the lines with these words send, or those of the posts that begin with them."""
    found = []
    for text in words:
        line = next(line for line in page.split('class="mend-line')[1:] if f'dir="auto">{text}' in line)
        found.append(re.search(rf'name="{name}" value="([0-9a-f:]+)"', line)[1])  # type: ignore[index]
    return found


def test_an_advert_is_set_aside_in_one_action(site: Site) -> None:
    kept = site.keep(WITH_ADVERT)
    read, page = posts(site, kept), site.get(f"{kept}/edit").text
    done = press(site, kept, "block:taken_out", pick=picks(page, ADVERT[0], ADVERT[-1]), between="1", pick_post=[])
    assert "and 2 more" in visible(done)
    assert not [text for text in posts(site, kept) if any(line in text for line in ADVERT)]
    assert site.get(f"{kept}.json").get_json()["removed"][-1]["rule"] != ""
    state = Library(site.settings).archive.read_state(kept)
    assert (len(state.history), len(state.taken_out)) == (1, len(ADVERT))
    assert "Taken back." in visible(press(site, kept, "undo", pick=[], between=""))
    assert posts(site, kept) == read


def test_a_whole_post_is_given_to_whoever_wrote_it(site: Site) -> None:
    kept = site.keep(WITH_ADVERT)
    page = site.get(f"{kept}/edit").text
    done = press(
        site, kept, "block:given", pick=[], pick_post=picks(page, ADVERT[0], name="pick_post"), give_to="@roasters",
        between="",
    )  # fmt: skip
    assert "given to @roasters" in visible(done)
    assert "Given to @roasters: “Only today”" in visible(done)
    assert not [text for text in posts(site, kept) if any(line in text for line in ADVERT)]
    article = visible(site.get(kept).text)
    assert "Replies that stood among the author’s posts" in article
    assert "by @roasters" in article
    back = press(site, kept, "block:restored", pick=picks(done, *ADVERT, "Our survey"), pick_post=[], between="")
    assert "and 3 more" in visible(back)
    assert "given to @roasters" not in visible(back)
    assert any("Only today" in text for text in posts(site, kept))


def test_a_block_is_one_post_or_a_post_a_line(site: Site, kept: str) -> None:
    page = site.get(f"{kept}/edit").text
    press(site, kept, "block:one_post", pick=picks(page, "- dredge", "- leave a gap"), pick_post=[], between="")
    assert posts(site, kept)[3:] == [
        "Three things to try:", "- dredge in spring\n- leave a gap in the wall", "- ask the fishermen 4/4",
    ]  # fmt: skip
    page = site.get(f"{kept}/edit").text
    press(site, kept, "block:splits", pick=picks(page, "Three things", "- ask"), pick_post=[], between="1")
    assert len(posts(site, kept)) == 7
    press(site, kept, "undo", pick=[], pick_post=[], between="")
    assert len(posts(site, kept)) == 6


@pytest.mark.parametrize(
    ("do", "change", "says"),
    [
        ("block:taken_out", {"pick": []}, "tick those that are meant"),
        ("block:given", {"give_to": " "}, "whose they are"),
        ("block:taken_out", {"pick": ["1:aaaaaaaaaaaa"]}, "open the page again"),
        ("block:taken_out", {"pick": ["0:x", "y"]}, "tick those that are meant"),
        ("block:taken_out", {"pick_post": ["99999:aaaaaaaaaaaa"]}, "no such line"),
    ],
)
def test_a_block_that_cannot_be_keeps_what_was_typed_and_ticked(
    site: Site, kept: str, do: str, change: dict[str, object], says: str
) -> None:
    page = site.get(f"{kept}/edit").text
    ticked = picks(page, "The culprit")
    fields = {
        **values(page, f"{kept}/edit"),
        "do": do,
        "pick": ticked,
        "pick_post": [],
        "between": "",
        "notes": "typed",
    }
    answer = site.client.post(f"{kept}/edit", data={**fields, **change})
    assert answer.status_code == 400
    assert says in visible(answer.text)
    assert values(answer.text, f"{kept}/edit")["notes"] == "typed"
    if "pick" not in change:
        assert f'value="{ticked[0]}" checked' in answer.text
    assert Library(site.settings).archive.read_state(kept) == ThreadEdits()


def test_enter_beside_a_name_gives_the_ticked_lines(site: Site, kept: str) -> None:
    page = site.get(f"{kept}/edit").text
    press(site, kept, "save", pick=picks(page, "The culprit"), pick_post=[], between="", give_to="A passer-by")
    assert [one.by for one in Library(site.settings).archive.read_state(kept).given] == ["A passer-by"]


def test_a_block_of_a_preview_is_kept_as_decided(site: Site) -> None:
    page = site.client.post("/mend", data={**values(site.paste(WITH_ADVERT).text, "/keep"), "do": "open"}).text
    sent = {"pick": picks(page, *ADVERT), "pick_post": [], "between": ""}
    page = site.client.post("/mend", data={**values(page, "/mend"), "do": "block:taken_out", **sent}).text
    answer = site.client.post("/keep", data={**values(page, "/mend"), "do": "keep", "pick": [], "pick_post": []})
    assert answer.status_code == 303
    assert not [text for text in posts(site, answer.headers["Location"]) if ADVERT[2] in text]


def test_undo_keeps_what_was_typed_and_not_saved(site: Site, kept: str) -> None:
    line(site, kept, "splits", "- leave a gap")
    press(site, kept, "undo", notes="typed meanwhile")
    state = Library(site.settings).archive.read_state(kept)
    assert (state.notes, state.splits, len(state.history)) == ("typed meanwhile", (), 1)


def test_one_decision_is_taken_back_by_itself(site: Site, kept: str) -> None:
    line(site, kept, "splits", "- leave a gap")
    line(site, kept, "joins", "The culprit")
    page = site.get(f"{kept}/edit").text
    assert "What you decided" in page
    press(site, kept, button(page, "withdraw", "- leave a gap"))
    state = Library(site.settings).archive.read_state(kept)
    assert [kind for kind, _ in state.decisions()] == ["joins"]


def test_facts_are_corrected_and_gone_back_from(site: Site, kept: str) -> None:
    page = press(
        site, kept, "save", title="On silt", handle="ebb", author_name="Ebb", published="2019-05",
        tags="sea, Read later", introduction="Why *this*.", notes="- a [link](https://example.org/x)",
    )  # fmt: skip
    assert "As read: Why do harbours" in visible(page)
    article = site.get(kept).text
    shown = visible(article)
    assert "On silt" in shown
    assert "May 2019 (as corrected here)" in shown
    assert "<em>this</em>" in article
    assert 'href="https://example.org/x"' in article
    assert 'href="/tag/Read%20later"' in article
    assert "On silt" in site.get("/by/ebb").text
    taken = {suffix: site.get(f"{kept}.{suffix}") for suffix in ("md", "txt", "html", "json")}
    assert all("Why" in file.text and "Read later" in file.text for file in taken.values())
    assert taken["json"].get_json()["keeper"]["tags"] == ["sea", "Read later"]
    stored = [file for file in site.settings.archive.glob("threads/*/*/v0001/**/*") if file.is_file()]
    assert stored
    assert not any(b"Why *this*" in file.read_bytes() for file in stored)
    before = len(list(Library(site.settings).archive.iter_entries()))
    assert "Nothing was changed." in visible(press(site, kept, "save"))
    assert len(list(Library(site.settings).archive.iter_entries())) == before
    press(site, kept, "save", title="", handle="", author_name="", published="", tags="", introduction="", notes="")
    state = Library(site.settings).archive.read_state(kept)
    assert state == ThreadEdits(history=state.history)


def test_a_page_that_was_open_long_overwrites_nothing(site: Site, kept: str) -> None:
    """Two pages of one thread: each changes what was typed on it, and nothing else."""
    old = values(site.get(f"{kept}/edit").text, f"{kept}/edit")
    press(site, kept, "save", title="New", notes="one\ntwo", handle="ebb", author_name="Ebb")
    assert site.client.post(f"{kept}/edit", data={**old, "do": "save", "tags": "sea"}).status_code == 303
    state = Library(site.settings).archive.read_state(kept)
    assert (state.title, state.notes, state.tags, state.author) == ("New", "one\ntwo", ("sea",), Account("ebb", "Ebb"))
    same = values(site.get(f"{kept}/edit").text, f"{kept}/edit")
    same["notes"] = same["notes"].replace("\n", "\r\n")
    assert "done=nothing" in site.client.post(f"{kept}/edit", data={**same, "do": "save"}).headers["Location"]


def test_what_was_typed_outlives_a_mistake(site: Site, kept: str) -> None:
    page = site.get(f"{kept}/edit").text
    fields = {**values(page, f"{kept}/edit"), "title": "Kept title", "published": "someday", "notes": "long <b>note"}
    for change, status in (({}, 400), ({"token": "stale"}, 403)):
        answer = site.client.post(f"{kept}/edit", data={**fields, **change})
        assert answer.status_code == status
        again = values(answer.text, f"{kept}/edit")
        assert (again["title"], again["published"], again["notes"]) == ("Kept title", "someday", "long <b>note")
    assert Library(site.settings).archive.read_state(kept) == ThreadEdits()


@pytest.mark.parametrize(
    "do", ["splits:9999:aaaaaaaaaaaa", "splits:1:aaaaaaaaaaaa", "withdraw:7:aaaaaaaaaaaa", "withdraw:x:y", "undo"]
)
def test_a_button_of_another_day_is_refused(site: Site, kept: str, do: str) -> None:
    fields = values(site.get(f"{kept}/edit").text, f"{kept}/edit")
    assert site.client.post(f"{kept}/edit", data={**fields, "do": do}).status_code == 400
    assert Library(site.settings).archive.read_state(kept) == ThreadEdits()


def test_another_site_changes_nothing(site: Site, kept: str) -> None:
    fields = values(site.get(f"{kept}/edit").text, f"{kept}/edit")
    answer = site.client.post(f"{kept}/edit", data={**fields, "title": "X"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert Library(site.settings).archive.read_state(kept) == ThreadEdits()


def test_a_hostile_note_stays_text(site: Site, kept: str) -> None:
    press(site, kept, "save", title="<script>1</script>", notes="<script>2</script>[x](javascript:3)", tags="<b>")
    for page in (site.get(kept).text, site.get(f"{kept}/edit").text, site.get("/threads").text):
        assert "<script>1" not in page
        assert "<script>2" not in page
        assert not [link for link in Html(page).all("a") if "javascript:" in link.attributes.get("href", "")]
        assert "<b>" not in page


def test_today_s_rules_are_offered(site: Site, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from unroller.readers.text import body, unroller_sites

    decision = body.split_posts

    def otherwise(*given: object, **named: object) -> body.SplitText:
        made = decision(*given, **named)  # type: ignore[arg-type]
        first, second, *rest = made.posts
        return body.SplitText((body.DraftPost((*first.pieces, *second.pieces)), *rest), made.removed)

    assert "otherwise" not in site.get(f"{kept}/edit").text
    monkeypatch.setattr(unroller_sites, "split_posts", otherwise)
    page = site.get(f"{kept}/edit").text
    assert "What today’s rules would do otherwise" in page
    assert "would not begin a post here" in visible(page)
    read = posts(site, kept)
    assert len(read) == 4
    follow = page[page.index('id="otherwise"') :]
    page = press(site, kept, button(follow, "joins", "The culprit"))
    assert len(posts(site, kept)) == 3
    assert "would do otherwise" not in page
    assert "the rules read it otherwise" in visible(page)


def test_a_preview_is_mended_and_kept_as_it_is(site: Site) -> None:
    preview = site.paste(THREAD).text
    page = site.client.post("/mend", data={**values(preview, "/keep"), "do": "open"}).text
    assert site.files() == {}
    for kind, words in (("splits", "- leave a gap"), ("taken_out", "- ask the"), ("joins", "The culprit")):
        page = site.client.post("/mend", data={**values(page, "/mend"), "do": button(page, kind, words)}).text
    page = site.client.post("/mend", data={**values(page, "/mend"), "do": "undo"}).text
    assert "Taken back." in visible(page)
    page = site.client.post("/mend", data={**values(page, "/mend"), "do": "save", "title": "Mine", "tags": "sea"}).text
    shown = site.client.post("/mend", data={**values(page, "/mend"), "do": "preview"}).text
    assert "Mended by you." in visible(shown)
    assert 'id="p5"' in shown
    assert "Mine" in shown
    answer = site.client.post("/keep", data=values(shown, "/keep"))
    assert answer.status_code == 303
    kept = answer.headers["Location"]
    assert [text.split("\n")[-1][:15] for text in posts(site, kept)][3:] == ["- dredge in spr", "- leave a gap i"]
    state = Library(site.settings).archive.read_state(kept)
    assert (state.title, state.tags, len(state.splits), len(state.taken_out), len(state.joins)) == (
        "Mine",
        ("sea",),
        1,
        1,
        0,
    )
    entries = [entry.action for entry in Library(site.settings).archive.iter_entries()]
    assert entries == ["added", "changed"]


def test_keeping_from_the_page_for_mending_takes_its_fields_along(site: Site) -> None:
    preview = site.paste(THREAD).text
    page = site.client.post("/mend", data={**values(preview, "/keep"), "do": "open"}).text
    bad = site.client.post("/keep", data={**values(page, "/mend"), "do": "keep", "published": "soon", "title": "Typed"})
    assert bad.status_code == 400
    assert values(bad.text, "/mend")["title"] == "Typed"
    answer = site.client.post("/keep", data={**values(bad.text, "/mend"), "published": "2020"})
    assert answer.status_code == 303
    assert Library(site.settings).archive.read_state(answer.headers["Location"]).published == "2020"


@pytest.mark.parametrize("bad", ["x", "eJwDAAAAAAE=", "eJyrVkpUslIyVKoFAA4PApM="])
def test_a_broken_form_loses_nothing(site: Site, bad: str) -> None:
    preview = site.paste(THREAD).text
    for path, do in (("/mend", "open"), ("/keep", "")):
        answer = site.client.post(path, data={**values(preview, "/keep"), "decisions-0": bad, "do": do})
        assert answer.status_code == 400
        assert "Why do harbours" in answer.text
    assert site.files() == {}


def test_long_threads_are_mended_page_by_page(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presenters, "LINES", 3)
    kept = site.keep(THREAD)
    page = site.get(f"{kept}/edit").text
    assert "Page 1 of 3" in page
    page = press(site, kept, "page:3", title="Typed on page one")
    assert "Page 3 of 3" in page
    assert Library(site.settings).archive.read_state(kept).title == "Typed on page one"
    page = press(site, kept, button(site.get(f"{kept}/edit?page=3").text, "restored", "You can follow"), page="3")
    assert "Page 3 of 3" in page


def names_of_controls(page: str) -> Iterator[str]:
    labels = {element.attributes.get("for") for element in Html(page).all("label")}
    for element in Html(page).elements:
        kind = element.attributes.get("type", "")
        if element.tag in {"input", "textarea", "select"} and kind != "hidden":
            named = element.attributes.get("id") in labels or "aria-label" in element.attributes
            yield "" if named else str(element)


def test_every_control_has_a_name_and_ids_are_unique(site: Site, kept: str) -> None:
    site.keep(OTHER)
    for path in (f"{kept}/edit", kept, "/threads"):
        page = site.get(path).text
        assert not [wrong for wrong in names_of_controls(page) if wrong]
        ids = [element.attributes["id"] for element in Html(page).elements if "id" in element.attributes]
        assert len(ids) == len(set(ids))
        assert "style=" not in page
        assert "onclick" not in page


def test_ways_and_kin(site: Site) -> None:
    first = site.keep(THREAD)
    second = site.keep(THREAD.replace("harbours", "havens").replace("Why do", "Where do"))
    other = site.keep(OTHER)
    press(site, first, "save", published="2019")
    press(site, second, "save", published="2020", tags="sea")
    press(site, other, "save", tags="sea")
    page = site.get(first).text
    assert f'rel="next" href="{second}"' in page
    assert 'rel="prev"' not in page
    related = page[page.index('id="related"') :]
    assert second in related
    assert "#silt" in related
    assert "ports.example.org" in related
    assert "Tagged sea" in visible(site.get(other).text)
