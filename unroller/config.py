"""Where things are: the archive, the index, the templates, the limits. Read once, at the edge.

Environment variables, all optional:

``UNROLLER_ARCHIVE``  the archive's folder; default ``./archive``
``UNROLLER_INDEX``    where search indexes live; default ``index`` beside the archive, else the user's cache folder
``UNROLLER_ENGINE``   the search engine, ``whoosh`` or ``tantivy``; default ``whoosh``
``UNROLLER_FETCH``    ``off``: no network requests at all; default ``on``: only on a person's request
``UNROLLER_ORGANISATIONS``  who is cited as an organisation; default ``organisations.txt`` beside the archive
``UNROLLER_HOSTS``    further host names the web app answers to, comma separated; loopback names always work

and for tests alone:

``UNROLLER_TEST_WEB``  ``http=PORT https=PORT ca=FILE hosts=a.example,b.example``: a server on loopback that stands in
                       for these hosts (``*``: all of them); nothing else is reached then. ``UNROLLER_PLAYED_WEB`` is
                       its former name, and is read where it is not set
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from unroller.errors import MisuseError
from unroller.limits import DEFAULT, Limits
from unroller.messages import technical

#: The search engines there are; :data:`unroller.search.engine.ENGINES` knows how each is opened.
ENGINES = ("tantivy", "whoosh")


@dataclass(frozen=True, slots=True)
class FakeWeb:
    """For tests: a server on loopback in place of the web. No request can set this, only whoever starts the program.

    Names in `hosts`, and names below them (``*``: all names), lead there: what goes to their port 80 goes to the port
    `http` on loopback, 443 to `https`, with certificates that `ca` vouches for. No other host exists.
    """

    hosts: tuple[str, ...]
    http: int
    https: int | None = None
    ca: Path | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the two faces need to know about their surroundings."""

    archive: Path
    index: Path
    engine: str = "whoosh"
    hosts: tuple[str, ...] = ()
    limits: Limits = DEFAULT
    #: Whether network requests are allowed; they are sent only on a person's request.
    fetch: bool = True
    fake_web: FakeWeb | None = None
    #: Where a person lists organisations (see docs/citing.md); it need not be there.
    organisations: Path | None = None

    @property
    def imports(self) -> Path:
        """Where imports of whole accounts keep their state until they are done: beside the indexes, disposable too."""
        return self.index / "imports"


def load_settings(
    archive: str | Path | None = None,
    environ: Mapping[str, str] = os.environ,
    *,
    engine: str | None = None,
    fetch: str | None = None,
) -> Settings:
    """Settings from `archive`, `engine` and `fetch` (command-line options, first), the environment, and the defaults.

    `fetch` is ``on`` or ``off``. What the environment has switched off, an option does not switch on.

    Raises:
        MisuseError: the archive's path names something that is not a folder, `fetch` is another word, or the list of
            organisations that was named is not there.
    """
    root = Path(archive or environ.get("UNROLLER_ARCHIVE") or "archive").absolute()
    if root.exists() and not root.is_dir():
        raise MisuseError(
            technical(
                "archive: {root} is a file, not a folder: name the archive's folder with --archive", root=str(root)
            )
        )
    index = environ.get("UNROLLER_INDEX")
    return Settings(
        archive=root,
        index=Path(index).absolute() if index else find_index_folder(root, environ),
        engine=engine or environ.get("UNROLLER_ENGINE") or "whoosh",
        hosts=tuple(h.strip() for h in environ.get("UNROLLER_HOSTS", "").split(",") if h.strip()),
        fetch=_parse_switch(fetch) and _parse_switch(environ.get("UNROLLER_FETCH")),
        fake_web=_parse_fake_web(environ),
        organisations=_find_organisations(root, environ.get("UNROLLER_ORGANISATIONS", "")),
    )


def _parse_switch(word: str | None) -> bool:
    if (value := (word or "on").strip().lower()) not in ("on", "off"):
        raise MisuseError(technical("fetch: {said}: say on or off", said=value))
    return value == "on"


def _find_organisations(archive: Path, named: str) -> Path:
    if not named:
        return archive.parent / "organisations.txt"
    path = Path(named).absolute()
    if not path.is_file():
        raise MisuseError(
            technical(
                "UNROLLER_ORGANISATIONS: {path} is no file: name the list of organisations, or nothing", path=str(path)
            )
        )
    return path


def _parse_fake_web(environ: Mapping[str, str]) -> FakeWeb | None:
    name = "UNROLLER_TEST_WEB" if environ.get("UNROLLER_TEST_WEB") else "UNROLLER_PLAYED_WEB"
    values = dict(word.partition("=")[::2] for word in environ.get(name, "").split())
    if not values:
        return None
    try:
        return FakeWeb(
            hosts=tuple(name for name in values["hosts"].split(",") if name),
            http=int(values["http"]),
            https=int(values["https"]) if "https" in values else None,
            ca=Path(values["ca"]) if "ca" in values else None,
        )
    except (KeyError, ValueError) as error:
        raise MisuseError(
            technical("for tests alone; unroller/config.py says how it is written").about(name)
        ) from error


def find_index_folder(archive: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for search indexes: ``index`` beside `archive`, or the user's cache when that cannot be written.

    An index never lies inside the archive, which may be read-only and is copied and signed as a whole. Nothing is
    created here.
    """
    beside = archive.parent / "index"
    nearest = beside
    while not nearest.exists() and nearest != nearest.parent:
        nearest = nearest.parent
    if os.access(nearest, os.W_OK | os.X_OK):
        return beside
    return find_cache_folder(environ)


def find_cache_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder for indexes in the user's cache, for archives beside which nothing can be written."""
    cache = environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(cache) / "unroller" / "index"


def find_template_folder() -> Path:
    """The Jinja templates: inside the installed package, or one level up in a checkout.

    Found from this module's place, never from the working directory.
    """
    package = Path(__file__).resolve().parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"
