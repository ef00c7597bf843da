"""No circle in what modules import: not between modules, not between the children of any package, one level at a time.

Inside the packages that are layered, nothing imports a higher layer. What is imported within a function, or for type
checks alone, is left out: it is not needed to load the module.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.support.source import child_graph, circle, imports, imports_when_loaded, module_graph, modules

GRAPH = module_graph(modules())
PACKAGES = sorted({name.rpartition(".")[0] for name in GRAPH})
#: The order inside packages that are layered, from the lowest layer to the highest: a child (module or package) imports
#: those of lower layers only. One that is not named is above all that are. test_web_layers.py has that of the web app.
ORDER: dict[str, tuple[str, ...]] = {
    "account_exports": (
        "base containers",
        "export_format json_values threading",
        "bluesky kept_records mastodon thread_builder threads",
        "scan x",
    ),
    "account_exports.scan": (
        "index json_stream process",
        "reader select",
        "scanner",
        "worker",
    ),
    "account_exports.x": (
        "json_values",
        "media text",
        "long_article",
        "raw_post",
        "note_tweets v1",
        "build_post v2",
        "fast_path",
        "api_json archive",
        "grailbird",
    ),
    "account_import": (
        "jobs",
        "selection",
        "report",
        "preparation",
        "worker",
    ),
    "archive": (
        "checksummed_lines fsync model paths sketches",
        "bagit ledger sidecars staging twins",
        "manifest salvage",
        "catalog",
        "deduplicate",
        "reader recovery verify",
        "writer",
        "store",
    ),
    "archive.catalog": (
        "rows schema",
        "files names",
        "store",
        "interface",
        "queries",
        "follower",
        "questions",
    ),
    "article": (
        "counters diff lexicon sources",
        "markers",
        "post_text",
        "indentation lists",
        "blocks",
        "joins title",
    ),
    "documents.pdf_layout": (
        "model",
        "rows",
        "margins",
        "lines",
    ),
    "edits": (
        "model",
        "anchors",
        "ownership",
        "apply",
        "blocks",
        "decisions",
    ),
    "linkcheck": (
        "http metadata status",
        "politeness service",
        "wayback",
        "checker",
    ),
    "linkcheck.http": (
        "network response target",
        "fake_network transport",
        "client",
    ),
    "linkcheck.metadata": (
        "clean html",
        "fields jsonld",
        "posts",
        "select",
        "pdf",
    ),
    "readers": (
        "base boilerplate dates draft language refusal segmentation",
        "completeness input registry",
        "assemble markdown_syntax printed_page",
        "text",
        "html",
        "markdown own_article",
    ),
    "readers.own_article": (
        "body delta",
        "record_writer",
        "record_reader",
        "reader",
    ),
    "readers.segmentation": (
        "lattice lines model weights",
        "features numbering",
        "post_length",
        "grid",
        "layouts",
        "segment",
    ),
    "readers.text": (
        "base body newsletter_marks table_shape ui_labels",
        "line_patterns page_foot plain unroller_sites",
        "comment_marks post_header",
        "not_a_thread",
        "page_headers",
        "social_page_parser",
        "post_footer quoted_sections",
        "between_posts",
        "social_page thread_reader",
    ),
    "search": (
        "ast index_dir words worker",
        "analysis relevance",
        "documents query",
        "engine query_edit",
        "completion expansion indexer",
        "matching sync",
        "results tantivy_engine whoosh_engine",
        "index",
    ),
    "search.tantivy_engine": (
        "schema",
        "compile",
        "scorer",
        "engine",
    ),
    "search.whoosh_engine": (
        "codec",
        "segment_merge segments",
        "evaluate",
        "scorer",
        "engine",
    ),
    "writers": (
        "common organisation_list user_markdown_blocks",
        "citations html_parts markdown text user_markdown",
        "html",
    ),
}


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(GRAPH) == []


@pytest.mark.parametrize("package", PACKAGES, ids=lambda name: name or "unroller")
def test_no_children_of_a_package_import_each_other_in_a_circle(package: str) -> None:
    assert circle(child_graph(GRAPH, package)) == []


def list_breaches(children: Mapping[str, set[str]], order: Sequence[str]) -> list[str]:
    """Where the children of a package break their order, and names that are no children."""
    layers = [row.split() for row in order]
    height = {name: number for number, names in enumerate(layers) for name in names}
    wrong = [
        f"{name} imports {other}"
        for name, others in children.items()
        for other in others
        if height.get(other, len(layers)) >= height.get(name, len(layers) + 1)
    ]
    return sorted([*wrong, *(f"{name} is not there" for name in height.keys() - children.keys())])


@pytest.mark.parametrize("package", ORDER)
def test_the_children_of_a_package_keep_its_order(package: str) -> None:
    assert list_breaches(child_graph(GRAPH, package), ORDER[package]) == []


def test_the_checks_can_fail(tmp_path: Path) -> None:
    texts = {
        "a/__init__.py": "",
        "a/one.py": "from unroller.b.one import x\n",
        "a/two.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from unroller.b import two\n",
        "b/__init__.py": "",
        "b/one.py": "def x():\n    from unroller.a import one\n",
        "b/two.py": "try:\n    import unroller.a.two\nexcept ImportError:\n    pass\n",
        "c.py": "from unroller.d import y\n",
        "d.py": "from unroller.c import z\n",
        "e.py": "from unroller.c import z\n",
    }
    for name, text in texts.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    graph = module_graph(modules(tmp_path))
    assert graph["a.one"] == {"b.one"}
    assert graph["a.two"] == graph["b.one"] == set()
    assert graph["b.two"] == {"a.two"}
    assert circle(graph) == ["c", "d"]
    assert child_graph(graph, "") == {"a": {"b"}, "b": {"a"}, "c": {"d"}, "d": {"c"}, "e": {"c"}}
    assert circle(child_graph(graph, "")) == ["a", "b", "c", "d"]
    assert imports(tmp_path / "a/two.py") == {"typing.TYPE_CHECKING", "unroller.b.two"}
    assert imports_when_loaded(tmp_path / "a/two.py") == {"typing.TYPE_CHECKING"}
    assert circle({"a": {"b"}, "b": {"a"}, "c": {"a"}, "d": set()}) == ["a", "b"]
    children = {"a": {"b"}, "b": set(), "c": {"a"}, "new": {"c"}}
    assert list_breaches(children, ("b", "a", "c")) == []
    assert list_breaches(children, ("a b", "c d")) == ["a imports b", "d is not there"]
    assert list_breaches({**children, "b": {"new"}}, ("b", "a", "c")) == ["b imports new"]
