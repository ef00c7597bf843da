"""``unroller add`` and ``read`` of the export of an account."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from unroller.cli.commands import cli
from unroller.config import load_settings
from unroller.errors import MisuseError, NoThreadError
from unroller.library.reading import read as read_capture
from unroller.model import Capture


def tweet(number: int, text: str, parent: int | None = None) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id_str": str(number), "full_text": text, "created_at": "Wed Oct 10 20:19:24 +0000 2018", "lang": "en",
        "display_text_range": ["0", str(len(text))], "entities": {"urls": [], "user_mentions": [], "hashtags": []},
        "favorite_count": "1", "retweet_count": "0",
    }  # fmt: skip
    if parent:
        record |= {"in_reply_to_status_id_str": str(parent), "in_reply_to_user_id_str": "77"}
    return {"tweet": record}


TWEETS = [tweet(9003, "Alone"), tweet(9002, "and its second post", 9001), tweet(9001, "A thread of two")]
POSTS = b"window.YTD.tweets.part0 = " + json.dumps(TWEETS, indent=2).encode()


def account(path: Path, claimed: int = 3) -> Path:
    files = [{"fileName": "data/tweets.js", "globalName": "YTD.tweets.part0", "count": str(claimed)}]
    manifest = {
        "userInfo": {"accountId": "77", "userName": "gull", "displayName": "Gull"}, "archiveInfo": {},
        "dataTypes": {"tweets": {"files": files}},
    }  # fmt: skip
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("data/manifest.js", b"window.__THAR_CONFIG = " + json.dumps(manifest).encode())
        made.writestr("data/tweets.js", POSTS)
    return path


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("UNROLLER_ARCHIVE", str(tmp_path / "archive"))

    def run(*words: object) -> Result:
        return CliRunner().invoke(cli, [str(word) for word in words])

    return run


def test_an_export_is_listed_kept_and_accounted_for(run: Any, tmp_path: Path) -> None:
    export, written = account(tmp_path / "gull.zip"), tmp_path / "receipt.json"
    listed = run("add", export, "--dry-run", "--json", "--singles")
    assert [json.loads(line)["root"] for line in listed.stdout.splitlines()] == ["9001", "9003"]
    assert not (tmp_path / "archive").exists()
    added = run("add", export, "--json", "--receipt", written)
    assert added.exit_code == 0, added.output
    (record,) = map(json.loads, added.stdout.splitlines())
    assert set(record) == {"capture", "id", "version", "status", "path", "title", "similar"}
    assert record["status"] == "added"
    assert "3 posts = 2 in threads, 1 single posts" in added.stderr
    receipt = json.loads(written.read_text())
    assert (receipt["found"], receipt["adds_up"], receipt["kept"]) == (3, True, [record["id"]])
    assert json.loads(run("add", export, "--json").stdout)["status"] == "present"
    assert list(load_settings(tmp_path / "archive").imports.iterdir()) == []
    source = run("show", record["id"], "--source").stdout_bytes
    (reading,) = read_capture(Capture(source, "source.json"))
    assert [post.text for post in reading.thread.posts] == ["A thread of two", "and its second post"]
    assert reading.thread.author is not None
    assert reading.thread.author.handle == "gull"


def test_another_count_than_claimed_is_said_and_exits_with_3(run: Any, tmp_path: Path) -> None:
    result = run("add", account(tmp_path / "gull.zip", claimed=5))
    assert result.exit_code == 3
    assert "says it has 5 posts, and 3 were found" in result.stderr


def test_an_export_is_read_and_nothing_is_stored(run: Any, tmp_path: Path) -> None:
    lone = tmp_path / "tweets.js"
    lone.write_bytes(POSTS)
    result = run("read", lone, "--to", "json")
    assert [[post["text"] for post in json.loads(line)["posts"]] for line in result.stdout.splitlines()] == [
        ["A thread of two", "and its second post"]
    ]
    assert not (tmp_path / "archive").exists()
    broken = tmp_path / "other.zip"
    broken.write_bytes(b"PK\3\4" + bytes(99))
    result = run("read", broken)
    assert result.exit_code == 1
    assert "other.zip: this ZIP is damaged" in result.stderr


def test_options_of_exports_go_with_exports(run: Any, tmp_path: Path) -> None:
    lone = tmp_path / "thread.txt"
    lone.write_text("1/ One\n\n2/ Two\n")
    result = run("add", lone, "--dry-run")
    assert isinstance(result.exception, MisuseError)
    result = run("add", account(tmp_path / "gull.zip"), "--singles", "--min-posts", "3")
    assert isinstance(result.exception, MisuseError)


def test_pasted_json_is_read_as_an_export_or_refused() -> None:
    (reading,) = read_capture(Capture(POSTS, "paste"))
    assert len(reading.thread.posts) == 2
    with pytest.raises(NoThreadError, match="data"):
        read_capture(Capture(b'{"weather": [{"rain": true}], "town": "Hull"}', "paste"))
