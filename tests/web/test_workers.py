"""`serve --workers`: several processes answer for one archive, none with a stale page; one that dies is replaced."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.site import OTHER, THREAD
from unroller.config import Settings
from unroller.library import Library
from unroller.model import Capture
from unroller.web import supervisor


class Server:
    """The app with two processes."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.settings = Settings(archive=folder / "archive", index=folder / "archive" / "index")
        environment = {**os.environ, "UNROLLER_ARCHIVE": str(folder / "archive"), "CI": "1",
                       "XDG_CACHE_HOME": str(folder / "cache")}  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "unroller", "serve", "--port", "0", *arguments],
            stderr=subprocess.PIPE, text=True, env=environment,
        )  # fmt: skip
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = re.search(r"http://[^ ]*/", line)
        assert found, line
        self.url = found[0]

    def get(self, path: str) -> str:
        """A page, by a connection of its own."""
        with urllib.request.urlopen(self.url + path.lstrip("/"), timeout=60) as answer:
            text: str = answer.read().decode()
            return text

    def workers(self) -> list[int]:
        """The processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return sorted(map(int, children.split()))


def wait_until(holds: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    running = Server(tmp_path, "--workers", "2")
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the kernel does not list a process's children")
def test_no_process_shows_a_stale_page_and_one_that_dies_is_replaced(server: Server) -> None:
    wait_until(lambda: len(server.workers()) == 2)
    library = Library(server.settings)
    keys = []
    for number, text in enumerate((THREAD, OTHER)):
        kept = next(iter(library.add([Capture(text.encode(), f"{number}.txt")]))).added
        assert kept
        keys.append(kept.id)
        for _ in range(12):
            assert f"-{kept.id}" in server.get("/threads")
            assert f'"total":{number + 1}' in server.get("/api/v1/threads")
    killed = server.workers()[0]
    os.kill(killed, signal.SIGKILL)
    wait_until(lambda: len(server.workers()) == 2 and killed not in server.workers())
    library.remove(keys[0])
    for _ in range(12):
        assert f"-{keys[0]}" not in server.get("/threads")
    workers = server.workers()
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(30) == 0
    assert [one for one in workers if Path(f"/proc/{one}").exists()] == []


def test_processes_that_do_not_live_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "PAUSE", 0.0)
    begun = tmp_path / "begun"

    def work() -> None:
        with begun.open("a") as file:
            file.write("x")
        raise ValueError("no good")

    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        with pytest.raises(SystemExit) as stopped:
            supervisor.supervise(work, 2)
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert stopped.value.code == 1
    assert supervisor.MOST_FAILURES <= len(begun.read_text()) <= supervisor.MOST_FAILURES + 2
