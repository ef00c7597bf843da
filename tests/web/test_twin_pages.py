"""What the pages say when a thread is kept that was there, or that looks like one which is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.site import OTHER, THREAD, Html, Site, visible
from unroller.library import Library

#: The same words without the line by which the author is known.
NOBODY = THREAD.partition("You can follow")[0]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def keep(site: Site, text: str) -> str:
    """Paste and keep; the whole address that the browser is sent to."""
    answer = site.client.post("/keep", data=Html(site.paste(text).text).fields("/keep"))
    assert answer.status_code == 303
    return answer.headers["Location"]


def test_a_capture_that_knows_the_author_is_the_next_version_and_the_page_says_so(site: Site) -> None:
    first = keep(site, NOBODY)
    assert "?" not in first
    second = keep(site, THREAD)
    assert second == f"{first}?updated=2"
    page = site.get(second).text
    assert "This thread was kept before: this is its capture 2." in visible(page)
    assert f'href="{first}/changes?version=2"' in page
    assert "by @ebb_and_flow" not in visible(site.get(f"{first}/changes?version=2").text)
    assert "its words are the same in both versions" in visible(site.get(f"{first}/changes?version=2").text)
    assert "@ebb_and_flow" in visible(page)
    assert keep(site, THREAD) == first
    assert "kept before" not in visible(site.get(first).text)
    assert len(site.get("/api/v1/threads").get_json()["threads"]) == 1


def copied_page(text: str) -> str:
    """The posts of a text as they are copied from X: who, when, the words with short links, and counts."""
    out = "Post\nSee new posts\nConversation\n"
    for number, post in enumerate(text.strip().split("\n\n")):
        words = post.replace("https://ports.example.org", "ports.example.org")
        out += (
            f"Ebb and Flow\n@ebb_and_flow\n·\nMar {3 + number}, 2022\n{words}\n{3 + number}\n12\n100\n{number + 1}K\n"
        )
    return out


def test_a_page_copied_from_the_network_joins_the_paste(site: Site) -> None:
    first = keep(site, NOBODY)
    assert keep(site, copied_page(NOBODY)) == f"{first}?updated=2"
    assert keep(site, copied_page(NOBODY.replace("drops", "loses"))) == f"{first}?updated=3"
    record = site.get(f"{first}.json").get_json()
    assert (record["author"]["handle"], record["platform"], len(record["posts"])) == ("ebb_and_flow", "x", 4)
    assert keep(site, NOBODY) == first
    assert len(site.get("/api/v1/threads").get_json()["threads"]) == 1


def test_words_that_were_edited_are_shown_in_what_changed(site: Site) -> None:
    first = keep(site, NOBODY)
    second = keep(site, THREAD.replace("drops what it carries", "loses what it carries"))
    assert second == f"{first}?updated=2"
    changes = site.get(f"{first}/changes").text
    assert "<del>drops </del><ins>loses </ins>" in changes
    assert "drops" not in visible(site.get(first).text)


def test_what_only_looks_alike_is_offered(site: Site) -> None:
    first = keep(site, THREAD)
    address = keep(
        site, THREAD.replace("4/4", "4/5").replace("You can", "And a fifth one, a week later. 5/5\n\nYou can")
    )
    second, _, query = address.partition("?")
    assert second != first
    assert query == f"like={first.rpartition('-')[2]}"
    page = site.get(address).text
    assert "the same thread?" in visible(page)
    beside = f"{second}/changes?beside={first.rpartition('-')[2]}"
    assert f'href="{beside}"' in page
    assert "And a fifth one" in visible(site.get(beside).text)
    assert "the same thread?" not in visible(site.get(second).text)


def test_of_several_those_that_look_alike_are_listed(site: Site) -> None:
    first = keep(site, THREAD)
    longer = THREAD.replace("4/4", "4/5").replace("You can", "And a fifth one, a week later. 5/5\n\nYou can")
    data = {"token": site.token(), "file": [(_file(longer), "a.txt"), (_file(OTHER), "b.txt")]}
    preview = site.client.post("/", data=data, content_type="multipart/form-data")
    assert preview.status_code == 200
    form = Html(preview.text)
    fields: dict[str, list[str]] = {}
    for one in form.all("input"):
        if one.attributes.get("name") and one.attributes.get("type") in ("hidden", "checkbox"):
            fields.setdefault(one.attributes["name"], []).append(one.attributes.get("value", ""))
    page = site.client.post("/keep", data=fields).text
    assert "The same thread?" in visible(page)
    assert page.count(f'href="{first}"') == 1


def _file(text: str) -> object:
    import io

    return io.BytesIO(text.encode())


@pytest.mark.parametrize(
    "query", ["updated=1", "updated=9", "updated=x", "like=ffffffffffffffffffff", "like=,,", "like=<b>", "updated="]
)
def test_an_address_that_somebody_made_up_says_nothing(site: Site, query: str) -> None:
    first = keep(site, THREAD)
    page = site.get(f"{first}?{query}")
    assert page.status_code == 200
    assert 'class="message arrival"' not in page.text


def test_what_is_private_is_not_shown_by_an_address(site: Site) -> None:
    hidden = keep(site, OTHER)
    first = keep(site, THREAD)
    library, key = Library(site.settings), hidden.rpartition("-")[2]
    library.update_edits(key, lambda _, edits, __: type(edits)(visibility="private"))
    assert "lanterns" not in site.get(f"{first}?like={key}").text
    assert site.get(f"{first}/changes?beside={key}").status_code == 404


def keep_two(site: Site) -> tuple[str, str]:
    """A thread, and one that goes on, kept as two: their addresses."""
    first = keep(site, THREAD)
    longer = THREAD.replace("4/4", "4/5").replace("You can", "And a fifth one, a week later. 5/5\n\nYou can")
    return first, keep(site, longer).partition("?")[0]


def test_a_button_makes_two_that_look_alike_one(site: Site) -> None:
    first, second = keep_two(site)
    Library(site.settings).tag(second, ["harbours"])
    page = site.get(f"{second}/changes?beside={first.rpartition('-')[2]}")
    answer = site.client.post(f"{second}/join", data=Html(page.text).fields(f"{second}/join"))
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{first}?updated=2"
    kept = site.get(answer.headers["Location"]).text
    assert "this is its capture 2" in visible(kept)
    assert "And a fifth one" in visible(kept)
    assert "harbours" in visible(kept)
    assert site.get(second).headers["Location"].endswith(first), "the other's address leads there"
    assert len(site.get("/api/v1/threads").get_json()["threads"]) == 1
    assert "a week later" in visible(site.get(f"{first}/changes").text)
    assert Library(site.settings).archive.verify().ok


def test_two_threads_are_not_joined_and_the_page_says_why(site: Site) -> None:
    first, other = keep(site, THREAD), keep(site, OTHER)
    beside = f"{first}/changes?beside={other.rpartition('-')[2]}"
    fields = Html(site.get(beside).text).fields(f"{first}/join")
    assert site.client.post(f"{first}/join", data=fields | {"token": "x"}).status_code == 403
    assert site.client.post(f"{first}/join", data=fields | {"other": first.rpartition("-")[2]}).status_code == 400
    Library(site.settings).update_edits(other, lambda _, edits, __: type(edits)(visibility="private"))
    assert site.client.post(f"{first}/join", data=fields).status_code == 404
    assert len(Library(site.settings).list()) == 2
