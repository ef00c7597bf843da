"""What is compressed, and what never is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.support.site import THREAD, Html, Site
from unroller.web.middleware import STATIC_FOLDER, minify


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def test_pages_and_text_files_are_compressed_for_those_who_ask(site: Site) -> None:
    path = site.keep(THREAD)
    sheet = next(one.attributes["href"] for one in Html(site.get("/help").text).all("link"))
    for address in (path, sheet, f"{path}.json"):
        whole = site.client.get(address, buffered=True)
        assert "Accept-Encoding" in whole.headers["Vary"]
        assert "Content-Encoding" not in whole.headers
        small = site.client.get(address, headers={"Accept-Encoding": "br, gzip"})
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.data) == minify(whole.data, whole.mimetype)
        assert int(small.headers["Content-Length"]) == len(small.data) < len(whole.data)


@pytest.mark.parametrize(
    "name", ["unroller.css", "accounts.css", "mend.css", "unroller.js", "mend.js", "imports.js", "device.js"]
)
def test_only_prose_leaves_a_file_of_ours(name: str) -> None:
    data = (STATIC_FOLDER / name).read_bytes()
    kind = "text/css" if name.endswith("css") else "text/javascript"
    assert b"`" not in data
    assert len(minify(data, kind)) < len(data)
    for line in minify(data, kind).splitlines():
        assert line in data
        assert not line.startswith((b" ", b"//"))


def test_a_page_with_a_secret_is_not(site: Site) -> None:
    path = site.keep(THREAD)
    for address in ("/", f"{path}/remove"):
        answer = site.client.get(address, headers={"Accept-Encoding": "gzip"})
        assert Html(answer.text).all("form")
        assert "Content-Encoding" not in answer.headers


def test_a_compressed_file_that_did_not_change_is_not_sent_again(site: Site) -> None:
    path = site.keep(THREAD)
    first = site.client.get(f"{path}.json", headers={"Accept-Encoding": "gzip"})
    again = {"Accept-Encoding": "gzip", "If-None-Match": first.headers["ETag"]}
    assert site.client.get(f"{path}.json", headers=again).status_code == 304
