"""Several files and several threads at once: read, shown, chosen, mended and kept, without a script."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from tests.support.site import OTHER, THREAD, Html, Site, visible
from unroller.library import Library
from unroller.limits import Limits
from unroller.web.preview import batch

BINARY = b"\x7fELF\x00\x01\x02"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def hand_in(site: Site, *files: tuple[str, bytes], **fields: str) -> TestResponse:
    data = {"token": site.token(), "text": "", **fields, "file": [(io.BytesIO(data), name) for name, data in files]}
    return site.client.post("/", data=data, content_type="multipart/form-data")


def sent(page: str, action: str) -> MultiDict[str, str]:
    """All fields of a page's form as a browser sends them, the boxes that are ticked included."""
    found: MultiDict[str, str] = MultiDict()
    inside = False
    for one in Html(page).elements:
        if one.tag == "form":
            inside = one.attributes.get("action") == action
        kind, name = one.attributes.get("type"), one.attributes.get("name")
        ticked = kind == "checkbox" and "checked" in one.attributes and one.attributes.get("form") == "keep"
        if name and one.tag == "input" and ((inside and kind == "hidden") or ticked):
            found.add(name, one.attributes.get("value", ""))
    return found


def put(data: MultiDict[str, str], **fields: str) -> None:
    """Fill in fields of a form."""
    for name, value in fields.items():
        data.setlist(name, [value])


def press(site: Site, page: str, do: str, **fields: str) -> str:
    """Press a button that leads to mending; gives the page that follows."""
    data = sent(page, "/mend" if 'id="mend"' in page else "/keep")
    put(data, do=do, **fields)
    answer = site.client.post("/mend", data=data)
    assert answer.status_code == 200, visible(answer.text)
    return answer.text


def kept(site: Site) -> dict[str, tuple[str, str]]:
    """Titles and notes of what is kept, by the name of the file it is from."""
    lib = Library(site.settings)
    loaded = [lib.load(one.id) for one in lib.list()]
    return {one.thread.capture.name: (lib.build_article(one).title, one.state.notes) for one in loaded}


def test_every_file_is_read_and_kept_and_those_that_cannot_be_are_named(site: Site) -> None:
    page = hand_in(site, ("a.txt", THREAD.encode()), ("b<i>.bin", BINARY), ("c.txt", OTHER.encode()), ("d.txt", b""))
    assert page.status_code == 200
    shown = visible(page.text)
    assert "2 threads" in shown
    assert "A second thread, about lanterns" in shown
    assert "b<i>.bin: This is a program, not text" in shown
    assert "d.txt: " in shown
    receipt = site.client.post("/keep", data=sent(page.text, "/keep"))
    assert receipt.status_code == 200
    assert "b<i>.bin: This is a program, not text" in visible(receipt.text)
    assert set(kept(site)) == {"a.txt", "c.txt"}
    stored = [data for path, data in site.files().items() if "data/source" in path]
    assert sorted(stored) == sorted([THREAD.encode(), OTHER.encode()])


def test_only_what_is_chosen_is_kept(site: Site) -> None:
    page = hand_in(site, ("a.txt", THREAD.encode()), ("c.txt", OTHER.encode())).text
    data = sent(page, "/keep")
    assert data.getlist("keep") == ["0", "1"]
    data.setlist("keep", [])
    refused = site.client.post("/keep", data=data)
    assert refused.status_code == 400
    assert "Nothing was chosen" in visible(refused.text)
    assert sent(refused.text, "/keep").getlist("data") == data.getlist("data")
    data.setlist("keep", ["1", "7", "x"])
    assert site.client.post("/keep", data=data).status_code == 303
    assert set(kept(site)) == {"c.txt"}


def test_every_thread_of_a_preview_can_be_shown_and_mended(site: Site) -> None:
    page = hand_in(site, ("a.txt", THREAD.encode()), ("c.txt", OTHER.encode())).text
    second = press(site, page, "show:1")
    assert "It ends here, in the dark" in visible(second)
    assert "leave a gap" not in visible(second)
    form = press(site, second, "open:1")
    assert "Thread 2 of 2" in visible(form)
    form = press(site, form, "save", title="Lanterns", was_title="", notes="of the second", was_notes="")
    preview = press(site, form, "preview")
    assert "Lanterns" in visible(preview)
    form = press(site, preview, "open:0")
    assert "of the second" not in visible(form)
    data = sent(form, "/mend")
    put(data, do="keep", title="Silt", was_title="", notes="of the first", was_notes="")
    assert site.client.post("/keep", data=data).status_code == 200
    assert kept(site) == {"a.txt": ("Silt", "of the first"), "c.txt": ("Lanterns", "of the second")}


