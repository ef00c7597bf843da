"""The library's pages: lists and their orders, overviews, the picture over time, several threads at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.site import Html, Site, visible
from unroller.edits import Edit
from unroller.library import Library
from unroller.model import Capture
from unroller.web.library.presenters import SORTS

TEXTS = {
    "silt": "Silt is slow, and nobody sees it come. https://ports.example.org/a #harbour 1/2\n\nIt ends here. 2/2\n\n"
    "You can follow @ebb_and_flow.\n",
    "lanterns": "Lanterns were lit at four. https://www.ports.example.org/b #night 1/2\n\nThe end of it. 2/2\n\n"
    "You can follow @ebb_and_flow.\n",
    "moths": "All the moths of a year on one balcony, counted. #night #harbour 1/3\n\nSecond. 2/3\n\nThird. 3/3\n\n"
    "You can follow @mothlight_ines.\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    library = Library(site.settings)
    for name, (date, tags) in {
        "silt": ("2019-05", ["sea"]),
        "lanterns": ("2021", []),
        "moths": ("", ["sea", "To do"]),
    }.items():
        outcome = next(iter(library.add([Capture(TEXTS[name].encode(), name)])))
        assert outcome.added
        library.edit(outcome.added.id, Edit(published=date, tags=tags))
    return site


def titles(page: str) -> list[str]:
    found = re.findall(r'class="card-title"[^>]*><a [^>]*>([^<]*)', page)
    return [title.split()[0].lower() for title in found]


def ids(site: Site, *begins: str) -> list[str]:
    summaries = Library(site.settings).list()
    return [next(one.id for one in summaries if one.title.lower().startswith(begin)) for begin in begins]


def send(site: Site, do: str, chosen: list[str], tag: str = "", back: str = "/threads") -> str:
    token = Html(site.get("/threads").text).fields("/threads")["token"]
    answer = site.client.post("/threads", data={"token": token, "id": chosen, "do": do, "tag": tag, "back": back})
    assert answer.status_code == 200, visible(answer.text)
    return answer.text


def test_lists(site: Site) -> None:
    assert titles(site.get("/threads").text) == ["all", "lanterns", "silt"]
    assert titles(site.get("/by/Ebb_and_flow").text) == ["lanterns", "silt"]
    assert titles(site.get("/tag/sea").text) == ["all", "silt"]
    assert titles(site.get("/tag/To%20do").text) == ["all"]
    assert titles(site.get("/tag/harbour").text) == ["all", "silt"]
    assert titles(site.get("/year/2019").text) == ["silt"]
    for path in ("/year/1999", "/year/x", "/year/20190", "/by/nobody", "/tag/none"):
        assert site.get(path).status_code == 404
    assert "It ends here." in visible(site.get("/threads").text)
    assert "It ends here." in visible(site.get("/").text)


def test_a_tag_and_a_hashtag_of_one_name_share_a_page(site: Site) -> None:
    Library(site.settings).edit(ids(site, "lanterns")[0], Edit(tags=["Harbour"]))
    page = site.get("/tag/harbour").text
    assert titles(page) == ["all", "lanterns", "silt"]
    assert "Threads tagged or with # Harbour" in visible(page)


def test_orders(site: Site) -> None:
    assert titles(site.get("/threads?sort=published").text) == ["lanterns", "silt", "all"]
    assert titles(site.get("/threads?sort=oldest").text) == ["silt", "lanterns", "all"]
    assert titles(site.get("/threads?sort=title").text) == ["all", "lanterns", "silt"]
    assert titles(site.get("/threads?sort=author").text) == ["silt", "lanterns", "all"]
    assert titles(site.get("/threads?sort=length").text)[0] == "all"
    assert titles(site.get("/threads?sort=nonsense").text) == ["all", "lanterns", "silt"]
    for sort in SORTS:
        assert f'href="/threads?sort={sort}"' in site.get("/threads").text or sort == "kept"


def test_overviews(site: Site) -> None:
    tags = visible(site.get("/tags").text)
    assert "Your tags sea 2 threads" in tags
    assert "#night 2 threads" in tags
    assert "@ebb_and_flow 2 threads @mothlight_ines 1 thread" in visible(site.get("/authors").text)


def test_the_picture_is_a_table_too(site: Site) -> None:
    page = site.get("/threads").text
    assert page.count('class="bar"') == 2
    table = page[page.index("<table>") :]
    assert re.findall(r'href="(/year/\d+)"', table) == ["/year/2019", "/year/2021"]
    assert "1 thread without a known date" in visible(page)
    assert "<svg" not in site.get("/year/2019").text


def test_an_empty_library_teaches(tmp_path: Path) -> None:
    site = Site(tmp_path)
    for path, says in (("/threads", "unroller add"), ("/tags", "No thread has a tag"), ("/authors", "No author")):
        page = site.get(path)
        assert page.status_code == 200
        assert says in visible(page.text)
    assert site.files() == {}


def test_several_threads_are_tagged_and_it_is_taken_back(site: Site) -> None:
    chosen = ids(site, "silt", "lanterns")
    page = send(site, "tag", chosen, "Water, sea")
    assert "2 threads tagged “Water, sea”" in visible(page)
    assert titles(site.get("/tag/water").text) == ["lanterns", "silt"]
    assert [hit.id for hit in Library(site.settings).search("tag:water").hits]
    fields = Html(page).fields("/threads")
    again = site.client.post("/threads", data={**fields, "id": chosen, "do": "untag", "tag": "Water"})
    assert "2 threads without “Water”" in visible(again.text)
    assert site.get("/tag/water").status_code == 404
    assert "They all were so before." in visible(send(site, "untag", chosen, "Water"))


def test_undoing_a_tag_does_not_touch_threads_that_had_it(site: Site) -> None:
    page = send(site, "tag", ids(site, "silt", "lanterns"), "sea")
    assert re.findall(r'name="id" value="([0-9a-f]+)"', page) == ids(site, "lanterns")


def test_removing_asks_first(site: Site) -> None:
    chosen = ids(site, "silt", "lanterns")
    page = send(site, "remove", chosen, back="/tag/sea?page=1")
    assert "Remove 2 threads for good?" in visible(page)
    assert 'href="/tag/sea?page=1"' in page
    assert len(Library(site.settings).list()) == 3
    page = send(site, "removed", [*chosen, "ffffffffffffffffffff"])
    assert "2 threads removed" in visible(page)
    assert titles(site.get("/threads").text) == ["all"]
    assert Library(site.settings).search("lanterns").hits == ()


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"do": "tag", "tag": "x"}, 400), ({"do": "tag", "id": "*"}, 400), ({"do": "nonsense", "id": "*"}, 400),
     ({"do": "tag", "tag": "x" * 90, "id": "*"}, 413), ({"do": "removed", "id": "*", "token": "x"}, 403)],
)  # fmt: skip
def test_what_cannot_be_done_with_several(site: Site, fields: dict[str, str], status: int) -> None:
    chosen = ids(site, "silt")
    token = Html(site.get("/threads").text).fields("/threads")["token"]
    data: dict[str, object] = {"token": token, "back": "https://evil.example/", **fields}
    if "id" in data:
        data["id"] = chosen
    answer = site.client.post("/threads", data=data)
    assert answer.status_code == status
    assert "evil.example" not in answer.text
    assert len(Library(site.settings).list()) == 3
