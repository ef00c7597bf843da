"""Long articles in repositories: Standard.site's documents as several programs write them, and WhiteWind's entries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.account_exports.test_edge_cases import scanned
from tests.support.builders import small_accounts as small
from tests.support.builders.bluesky import DID, Link
from unroller.account_exports.base import PostContext, RecordError
from unroller.account_exports.bluesky.repository import FORMAT
from unroller.account_import import Selection
from unroller.article import build_article
from unroller.model import Thread

POSTS = {"3kaa": small.bluesky_post(1, "A thread"), "3kab": small.bluesky_post(2, "of two", "3kaa")}
BLOB = {"$type": "blob", "ref": Link(b"\x01\x55\x12\x20" + b"\x07" * 32), "mimeType": "image/png", "size": 5}


def leaflet(*blocks: dict[str, Any]) -> dict[str, Any]:
    page = {"$type": "pub.leaflet.pages.linearDocument", "blocks": [{"block": one} for one in blocks]}
    return {"$type": "pub.leaflet.content", "pages": [page]}


def block(kind: str, plaintext: str = "", **more: Any) -> dict[str, Any]:
    return {"$type": f"pub.leaflet.blocks.{kind}", **({"plaintext": plaintext} if plaintext else {}), **more}


def document(content: dict[str, Any] | None, **more: Any) -> dict[str, Any]:
    held = {"content": content} if content else {}
    return {
        "$type": "site.standard.document", "site": "https://heron.example", "path": "/estuary", "title": "The estuary",
        "publishedAt": "2025-07-01T10:00:00.000Z", **held, **more,
    }  # fmt: skip


def read(tmp_path: Path, records: dict[str, Any], selection: Selection | None = None) -> list[Thread]:
    path = tmp_path / "repo.car"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(small.repository({**POSTS, **records}))
    threads, receipt = scanned(tmp_path, path, selection or Selection())
    assert receipt.adds_up
    return threads


def text(tmp_path: Path, content: dict[str, Any] | None, **more: Any) -> str:
    threads = read(tmp_path, {"site.standard.document/3kdoc": document(content, **more)})
    assert [len(thread.posts) for thread in threads] == [2, 1]  # it is kept as threads are
    return threads[1].posts[0].text


def test_a_document_of_blocks_keeps_headings_lists_links_and_pictures(tmp_path: Path) -> None:
    facet = {"index": {"byteStart": 5, "byteEnd": 9},
             "features": [{"$type": "pub.leaflet.richtext.facet#link", "uri": "https://tide.example/é"}]}  # fmt: skip
    nested = [{"content": block("text", "within")}]
    content = leaflet(
        block("text", "Sée here, and on.", facets=[facet]), block("header", "Mud", level=2),
        block("blockquote", "Said"),
        block("unorderedList", children=[{"content": block("text", "one"), "children": nested},
                                         {"content": block("text", "two")}]),
        block("orderedList", startIndex=3, children=[{"content": block("text", "cut")},
                                                     {"content": block("text", "weigh")}]),
        block("horizontalRule"), block("code", "if x:\n    go()"), block("image", image=BLOB, alt="A heron"),
        block("website", src="https://quay.example/", title="The quay"), block("math", tex="a^2"),
    )  # fmt: skip
    thread = read(tmp_path, {"site.standard.document/3kdoc": document(content)})[1]
    post = thread.posts[0]
    assert post.text.split("\n\n") == [
        "The estuary", "Sée here, and on.", "## Mud", "> Said", "- one\n  - within\n- two", "3. cut\n4. weigh",
        "if x:\n    go()", "The quay", "a^2",
    ]  # fmt: skip
    assert [(run.text, run.url) for run in post.runs if run.kind == "url"] == [
        ("here", "https://tide.example/é"), ("The quay", "https://quay.example/"),
    ]  # fmt: skip
    assert [one.alt for one in post.attachments] == ["A heron"]
    assert (post.url, post.published.value) == ("https://heron.example/estuary", "2025-07-01T10:00:00Z")
    article = build_article(thread)
    assert article.title == "The estuary"
    assert [one.kind for one in article.blocks].count("heading") >= 1


def test_a_document_of_another_program_is_read_by_what_its_blocks_share(tmp_path: Path) -> None:
    def item(kind: str, **more: Any) -> dict[str, Any]:
        return {"$type": f"blog.pckt.block.{kind}", **more}

    nested = item("orderedList", content=[item("listItem", content=[item("text", plaintext="drinnen")])])
    entries = [item("listItem", content=[item("text", plaintext="eins"), nested])]
    content = {"$type": "blog.pckt.content", "items": [
        item("heading", plaintext="Flut", level=1), item("text", plaintext="Ein Absatz."),
        item("bulletList", content=entries), item("blockquote", content=[item("text", plaintext="Zitat")]),
        item("image", attrs={"blob": BLOB, "alt": "Watt"}),
    ]}  # fmt: skip
    assert text(tmp_path, content).split("\n\n") == [
        "The estuary", "# Flut", "Ein Absatz.", "- eins\n  1. drinnen", "> Zitat",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["markdown", "rawMarkdown"])
def test_a_document_in_markdown_keeps_its_lines(tmp_path: Path, key: str) -> None:
    words = "# Low water\n\nSee [the table](https://tide.example/t) **now**.\n\n```\nx = [1](2)\n```"
    content = {"$type": "at.markpub.markdown", "text": {"$type": "at.markpub.text", key: words}}
    assert text(tmp_path, content) == ("The estuary\n\n# Low water\n\nSee the table now.\n\n```\nx = [1](2)\n```")


def test_where_the_content_is_not_understood_the_plain_text_is_taken(tmp_path: Path) -> None:
    content = {"$type": "example.unheard.of", "nodes": [{"inner": "secret words"}]}
    assert text(tmp_path, content, textContent="All the words.\n\nAnd more.") == (
        "The estuary\n\nAll the words.\n\nAnd more."
    )
    assert text(tmp_path / "b", None, description="In short.") == "The estuary\n\nIn short."


def test_an_entry_of_whitewind_is_an_article_unless_it_is_its_authors_alone(tmp_path: Path) -> None:
    def entry(title: str, **more: Any) -> dict[str, Any]:
        return {"$type": "com.whtwnd.blog.entry", "title": title, "content": "## Vor\n\nEin *Wort*.",
                "createdAt": "2025-02-03T04:05:06.000Z", **more}  # fmt: skip

    threads = read(tmp_path, {
        "com.whtwnd.blog.entry/3kw1": entry("Offen", visibility="public"),
        "com.whtwnd.blog.entry/3kw2": entry("Geheim", visibility="author"),
    })  # fmt: skip
    assert [thread.posts[0].text for thread in threads[:1]] == ["Offen\n\n## Vor\n\nEin *Wort*."]
    assert len(threads) == 2
    assert threads[0].url == f"https://whtwnd.com/{DID}/3kw1"


def test_the_address_of_a_document_is_that_of_its_publication(tmp_path: Path) -> None:
    mud = small.at("self", "site.standard.publication")
    publication = {"$type": "site.standard.publication", "name": "Mud", "url": "https://mud.example/"}
    threads = read(tmp_path, {
        "site.standard.publication/self": publication,
        "site.standard.document/3kdoc": document(None, site=mud, textContent="x"),
    })  # fmt: skip
    assert threads[1].url == "https://mud.example/estuary"


def test_articles_stay_out_where_only_long_threads_are_wanted(tmp_path: Path) -> None:
    records = {"site.standard.document/3kdoc": document(None, textContent="x")}
    assert read(tmp_path, records, Selection(min_posts=3)) == []


def test_a_document_without_title_and_text_is_counted_as_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "repo.car"
    path.write_bytes(small.repository({**POSTS, "site.standard.document/3kdoc": {"site": "https://x.example"}}))
    assert scanned(tmp_path, path)[1].outcome_counts["unreadable"] == 1


LOOSE = st.recursive(
    st.one_of(st.none(), st.integers(-5, 5), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from("$type plaintext content children items block blocks pages text level facets".split()),
            inner,
        ),
    ),
    max_leaves=12,
)


@given(LOOSE, st.sampled_from(["content", "pages", "title", "site", "coverImage", "publishedAt"]))
def test_nothing_but_a_record_error_is_raised(value: Any, key: str) -> None:
    held = {"uri": small.at("3k", "site.standard.document"), "value": {**document(None), key: value}}
    record = json.dumps(held).encode()
    for call in (FORMAT.summarize, lambda one: FORMAT.build_post(one, PostContext())):
        try:
            call(record)
        except RecordError:
            continue
