# ruff: noqa: E501 - rows as a program writes them
"""Rows and tables of Twitter Web Exporter: threads of several accounts, words as they were written, other tables refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.account_exports.test_edge_cases import scanned
from tests.support.paths import DATA
from unroller.account_exports.base import PostContext, RecordError
from unroller.account_exports.x import web_export
from unroller.account_exports.x.json_values import JsonObject
from unroller.errors import NoThreadError
from unroller.model import Capture
from unroller.readers import read


def row(number: int, text: str, parent: int | None = None, *, who: str = "limo_demo", **more: Any) -> JsonObject:
    return {
        "id": str(1800000000000002000 + number),
        "created_at": f"2024-06-10 23:0{number}:00 -05:00",
        "full_text": text,
        "media": [],
        "screen_name": who,
        "name": who.title(),
        "profile_image_url": "https://pbs.twimg.com/profile_images/1/a.jpg",
        "user_id": "77" if who == "limo_demo" else "88",
        "in_reply_to": None if parent is None else str(1800000000000002000 + parent),
        "retweeted_status": None,
        "quoted_status": None,
        "favorite_count": number,
        "favorited": False,
        "url": f"https://twitter.com/{who}/status/{1800000000000002000 + number}",
    } | more


PICTURE = {
    "type": "photo",
    "url": "https://t.co/pic",
    "thumbnail": "https://pbs.twimg.com/media/L1?format=jpg&name=thumb",
    "original": "https://pbs.twimg.com/media/L1?format=jpg&name=orig",
    "ext_alt_text": "Limo, en un cubo",
}
ROWS = [
    row(3, "Tres &amp; fin.", 2),
    row(1, 'Uno, con "limo";\n\ny más https://t.co/pic', media=[PICTURE]),
    row(2, "Dos: C\\nada", 1, quoted_status="1700000000000000009"),
    row(4, "A stranger's word", 1, who="fan_demo"),
    row(5, "RT @fan_demo: A stranger's word", retweeted_status="1800000000000002004"),
]


def as_table(rows: list[JsonObject], sign: str = ",", *, escape: bool = True) -> bytes:
    """As the exporter writes a table: line breaks in texts as two signs; or as a spreadsheet saves it again."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=sign, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerow(rows[0])
    for one in rows:
        values = [
            json.dumps(value) if isinstance(value, list) else "" if value is None else str(value)
            for value in one.values()
        ]
        writer.writerow([value.replace("\n", "\\n") if escape else value for value in values])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def parse(data: bytes) -> dict[str, tuple[str, str | None]]:
    records = [record for one in (data,) for record in web_export.iter_records(one)]
    posts = [web_export.build_row_post(record, PostContext()).post for record in records]
    return {post.id or "": (post.text, post.published.value) for post in posts}


@pytest.mark.parametrize(("sign", "escape"), [(",", True), (";", False), ("\t", True)])
def test_a_table_is_read_as_its_rows(sign: str, escape: bool) -> None:
    data = as_table([one for one in ROWS if "C\\n" not in one["full_text"]], sign, escape=escape)
    assert web_export.detect_file("twitter-Bookmarks.csv", data)
    found = parse(data)
    assert found["1800000000000002001"] == ('Uno, con "limo";\n\ny más', "2024-06-11T04:01:00Z")
    assert found["1800000000000002003"][0] == "Tres & fin."


def test_a_row_says_who_answers_whom_and_what_is_shown() -> None:
    heads = [web_export.summarize(json.dumps(one).encode()) for one in ROWS]
    assert [head.parent for head in heads] == [
        "1800000000000002002",
        None,
        "1800000000000002001",
        "1800000000000002001",
        None,
    ]
    assert [head.repost for head in heads] == [False, False, False, False, True]
    parsed = web_export.build_row_post(json.dumps(ROWS[1]).encode(), PostContext())
    assert [(one.kind, one.url, one.alt) for one in parsed.post.attachments] == [
        ("image", "https://pbs.twimg.com/media/L1?format=jpg&name=orig", "Limo, en un cubo")
    ]
    assert parsed.author
    assert (parsed.author.handle, parsed.author.id) == ("limo_demo", "77")
    quoting = web_export.build_row_post(json.dumps(ROWS[2]).encode(), PostContext()).post
    assert quoting.text == "Dos: C\\nada"
    assert [quote.url for quote in quoting.quotes] == ["https://x.com/i/web/status/1700000000000000009"]


def test_the_record_of_x_in_a_row_says_more() -> None:
    whole = {
        "__typename": "Tweet",
        "rest_id": "1800000000000002001",
        "core": {"user_results": {"result": {"rest_id": "77", "core": {"screen_name": "limo_demo", "name": "Limo"}}}},
        "legacy": {
            "id_str": "1800000000000002001",
            "full_text": "Uno https://t.co/a",
            "created_at": "Mon Jun 10 09:01:00 +0000 2024",
            "entities": {
                "urls": [{"url": "https://t.co/a", "expanded_url": "https://limo.example/a", "indices": [4, 18]}]
            },
        },
    }
    post = web_export.build_row_post(
        json.dumps(row(1, "Uno https://t.co/a", metadata=whole)).encode(), PostContext()
    ).post
    assert post.text == "Uno https://limo.example/a"


@pytest.mark.parametrize(
    "record", [{}, {"id": "x", "full_text": "a"}, {"id": "1800000000000002001"}, {"id": None, "full_text": None}]
)
def test_a_row_that_is_no_post_is_refused(record: JsonObject) -> None:
    with pytest.raises(RecordError):
        web_export.summarize(json.dumps(record).encode())


TABLES = {
    "another program's columns": "id,created,text,author\n1,2024-06-10,One post,weir\n2,2024-06-11,Another,weir\n",
    "words for columns": "Date posted;Text of it;Likes;Link\n10.6.2024;Eins;3;https://x.com/a/status/1\n11.6.2024;Zwei;4;https://x.com/a/status/2\n",
    "tabs": "id\ttext\tlikes\turl\n1\tUno\t3\thttps://x.com/a/status/1\n",
}


@pytest.mark.parametrize("text", TABLES.values(), ids=list(TABLES))
def test_a_table_with_other_columns_is_no_thread(text: str) -> None:
    with pytest.raises(NoThreadError, match="table of data"):
        read(Capture(text.encode(), name="posts.csv"))


@pytest.mark.parametrize(
    "text",
    [
        "Salt, pepper, flour, yeast: that is all.\n\nNo sugar, no milk, no eggs, no hurry.",
        "One, two, three, four\nwe counted them all, and then again, and again, and again.\nNobody believed us.",
    ],
)
def test_commas_make_no_table(text: str) -> None:
    assert read(Capture(text.encode()))


@pytest.mark.parametrize("name", ["rows.json", "rows-with-records.json", "table.csv"])
def test_a_file_of_the_exporter_holds_a_thread(name: str, tmp_path: Path) -> None:
    (thread,), _ = scanned(tmp_path, DATA / "web-export" / name)
    assert thread.author
    assert (thread.author.handle, len(thread.posts), thread.capture.format) == ("weir_demo", 2, "x-web-export")


@pytest.mark.parametrize("suffix", ["json", "csv"])
def test_threads_are_put_together_whatever_the_order(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"bookmarks.{suffix}"
    path.write_bytes(json.dumps(ROWS, indent=2).encode() if suffix == "json" else as_table(ROWS))
    (thread,), report = scanned(tmp_path, path)
    assert [post.text for post in thread.posts][::2] == ['Uno, con "limo";\n\ny más', "Tres & fin."]
    assert (len(thread.posts), report.found, report.adds_up) == (3, 5, True)