def test_what_was_typed_survives_an_expired_page_and_a_wrong_value(site: Site) -> None:
    page = hand_in(site, ("a.txt", THREAD.encode()), ("c.txt", OTHER.encode())).text
    form = press(site, press(site, page, "open:1"), "save", notes="before", was_notes="")
    for change, status in (({"token": "x"}, 403), ({"published": "soon", "was_published": ""}, 400)):
        data = sent(form, "/mend")
        put(data, title="Typed", was_title="", notes="before", **change)
        for action in ("/mend", "/keep"):
            answer = site.client.post(action, data=data)
            assert answer.status_code == status
            assert "Typed" in answer.text
            assert "before" in answer.text
            assert sent(answer.text, "/mend").getlist("data") == data.getlist("data")
    data = sent(form, "/mend")
    data.setlist("decisions-1", ["broken"])
    assert site.client.post("/mend", data=data).status_code == 400


def test_when_no_file_can_be_read_each_is_named(site: Site) -> None:
    answer = hand_in(site, ("a.bin", BINARY), ("b.txt", b" "))
    assert answer.status_code >= 400
    assert "None of the files could be read." in visible(answer.text)
    assert "a.bin: This is a program, not text" in visible(answer.text)


def test_files_are_bounded_together(tmp_path: Path) -> None:
    site = Site(tmp_path, Limits(text_bytes=2000, together_bytes=3000))
    fits, large = THREAD.encode() * 2, THREAD.encode() * 9
    page = hand_in(site, ("a.txt", fits), ("b.txt", OTHER.encode()), ("c.txt", fits), ("d.txt", large), ("e.txt", fits))
    shown = visible(page.text)
    assert len(sent(page.text, "/keep").getlist("data")) == 3
    assert "d.txt: " in shown
    assert "e.txt: The files together are too large" in shown
    data = sent(page.text, "/keep")
    data.setlist("data", data.getlist("data") * 3)
    assert site.client.post("/keep", data=data).status_code == 413


def test_too_many_files_are_named_and_the_first_are_read(site: Site) -> None:
    files = [(f"{number}.txt", OTHER.encode()) for number in range(batch.MOST_FILES + 2)]
    page = hand_in(site, *files)
    assert page.status_code == 200
    assert f"{batch.MOST_FILES} threads" in visible(page.text)
    assert f"{batch.MOST_FILES + 1}.txt: 50 files" in visible(page.text)


def test_the_line_below_the_box_tells_of_all_files(site: Site) -> None:
    data = {"token": site.token(), "text": "", "file": [(io.BytesIO(one), name) for name, one in
            (("a.txt", THREAD.encode()), ("b.bin", BINARY), ("c.txt", OTHER.encode()))]}  # fmt: skip
    says = site.client.post("/look", data=data, content_type="multipart/form-data").get_json()
    assert "2 threads" in says["says"]
    assert "b.bin: This is a program, not text" in says["says"]
    assert not says["refused"]


TABLE = b"day,high,low\nMon,03:14,09:30\nTue,04:02,10:18\nWed,04:55,11:07\n"


def test_what_does_not_look_like_a_thread_is_read_anyway_when_asked(site: Site) -> None:
    refused = site.paste(TABLE.decode())
    assert refused.status_code == 422
    assert "looks like a table of data" in visible(refused.text)
    assert "Read it anyway" in visible(refused.text)
    assert TABLE.decode().strip() in refused.text
    preview = site.client.post("/", data=sent_by(refused.text, "read-anyway"))
    assert preview.status_code == 200
    assert "Not kept yet" in visible(preview.text)
    mended = press(site, preview.text, "open")
    assert "Mon" in mended
    answer = site.client.post("/keep", data=sent(preview.text, "/keep"))
    assert answer.status_code == 303, visible(answer.text)
    assert "Mon" in site.get(answer.headers["Location"]).text


def test_a_file_among_others_that_does_not_look_like_a_thread(site: Site) -> None:
    preview = hand_in(site, ("thread.txt", THREAD.encode()), ("tides.csv", TABLE))
    assert preview.status_code == 200
    assert "looks like a table of data" in visible(preview.text)
    both = site.client.post("/", data=sent_by(preview.text, "read-anyway"))
    assert "2 threads" in visible(both.text)
    assert "Read it anyway" not in visible(both.text)


def sent_by(page: str, form: str) -> MultiDict[str, str]:
    """All hidden fields of the page's form of this class."""
    found: MultiDict[str, str] = MultiDict()
    inside = False
    for one in Html(page).elements:
        if one.tag == "form":
            inside = one.attributes.get("class") == form
        if one.tag == "input" and inside:
            found.add(one.attributes["name"], one.attributes.get("value", ""))
    return found
