"""Count the modules that one request passes: those of which a function ran, and those that were loaded for it.

    .venv/bin/python benchmarks/modules.py

Two requests: the preview of a pasted text (``Library.preview``), and a search page through Flask's test client. Each is
asked twice, with different words: of a fresh process (loading counts), and of a warm one (only what runs counts). The
modules are printed in the order in which they are passed, with the first function that ran.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import unroller
from unroller.config import Settings
from unroller.library import Library
from unroller.model import Capture

ROOT = Path(unroller.__file__).parent
FIRST = (
    "A harbour has a tide table, and nobody reads it.\n\n"
    "I read it every morning, and wrote down what I saw. https://example.org/tides\n\n"
    "On the ninth of March the sea came an hour late, and nobody was there to see it.\n"
)
SECOND = FIRST.replace("harbour", "quay").replace("March", "April")


def passed(action: Callable[[], object]) -> dict[str, str]:
    """The modules of ours that `action` passes, each with the first function of it that runs."""
    found: dict[str, str] = {}

    def note(frame: FrameType, event: str, _arg: object) -> None:
        path = frame.f_code.co_filename
        if event == "call" and path.startswith(str(ROOT)):
            parts = Path(path).relative_to(ROOT).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
            if found.get(name, "<module>") == "<module>":
                found[name] = frame.f_code.co_name

    sys.setprofile(note)
    try:
        action()
    finally:
        sys.setprofile(None)
    return found


def package(module: str) -> str:
    """The package that a module is in: of a package's own module, that package."""
    folder = ROOT.joinpath(*module.split("."))
    return module if folder.is_dir() else module.rpartition(".")[0]


def show(title: str, found: dict[str, str]) -> None:
    """Print what was passed."""
    ran = [name for name, function in found.items() if function != "<module>"]
    packages = {package(name) or "unroller" for name in ran}
    print(f"{title}: {len(ran)} modules of {len(packages)} packages ran; {len(found)} ran or were loaded")
    for name in found:
        print(f"  {name or 'unroller'}: {found[name]}")
    print()


def main() -> None:
    """Print both requests, fresh and warm."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        library = Library(Settings(folder / "archive", folder / "index"))
        show("preview, fresh", passed(lambda: library.preview(Capture(FIRST.encode(), name="paste"))))
        show("preview, warm", passed(lambda: library.preview(Capture(SECOND.encode(), name="paste"))))
        list(library.add([Capture(FIRST.encode(), name="first"), Capture(SECOND.encode(), name="second")]))
        library.refresh()
        from unroller.web import create_app

        client = create_app(library.settings).test_client()
        show("search page, fresh", passed(lambda: client.get("/search?q=tide")))
        show("search page, warm", passed(lambda: client.get("/search?q=morning")))


if __name__ == "__main__":
    main()
