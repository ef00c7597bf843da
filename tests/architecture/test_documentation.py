"""The documentation: the site has every page and no other, links lead somewhere, the reference names what exists."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.support.paths import CHECKOUT, DOCS
from tests.support.source import modules
from unroller import __version__

PAGES = sorted(DOCS.glob("**/*.md"))
FOR_PEOPLE = [*PAGES, *sorted(CHECKOUT.glob("*.md")), CHECKOUT / "findings" / "README.md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")


def in_nav(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    for below in entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else ():
        yield from in_nav(below)


def test_the_nav_lists_every_page_once_and_no_other() -> None:
    site = tomllib.loads((CHECKOUT / "zensical.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(in_nav(site["nav"])) == [page.relative_to(DOCS).as_posix() for page in PAGES]
    assert (CHECKOUT / site["docs_dir"]).samefile(DOCS)
    assert f"/{site['site_dir']}/" in (CHECKOUT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_first_page_links_every_other() -> None:
    linked = set(LINK.findall((DOCS / "index.md").read_text(encoding="utf-8")))
    assert linked >= {page.name for page in PAGES} - {"index.md"}


@pytest.mark.parametrize("page", FOR_PEOPLE, ids=lambda page: page.relative_to(CHECKOUT).as_posix())
def test_links_lead_to_files_that_exist(page: Path) -> None:
    for link in LINK.findall(re.sub(r"^```.*?^```|`[^`\n]*`", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)):
        if not re.match(r"[a-z]+:|#", link):
            target = (page.parent / link.partition("#")[0]).resolve()
            assert target.exists(), link
            assert DOCS in target.parents or DOCS not in page.parents, f"{link}: the site ends at docs/"


def _prose(page: Path) -> str:
    """A page without its blocks of code."""
    return re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)


@pytest.mark.parametrize(
    "page", [page for page in FOR_PEOPLE if page.name != "CHANGELOG.md"], ids=lambda page: page.name
)
def test_what_pages_name_of_the_checkout_is_there(page: Path) -> None:
    """Files by their path or the end of it, modules and what is in them by their dotted names."""
    text = _prose(page)
    for path in re.findall(r"`((?:unroller|tests|benchmarks|templates|findings)/[\w./-]+)`", text):
        assert (CHECKOUT / path).exists(), path
    for name in re.findall(r"`([\w/]+\.py)`", text):
        places = (CHECKOUT / "unroller", CHECKOUT / "tests", CHECKOUT / "benchmarks")
        assert any(f"/{path.as_posix()}".endswith(f"/{name}") for place in places for path in _files(place)), name
    for name in re.findall(r"`unroller\.([\w.]+)", text):
        demand_name(name)
    if page.name == "architecture.md":
        known = {name for name, _ in modules()}
        for name in re.findall(r"`([a-z_0-9]+(?:\.[a-z_0-9]+)+)`", text):
            assert name in known or not (CHECKOUT / "unroller" / name.partition(".")[0]).is_dir(), name


@cache
def _files(folder: Path) -> tuple[Path, ...]:
    return tuple(folder.rglob("*.py"))


def demand_name(name: str) -> None:
    """`name` is a module of the package, or something in one."""
    module = max((known for known, _ in modules() if f"{name}.".startswith(f"{known}.")), key=len, default="")
    assert module, name
    held: object = importlib.import_module(f"unroller.{module}")
    for part in name.removeprefix(module).strip(".").split("."):
        held = getattr(held, part) if part else held


def test_the_check_of_names_can_fail() -> None:
    demand_name("search.engine.Engine.survey")
    with pytest.raises(AttributeError):
        demand_name("search.engine.NoSuchEngine")
    with pytest.raises(AssertionError):
        demand_name("furniture")


def test_the_reference_names_what_exists() -> None:
    names = re.findall(r"^::: (\S+)$", (DOCS / "reference.md").read_text(encoding="utf-8"), re.M)
    assert names
    for name in names:
        assert importlib.import_module(name).__doc__, name


def test_the_version_is_one_and_the_changelog_has_it() -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    headings = re.findall(r"^## (.+)$", (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
    assert headings[0] == "Unreleased"
    dated = [re.fullmatch(r"(\d+\.\d+\.\d+) - \d{4}-\d{2}-\d{2}", heading) for heading in headings[1:]]
    assert all(dated)
    assert dated[0]
    assert dated[0][1] == __version__
    supported = (CHECKOUT / "SECURITY.md").read_text(encoding="utf-8")
    assert f"| {__version__.rpartition('.')[0]} | yes |" in supported


def test_templates_and_hooks_can_be_read_by_those_they_are_for() -> None:
    for template in (CHECKOUT / ".github" / "ISSUE_TEMPLATE").glob("*.md"):
        _, front, body = template.read_text(encoding="utf-8").split("---\n", 2)
        assert set(yaml.safe_load(front)) == {"name", "about"}, template.name
        assert body.strip(), template.name
    hooks = yaml.safe_load((CHECKOUT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    assert [repo["repo"] for repo in hooks] == ["local"]
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8").replace("$(BIN)", ".venv/bin")
    lint = re.search(r"^lint:.*\n((?:\t.*\n)+)", makefile, re.M)
    assert lint
    assert [hook["entry"] for hook in hooks[0]["hooks"]] == [line.strip() for line in lint[1].splitlines()]
