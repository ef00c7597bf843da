"""`serve --open`: the browser comes to an app that answers, and only where somebody sits before a screen."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from unroller.web import server

VISITOR = """#!{python}
import os, sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=30) as answer:
    told = f"{{answer.status}} {{sys.argv[1]}}"
with open({told!r} + ".part", "w") as file:
    file.write(told)
os.replace({told!r} + ".part", {told!r})
"""


@pytest.mark.parametrize(
    ("environ", "platform", "wanted"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"DISPLAY": ":0", "CI": "true"}, "linux", False),
        ({"BROWSER": "firefox"}, "linux", True),
        ({}, "darwin", True),
        ({"SSH_CONNECTION": "a 1 b 2"}, "darwin", False),
        ({"SSH_CONNECTION": "a 1 b 2", "DISPLAY": "localhost:10.0"}, "linux", True),
        ({}, "win32", True),
        ({"CI": "1"}, "win32", False),
    ],
)
def test_a_browser_is_wanted_where_there_is_a_screen(environ: dict[str, str], platform: str, wanted: bool) -> None:
    assert server.has_display(environ, platform) is wanted


def test_the_browser_finds_an_app_that_answers(tmp_path: Path) -> None:
    visitor, told = tmp_path / "visitor", tmp_path / "told"
    visitor.write_text(VISITOR.format(python=sys.executable, told=str(told)), encoding="utf-8")
    visitor.chmod(0o755)
    environment = {**os.environ, "UNROLLER_ARCHIVE": str(tmp_path / "archive"), "BROWSER": str(visitor)}
    environment.pop("CI", None)
    server = subprocess.Popen(
        [sys.executable, "-m", "unroller", "serve", "--host", "0.0.0.0", "--port", "0", "--open"],
        stderr=subprocess.DEVNULL, env=environment,
    )  # fmt: skip
    try:
        until = time.monotonic() + 60
        while not told.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert told.read_text(encoding="utf-8").startswith("200 http://127.0.0.1:")
    finally:
        server.terminate()
        server.wait(20)
