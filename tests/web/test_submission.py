"""Handing over: a look before reading, what other programs share, and nothing lost by an error."""

from __future__ import annotations

import io
import json
from pathlib import Path
from unittest import mock

import pytest

from tests.support.site import OTHER, THREAD, Html, Site, visible
from unroller.web.preview import views


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def look(site: Site, text: str, **more: object) -> object:
    return site.client.post("/look", data={"text": text, "token": site.token(), **more}).json


def test_a_look_says_what_it_sees_and_keeps_nothing(site: Site) -> None:
    before = site.files()
    seen = look(site, THREAD)
    assert isinstance(seen, dict)
    assert "4 posts by @ebb_and_flow, 1 line set aside" in seen["says"]
    assert site.files() == before
    as_file = look(site, "", file=(io.BytesIO(OTHER.encode()), "other.txt"))
    assert isinstance(as_file, dict)
    assert "2 posts" in as_file["says"]
    assert look(site, "   ") == {"says": mock.ANY, "refused": True}


def test_a_look_has_its_bounds(site: Site) -> None:
    assert site.client.post("/look", data={"text": THREAD}).status_code == 403
    large = site.client.post("/look", data={"text": "x" * (2 * views.LOOK_BYTES + 1), "token": site.token()})
    assert large.status_code == 413
    with mock.patch.object(views, "_LOOKS") as looks:
        looks.acquire.return_value = False
        assert site.client.post("/look", data={"text": THREAD, "token": site.token()}).status_code == 503
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert site.client.post("/look", data={"token": site.token()}, headers=foreign).status_code == 403


@pytest.mark.parametrize(
    ("fields", "held"),
    [
        ({"text": "A post 1/2"}, "A post 1/2"),
        ({"title": "A title", "url": "https://example.org/1"}, "A title\n\nhttps://example.org/1"),
        ({"title": "A title", "text": "See https://example.org/1", "url": "https://example.org/1"}, "See https://example.org/1"),
        ({"files": (io.BytesIO("Ein Öltest".encode()), "a.txt")}, "Ein Öltest"),
        ({"text": "</textarea><script>alert(1)</script>"}, "</textarea><script>alert(1)</script>"),
        ({}, ""),
    ],
)  # fmt: skip
def test_what_is_shared_stands_in_the_box_and_is_not_read(site: Site, fields: dict[str, object], held: str) -> None:
    answer = site.client.post("/share", data=fields, content_type="multipart/form-data")
    assert answer.status_code == 200
    assert "Not kept yet" not in answer.text
    _, _, rest = answer.text.partition("<textarea")
    inside = rest.partition(">\n")[2].partition("</textarea>")[0]
    assert Html(f"<p>{inside}</p>").text == held


def test_the_manifest_names_icons_that_are_there(site: Site) -> None:
    answer = site.get("/manifest.webmanifest")
    assert answer.mimetype == "application/manifest+json"
    about = json.loads(answer.text)
    for icon in about["icons"]:
        with site.client.get(icon["src"]) as held:
            assert held.status_code == 200
            assert held.mimetype == icon["type"]
    assert about["share_target"]["action"] == "/share"


def test_what_was_typed_comes_back_with_an_error_of_ours(site: Site) -> None:
    with mock.patch("unroller.library.Library.preview", side_effect=RuntimeError("broken")):
        answer = site.paste("Every word of it & more")
    assert answer.status_code == 500
    assert "Every word of it & more" in visible(answer.text)
    form = Html(site.paste(THREAD).text).fields("/keep")
    with mock.patch("unroller.library.Library.add_readings", side_effect=RuntimeError("broken")):
        answer = site.client.post("/keep", data=form)
    assert answer.status_code == 500
    assert "The culprit is the breakwater" in visible(answer.text)
