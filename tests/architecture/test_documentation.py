"""The documentation: the site has every page and no other, links lead somewhere, the reference names what exists."""

from __future__ import annotations

import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.support.paths import CHECKOUT, DOCS
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
