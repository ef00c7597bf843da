"""The web app as a visitor without a browser meets it: every page, every form, every refusal."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote, unquote

import pytest

from tests.support.site import ARABIC, OTHER, THREAD, Html, Site, is_harmless, visible
from unroller.limits import Limits
from unroller.messages import Message, Recorded
from unroller.model import Capture
from unroller.web.library.views import CARDS
from unroller.web.presenters import escape_name, format_day, format_sentence, mark_spans
from unroller.web.search.presenters import HITS


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def kept(site: Site) -> tuple[Site, str]:
    return site, site.keep(THREAD)


# -- handing in --


def test_the_front_page_has_one_box_a_file_field_and_a_sample(site: Site) -> None:
    page = Html(site.get("/").text)
    assert [area.attributes["name"] for area in page.all("textarea")] == ["text"]
    assert [field.attributes["name"] for field in page.all("input") if field.attributes.get("type") == "file"] == [
        "file"
    ]
    assert any(link.attributes.get("href") == "/?sample" for link in page.all("a"))


def test_the_sample_can_be_read_as_it_stands(site: Site) -> None:
    box = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", site.get("/?sample").text, re.S)
    assert box
    preview = site.paste(box[1])
    assert preview.status_code == 200
    assert "8 posts" in visible(preview.text)


def test_a_preview_shows_the_article_and_stores_nothing(site: Site) -> None:
    preview = site.paste(THREAD)
    assert preview.status_code == 200
    said = visible(preview.text)
    assert "slow water drops what it carries" in said
    assert "Not kept yet" in said
    assert "4 posts" in said
    assert "You can follow" in said  # in the ledger of what was set aside
    assert 'href="https://ports.example.org/survey"' in preview.text
    assert not site.settings.archive.exists()


def test_a_preview_says_what_is_missing_and_shows_what_others_wrote(site: Site) -> None:
    header = "Ebb\n·\nMar 3\n"
    answer = site.paste(
        f"{header}1/4 Silt is slow.\n{header}2/4 Sand is not.\nThis Post is unavailable.\n"
        f"{header}4/4 It is late and the\n"
        f"Old Pilot\n·\nMar 4\nMy father said so too.\n{header}He was right.\n"
    )
    page = Html(answer.text).text
    assert page.count("The page says: This Post is unavailable.") == 2  # above the text, and in what is good to know
    assert "of the author's count" not in page
    assert "Post 3 stops in mid-sentence" in page
    assert "by Old Pilot" in page
    assert "the author’s later reply" in page
    assert "by Ebb" in page
    assert "@" not in page.partition("Good to know")[0]


def test_keeping_leads_to_a_page_of_its_own(kept: tuple[Site, str]) -> None:
    site, path = kept
    assert re.fullmatch(r"/t/[a-z0-9-]+-[0-9a-f]{20}", path)
    answer = site.get(path)
    assert answer.status_code == 200
    page = Html(answer.text)
    ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
    assert [anchor for anchor in ids if re.fullmatch(r"p\d+", anchor)] == ["p1", "p2", "p3", "p4"]
    assert any(link.attributes.get("href") == "https://ports.example.org/survey" for link in page.all("a"))
    assert "ask the fishermen" in page.text


def test_keeping_the_same_thread_again_leads_to_the_same_page(kept: tuple[Site, str]) -> None:
    site, path = kept
    assert site.keep(THREAD) == path
    assert len(site.get("/api/v1/threads").get_json()["threads"]) == 1


@pytest.mark.parametrize(
    ("data", "file_name"),
    [
        (THREAD.encode(), "thread.txt"),
        (THREAD.replace("\n", "\r\n").encode(), "notes/windows ends.txt"),
        (THREAD.encode("utf-16"), "été.txt"),
    ],
)
def test_a_file_is_kept_byte_for_byte(site: Site, data: bytes, file_name: str) -> None:
    path = site.keep("", file=(io.BytesIO(data), file_name))
    source = site.get(f"{path}/source")
    assert source.data == data
    assert source.headers["Content-Disposition"].startswith("attachment")
    assert source.mimetype == "application/octet-stream"
    assert site.get(f"{path}.json").get_json()["capture"]["name"] == file_name.rpartition("/")[2]


def test_a_paste_keeps_its_line_ends_though_forms_rewrite_them(site: Site) -> None:
    path = site.keep(THREAD.replace("\n", "\r\n"))
    assert site.get(f"{path}/source").data == THREAD.encode()


@pytest.mark.parametrize("text", ["", "   \n\n ", "\0" * 50, "Latest Threads Unrolled:\n"])
def test_what_is_no_thread_is_answered_with_the_box_filled_again(site: Site, text: str) -> None:
    answer = site.paste(text)
    assert answer.status_code in (415, 422)
    page = Html(answer.text)
    assert page.all("textarea")
    assert 'role="alert"' in answer.text
    assert text.strip("\0 \n") in page.text


def test_text_and_file_together_are_asked_about_and_nothing_typed_is_lost(site: Site) -> None:
    answer = site.paste(THREAD, file=(io.BytesIO(OTHER.encode()), "other.txt"))
    assert answer.status_code == 400
    assert "slow water drops what it carries" in Html(answer.text).text


def test_the_text_can_be_changed_from_the_preview(site: Site) -> None:
    fields = Html(site.paste(THREAD).text).fields("/keep")
    answer = site.client.post("/", data={**fields, "again": "1"})
    assert answer.status_code == 200
    box = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.S)
    assert box
    assert "slow water drops what it carries" in box[1]


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        (Message("there is nothing in it").about("paste"), "There is nothing in it"),
        (Message("two were left out").about("data/note.js"), "data/note.js: two were left out"),
        (Recorded("data/note.js: two were left out"), "data/note.js: two were left out"),
        (Recorded("a.zip, b.zip: no post is in them"), "a.zip, b.zip: no post is in them"),
        (Message("import: choose a file, e.g. a.zip"), "Import: choose a file, e.g. a.zip"),
        (Recorded(""), ""),
    ],
)
def test_sentences_begin_with_a_capital_and_names_stay(message: Message, shown: str) -> None:
    assert format_sentence(message) == shown


def test_too_much_is_refused_with_a_sentence(tmp_path: Path) -> None:
    site = Site(tmp_path, Limits(text_bytes=2000, request_bytes=20_000))
    within = site.paste("word " * 1000)
    assert within.status_code == 413
    assert "word word" in Html(within.text).text
    beyond = site.paste("word " * 10_000)
    assert beyond.status_code == 413
    assert "Front page" in visible(beyond.text)
    packed = site.client.post("/keep", data={"token": site.token(), "data": bomb(3000)})
    assert packed.status_code == 413


def bomb(size: int) -> str:
    from unroller.web.preview.batch import encode

    return encode(b"x" * size)


@pytest.mark.parametrize("data", ["", "%%%", "aGVsbG8=", "\u2603"])
def test_a_form_that_did_not_arrive_whole_is_refused(site: Site, data: str) -> None:
    answer = site.client.post("/keep", data={"token": site.token(), "data": data})
    assert answer.status_code == 400
    assert Html(answer.text).all("textarea")
    assert not site.settings.archive.exists()


def test_an_archive_that_cannot_be_written_is_said_and_the_preview_stays(site: Site) -> None:
    site.keep(OTHER)
    staging = site.settings.archive / "staging"
    shutil.rmtree(staging, ignore_errors=True)
    staging.write_text("in the way")
    site = Site(site.settings.archive.parent)
    preview = site.paste(THREAD)
    answer = site.client.post("/keep", data=Html(preview.text).fields("/keep"))
    assert answer.status_code == 507
    assert "slow water drops what it carries" in visible(answer.text)
    assert Html(answer.text).fields("/keep")["data"] == Html(preview.text).fields("/keep")["data"]
    assert site.get("/").status_code == 200


# -- a kept thread --


def test_as_posted_shows_counters_and_marks(kept: tuple[Site, str]) -> None:
    site, path = kept
    article, posted = site.get(path).text, site.get(f"{path}?view=posts").text
    assert "🧵 1/4" in visible(posted)
    assert "- leave a gap in the wall\n" in Html(posted).text
    assert all(f'id="p{number}"' in posted for number in range(1, 5))
    assert "river 1/4" not in visible(article)


def test_searched_words_are_marked(kept: tuple[Site, str]) -> None:
    site, path = kept
    page = site.get(f"{path}?q=breakwater").text
    assert "<mark>breakwater</mark>" in page
    assert "/search?q=breakwater" in page
    assert "<mark>breakwater</mark>" in site.get(f"{path}?view=posts&q=breakwater").text


def test_other_addresses_of_a_thread_redirect_for_good(kept: tuple[Site, str]) -> None:
    site, path = kept
    key = path.rpartition("-")[2]
    for other in (key, key[:8], f"another-title-{key}"):
        answer = site.get(f"/t/{other}?q=water")
        assert answer.status_code == 308
        assert answer.headers["Location"] == f"{path}?q=water"


@pytest.mark.parametrize(
    "path", ["/t/nothing-here", "/t/nothing.md", "/t/x/source", "/nothing", "/by/nobody", "/tag/none"]
)
def test_what_is_not_there_is_a_404_with_the_way_back(site: Site, path: str) -> None:
    answer = site.get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_a_download_is_called_as_the_thread_in_its_own_script(tmp_path: Path) -> None:
    site = Site(tmp_path)
    path = site.keep(ARABIC)
    name = site.get(f"{path}.html").headers["Content-Disposition"]
    plain, _, own = name.partition("; filename*=UTF-8''")
    assert plain == 'attachment; filename="thread.html"'
    assert own.isascii()
    assert unquote(own) == "كيف تعلّمت أن أعدّ الفراشات من شرفة واحدة طوال عام كامل؟.html"
    cited = site.get(f"{path}/sources.bib").headers["Content-Disposition"]
    assert unquote(cited).endswith("كامل؟-sources.bib")
    assert "طوال" in unquote(site.get(f"{path}/source").headers["Content-Disposition"])
    latin = site.keep(THREAD)
    assert site.get(f"{latin}.md").headers["Content-Disposition"].endswith('.md"')


def test_files_of_a_thread(kept: tuple[Site, str]) -> None:
    site, path = kept
    for suffix, mimetype, sign in (
        ("md", "text/markdown", "# Why do harbours"),
        ("txt", "text/plain", "slow water"),
        ("json", "application/json", '"posts"'),
        ("html", "text/html", "<!DOCTYPE html>"),
    ):
        answer = site.get(f"{path}.{suffix}")
        assert answer.status_code == 200
        assert answer.mimetype == mimetype
        assert sign in answer.text
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Content-Disposition"].startswith("attachment" if suffix == "html" else "inline")
        again = site.get(f"{path}.{suffix}", headers={"If-None-Match": answer.headers["ETag"]})
        assert again.status_code == 304
    assert json.loads(site.get(f"{path}.json").text)["posts"][1]["text"].startswith("The culprit")


def test_removing_asks_first(kept: tuple[Site, str]) -> None:
    site, path = kept
    question = site.get(f"{path}/remove")
    assert question.status_code == 200
    assert site.get(path).status_code == 200
    answer = site.client.post(f"{path}/remove", data=Html(question.text).fields(f"{path}/remove"))
    assert answer.status_code == 303
    assert "Removed" in visible(site.get(answer.headers["Location"]).text)
    assert site.get(path).status_code == 404
    assert "No kept thread" in visible(site.get("/search?q=breakwater").text) or "Nothing is kept" in visible(
        site.get("/search?q=breakwater").text
    )


# -- finding --


def test_search_opens_at_the_post(kept: tuple[Site, str]) -> None:
    site, path = kept
    page = site.get("/search?q=breakwater").text
    assert f'href="{path}?q=breakwater#p2"' in page
    assert "<mark>breakwater</mark>" in page
    assert "Post 2 of 4" in page


def test_search_that_finds_nothing_offers_less(kept: tuple[Site, str]) -> None:
    site, _ = kept
    page = site.get("/search?q=%22breakwater%22+zeppelin*").text
    assert 'href="/search?q=%22breakwater%22"' in page
    assert "No kept thread" in visible(page)


def test_search_in_an_empty_library_points_to_the_box(site: Site) -> None:
    for path in ("/search", "/search?q=anything"):
        assert 'href="/?sample"' in site.get(path).text


@pytest.mark.parametrize(
    "query", ['"unclosed', "((", "from:", "AND OR", "*", "-", "a" * 5000, "\0", "<b>", "%", "\u202e"]
)
def test_no_query_breaks_the_search(kept: tuple[Site, str], query: str) -> None:
    site, _ = kept
    answer = site.get(f"/search?q={quote(query)}")
    assert answer.status_code == 200
    assert "<b>" not in answer.text.replace('<b dir="auto">', "")
    assert site.get(f"/api/v1/search?q={quote(query)}").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "x", "999999999999999999999", "", "2"])
def test_no_page_number_breaks_a_list(kept: tuple[Site, str], page: str) -> None:
    site, _ = kept
    for path in ("/search?q=water&", "/threads?"):
        assert site.get(f"{path}page={page}").status_code in (200, 302)


def test_lists_by_author_and_hashtag(kept: tuple[Site, str]) -> None:
    site, path = kept
    site.keep(OTHER)
    for listing in ("/by/ebb_and_flow", "/by/EBB_and_Flow", "/tag/silt"):
        page = site.get(listing)
        assert page.status_code == 200
        assert f'href="{path}"' in page.text
        assert "lanterns" not in page.text
    assert "2 threads" in visible(site.get("/threads").text)


def test_a_thread_leads_to_its_author_and_its_hashtags(kept: tuple[Site, str]) -> None:
    site, path = kept
    links = {link.attributes.get("href", "") for link in Html(site.get(path).text).all("a")}
    for listing in ("/by/ebb_and_flow", "/tag/silt"):
        assert listing in links
        assert site.get(listing).status_code == 200


def test_lists_are_paged_and_follow_what_is_kept(site: Site) -> None:
    assert "This is how a library begins" in visible(site.get("/threads").text)
    texts = [f"Thread number {number} is about tides. 1/2\n\nIt ends. 2/2\n" for number in range(CARDS + 5)]
    list(site.app.extensions["unroller"].library.add(Capture(text.encode(), "x") for text in texts))
    first, second = site.get("/threads").text, site.get("/threads?page=2").text
    assert first.count('class="card"') == CARDS
    assert 'rel="next" href="/threads?page=2"' in first
    assert 'rel="prev" href="/threads?page=1"' in second
    found, more = site.get("/search?q=tides").text, site.get("/search?q=tides&page=2").text
    assert 'href="/search?q=tides&amp;page=2"' in found
    assert f"{CARDS + 5} threads" in visible(found)
    assert len(set(re.findall(r'href="(/t/[^"]*)#p1"', found + more))) == 2 * HITS


def test_the_front_page_lists_the_latest(kept: tuple[Site, str]) -> None:
    site, path = kept
    assert f'href="{path}"' in site.get("/").text


def test_records_for_programs(kept: tuple[Site, str]) -> None:
    site, path = kept
    key = path.rpartition("-")[2]
    listed = site.get("/api/v1/threads").get_json()
    assert (listed["total"], listed["threads"][0]["id"]) == (1, key)
    assert len(site.get(f"/api/v1/threads/{key}").get_json()["posts"]) == 4
    hits = site.get("/api/v1/search?q=breakwater").get_json()["hits"]
    assert (hits[0]["id"], hits[0]["post"]) == (key, 2)
    missing = site.get("/api/v1/threads/nothing")
    assert (missing.status_code, missing.get_json()["status"]) == (404, 404)
    assert site.get("/health").get_json() == {"status": "ok", "threads": 1}


# -- what pages are made of --


def test_every_page_is_well_made(kept: tuple[Site, str]) -> None:
    site, path = kept
    paths = ["/", "/?sample", path, f"{path}?view=posts", f"{path}?q=water", f"{path}/remove", "/search"]
    paths += ["/search?q=water", "/search?q=zzz", "/threads", "/by/ebb_and_flow", "/help", "/nothing"]
    for text in [*(site.get(each).text for each in paths), site.paste(THREAD).text, site.paste("").text]:
        page = Html(text)
        assert len(page.all("h1")) == 1, text
        assert len(page.all("main")) == 1
        assert page.all("html")[0].attributes["lang"] == "en"
        ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids)), sorted(ids)
        labelled = {label.attributes.get("for") for label in page.all("label")}
        for control in page.all("input") + page.all("textarea"):
            if control.attributes.get("type") not in ("hidden", "file"):  # the file field stands inside its label
                assert control.attributes.get("id") in labelled
        assert not any("style" in element.attributes for element in page.elements)
        assert not any(name.startswith("on") for element in page.elements for name in element.attributes)
        assert all(is_harmless(script) for script in page.all("script"))
        assert not page.all("style")
        for element in page.all("a"):
            target = element.attributes.get("href", "")
            if target.startswith("#"):
                assert target[1:] in ids, target
            elif not target.startswith("/"):
                assert target.startswith(("http://", "https://"))
                assert {"noopener", "noreferrer", "nofollow", "ugc"} <= set(element.attributes.get("rel", "").split())
        for tag, key in (("script", "src"), ("img", "src"), ("link", "href")):
            for element in page.all(tag):
                if element.attributes.get("rel") != "canonical" and key in element.attributes:
                    assert element.attributes[key].startswith("/")


@pytest.mark.parametrize(
    ("value", "people"),
    [
        ("2020-11-22T10:00:00.123Z", "22 November 2020"),
        ("2020-11", "November 2020"),
        ("2020", "2020"),
        ("1999-12-31", "31 December 1999"),
        ("2020-13-01", "2020"),
        ("yesterday", "yesterday"),
        ("2022-03-03T10:43:00+02:00", "3 March 2022"),
    ],
)
def test_dates_in_words(value: str, people: str) -> None:
    assert format_day(value) == people


def test_marks_never_break_the_escaping() -> None:
    assert (
        mark_spans("a <b> & c", [(2, 5), (4, 6), (8, 9), (40, 50)]) == "a <mark>&lt;b&gt;</mark> &amp; <mark>c</mark>"
    )
    assert (
        format_sentence(Message("there is no text: paste a thread").about("paste"))
        == "There is no text: paste a thread"
    )
    assert escape_name("safe\u202egpj.exe") == "safe⟨U+202E⟩gpj.exe"


def test_what_is_missing_is_said_before_keeping(site: Site) -> None:
    holed = "The first post has a number. 1/4\n\nSo has the second. 2/4\n\nThe third was lost; this is the last. 4/4\n"
    preview = site.paste(holed).text
    said = re.search(r'<ul class="missing">(.*?)</ul>', preview, re.S)
    assert said
    assert "3" in said[1]


def archive_parser(*threads: tuple[str, ...]) -> str:
    """Several threads as twitter-archive-parser writes them."""
    written = []
    for number, thread in enumerate(threads):
        above = None
        for place, text in enumerate(thread):
            key = 1366000000000000000 + number * 100 + place
            answer = f"Replying to [@ada](https://twitter.com/ada/status/{above})\n\n" if above else ""
            stamp = f"[Mon Mar 01 10:{number:02}:{place:02} +0000 2021](https://twitter.com/ada/status/{key})"
            written.append(f"{answer}{text}\n\n{stamp}\n\n----\n\n")
            above = key
    return "".join(written)


def test_several_threads_at_once_are_shown_kept_and_receipted(site: Site) -> None:
    text = archive_parser(("A first thread about tides.", "It goes on."), ("A second one, about lanterns.", "It ends."))
    preview = site.paste(text)
    assert "2 threads" in visible(preview.text)
    assert "A second one, about lanterns" in visible(preview.text)
    receipt = site.client.post("/keep", data=Html(preview.text).fields("/keep") | {"keep": ["0", "1"]})
    assert receipt.status_code == 200
    pages = [link.attributes["href"] for link in Html(receipt.text).all("a") if "/t/" in link.attributes["href"]]
    assert len(pages) == 2
    assert all(site.get(page).status_code == 200 for page in pages)
    assert "1 March 2021" in visible(site.get(pages[0]).text)
    assert (
        "https://x.com/ada/status/" in site.get(pages[0]).text or "https://twitter.com/ada" in site.get(pages[0]).text
    )


def test_a_damaged_thread_is_said_and_the_others_stay_readable(kept: tuple[Site, str]) -> None:
    site, path = kept
    other = site.keep(OTHER)
    record = next(site.settings.archive.rglob(f"*{path[-20:]}/v0001/data/thread.json"))
    data = bytearray(record.read_bytes())
    data[len(data) // 2] ^= 1
    record.chmod(0o644)
    record.write_bytes(bytes(data))
    again = Site(site.settings.archive.parent)
    broken = again.get(path)
    assert broken.status_code == 500
    assert "Traceback" not in broken.text
    assert "thread.json" in visible(broken.text)
    for address in (other, "/", "/threads", "/search?q=lanterns", "/health"):
        assert again.get(address).status_code == 200


def test_a_damaged_index_is_made_anew(kept: tuple[Site, str]) -> None:
    site, path = kept
    assert site.get("/search?q=breakwater").status_code == 200
    for file in site.settings.index.rglob("*"):
        if file.is_file() and file.name != "form-key":
            file.write_bytes(b"noise")
    found = Site(site.settings.archive.parent).get("/search?q=breakwater")
    assert found.status_code == 200
    assert f"{path}?q=breakwater#p2" in found.text
