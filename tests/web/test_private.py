"""A private thread is nowhere: on no page, in no file, in no count; its address answers like an unknown one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from werkzeug.routing import Rule

from tests.support.site import OTHER, THREAD, Html, Site
from unroller.archive import Archive
from unroller.cli.commands import cli
from unroller.edits import ThreadEdits
from unroller.edits.decisions import Edit
from unroller.library import Library
from unroller.web import create_app

SECRET = (
    "The quarrelsome heron of Vexley keeps a diary of everything. #heronry 1/3\n\n"
    "It writes it in chalk: https://vexley.example/diary is where the pages are. 2/3\n\n"
    "Nobody but the heron may read it. 3/3\n\nYou can follow @vexley_heron.\n"
)
#: Words that stand in the private thread alone.
WORDS = re.compile(r"quarrelsome|vexley|heron|chalk", re.IGNORECASE)
#: What is put into the places of an address, beside the thread's key.
FILLED = {
    "handle": ["vexley_heron", "@vexley_heron"], "tag": ["heronry", "kept-back"], "year": ["2021"],
    "suffix": ["md", "json", "txt", "html", "bib", "ris", "csl.json"], "kind": ["bib"],
    "filename": ["unroller.css"], "sha256": ["0" * 64], "ext": ["png"],
}  # fmt: skip
ASKED = (
    "heron", "vexley*", "from:vexley_heron", "herron", "tag:kept-back", "visibility:private", "#heronry",
    "site:vexley.example", "since:2021", "quarrelsome or lantern", "sort:new has:link",
)  # fmt: skip
#: Words of it that nobody asks for; those that are asked for, a page says back.
UNASKED = re.compile(r"keeps a diary|chalk|where the pages|nobody but", re.IGNORECASE)


class Private:
    """A site that keeps two threads for everybody and one for nobody."""

    def __init__(self, folder: Path) -> None:
        self.site = Site(folder)
        self.site.keep(THREAD)
        self.site.keep(OTHER)
        self.path = self.site.keep(SECRET)
        self.id = self.path.rpartition("-")[2]
        self.library = Library(self.site.settings)
        self.library.edit(self.id, Edit(visibility="private", tags=["kept-back"], published="2021-03"))

    def private_site(self) -> Site:
        """The same, started with --private."""
        self.site.app = create_app(self.site.settings, private=True)
        self.site.client = self.site.app.test_client()
        return self.site


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Private:
    return Private(tmp_path_factory.mktemp("private"))


def addresses(rule: Rule, keys: list[str]) -> list[str]:
    """The addresses of a rule with all that may stand in its places."""
    found = [rule.rule]
    for name in sorted(rule.arguments):
        place = re.compile(rf"<[^<>]*\b{name}>")
        given = keys if name == "key" else FILLED.get(name, ["1"])
        found = [place.sub(value, one) for one in found for value in given]
    return found


def test_no_address_of_the_site_says_a_word_of_it(hidden: Private) -> None:
    asked = [hidden.id, hidden.path.removeprefix("/t/"), hidden.id[:8]]
    seen = 0
    for rule in hidden.site.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        for path in addresses(rule, asked):
            queries = (
                [f"?q={one.replace('#', '%23')}" for one in ASKED] if "search" in path or "suggest" in path else []
            )
            for query in ["", *queries]:
                answer = hidden.site.get(path + query)
                seen += 1
                said = (answer.get_data(as_text=True) + str(answer.headers)).replace(path, "")
                words = UNASKED if query or "heron" in path else WORDS
                assert not words.search(said), (path, query)
                assert f"-{hidden.id}" not in said, (path, query)
                assert query or "kept-back" not in said, path
    assert seen > 90


def test_its_address_answers_like_an_unknown_one(hidden: Private) -> None:
    unknown = "0" * len(hidden.id)
    for rule in hidden.site.app.url_map.iter_rules():
        if "key" not in rule.arguments:
            continue
        for method in ("GET", "POST"):
            if method not in (rule.methods or ()):
                continue
            for one, two in zip(addresses(rule, [hidden.id]), addresses(rule, [unknown]), strict=True):
                mine, other = (hidden.site.client.open(path, method=method, buffered=True) for path in (one, two))
                assert mine.status_code == other.status_code == 404, one
                assert mine.text.replace(hidden.id, unknown) == other.text, one
                assert list(mine.headers.keys()) == list(other.headers.keys())


def test_it_counts_nowhere(hidden: Private) -> None:
    site = hidden.site
    assert site.get("/health").json == {"status": "ok", "threads": 2}
    listed = site.get("/api/v1/threads").json
    assert listed is not None
    assert listed["total"] == len(listed["threads"]) == 2
    found = site.get("/api/v1/search?q=heron or lantern or river&facets=1").json
    assert found is not None
    assert found["threads"] == 2
    assert site.get("/api/v1/suggest?q=from:v").json == {"query": "from:v", "suggestions": []}
    assert site.get("/by/vexley_heron").status_code == site.get("/tag/heronry").status_code == 404


def test_several_at_once_do_not_reach_it(hidden: Private) -> None:
    site = hidden.site
    for do in ("tag", "untag", "remove", "removed"):
        data = {"token": site.token(), "id": [hidden.id], "tag": "found", "back": "/threads", "do": do}
        answer = site.client.post("/threads", data=data)
        assert not WORDS.search(answer.text)
    assert hidden.library.archive.read_state(hidden.id).tags == ("kept-back",)


def test_a_site_of_its_own_shows_it_and_says_so(tmp_path: Path) -> None:
    hidden = Private(tmp_path)
    site = hidden.private_site()
    for path in ("/", "/threads", hidden.path, "/search?q=heron", "/by/vexley_heron"):
        page = site.get(path)
        assert page.status_code == 200, path
        assert '<span class="private">Private</span>' in page.text, path
    assert site.get("/health").json == {"status": "ok", "threads": 3}


def test_the_page_for_mending_hides_a_thread_and_shows_it_again(tmp_path: Path) -> None:
    site = Site(tmp_path)
    path = site.keep(THREAD)
    fields = Html(site.get(f"{path}/edit").text).fields(f"{path}/edit")
    answer = site.client.post(f"{path}/edit", data={**fields, "visibility": "secret", "do": "save"})
    assert answer.status_code == 400
    answer = site.client.post(f"{path}/edit", data={**fields, "visibility": "private", "do": "save"})
    assert answer.headers["Location"] == "/?private"
    assert "It is private now" in site.get("/?private").text
    assert site.get(path).status_code == 404
    site.app = create_app(site.settings, private=True)
    site.client = site.app.test_client()
    fields = Html(site.get(f"{path}/edit").text).fields(f"{path}/edit")
    assert fields["was_visibility"] == "private"
    site.client.post(f"{path}/edit", data={**fields, "visibility": "public", "do": "save"})
    assert Site(tmp_path).get(path).status_code == 200


def test_keeping_it_again_leaves_it_private(hidden: Private) -> None:
    preview = hidden.site.paste(SECRET)
    answer = hidden.site.client.post("/keep", data=Html(preview.text).fields("/keep"))
    assert answer.headers["Location"] == "/?private"
    assert hidden.library.archive.read_state(hidden.id).visibility == "private"


def test_the_command_line_shows_it_marked(hidden: Private) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(cli, [*words, "--archive", str(hidden.site.settings.archive)])
        assert result.exit_code == 0, result.output
        return result.output

    marked = [line for line in run("list").splitlines() if "[private]" in line]
    assert len(marked) == 1
    assert marked[0].startswith(hidden.id)
    assert run("list", "--json").count('"visibility": "private"') + run("list", "--json").count(
        '"visibility":"private"'
    )
    assert "this thread is private" in run("show", hidden.id)


def test_a_damaged_private_thread_stays_hidden(tmp_path: Path) -> None:
    hidden = Private(tmp_path)
    root = hidden.site.settings.archive
    for path in root.glob("threads/*/*heron*/v0001/data/thread.json"):
        path.chmod(0o600)
        path.write_text("{}")
    summaries = {one.id: one for one in Archive.open(root).list()}
    assert summaries[hidden.id].visibility == "private"
    assert ThreadEdits().visibility == "public"
