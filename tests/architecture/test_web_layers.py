"""The layers of the web app: what each of its modules may import, and what each of its features consists of."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.source import circle, imports, modules

WEB = "unroller.web"
#: Layers from the lowest to the highest, each with the names of its modules; those of :data:`PARTS` are in the web app
#: itself and in its features. A module imports those of lower layers; one of the layers up to :data:`SHARED` also those
#: of its own, as long as there is no circle.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("i18n",),
    ("viewmodels",),
    (
        "presenters", "links.job_files", "links.queue", "preview.batch", "search.feeds",
        "threads.citations", "threads.quotes", "threads.social_cards",
    ),
    ("middleware", "state", "security", "page_cache"),
    ("views", "api", "errors"),
    ("app", "supervisor"),
    ("server",),
    ("__init__",),
)  # fmt: skip
SHARED = 3
FEATURES = ("edit", "imports", "library", "links", "preview", "search", "threads")
PARTS = {"presenters", "viewmodels", "views"}
#: What turns values into view models knows neither the request nor the library behind the app.
IMPURE = {"flask", f"{WEB}.state", f"{WEB}.security", f"{WEB}.middleware"}

MODULES = {
    name.removeprefix("web").lstrip(".") or "__init__": path for name, path in modules() if name.split(".")[0] == "web"
}


def is_empty(path: Path) -> bool:
    """Whether a package's module holds only its docstring."""
    return not imports(path)


def layer(module: str) -> int:
    """The number of the layer of a module of the web app."""
    part = module.rpartition(".")[2]
    name = "i18n" if module.startswith("i18n") else part if part in PARTS else module
    for number, names in enumerate(LAYERS):
        if name in names:
            return number
    raise AssertionError(f"{WEB}.{module} is in no layer: give it a place in tests/architecture/test_web_layers.py")


def web_imports(path: Path) -> set[str]:
    """The modules of the web app that a module imports."""
    names = {name.removeprefix(f"{WEB}.") for name in imports(path) if name.startswith(f"{WEB}.")}
    return {name if name in MODULES else name.rpartition(".")[0] for name in names}


CODE = {module: path for module, path in MODULES.items() if module not in FEATURES}
EDGES = {module: web_imports(path) - {module} for module, path in CODE.items()}


@pytest.mark.parametrize("module", sorted(CODE))
def test_a_module_imports_lower_layers(module: str) -> None:
    for other in EDGES[module]:
        lower = layer(other) < layer(module) or (layer(other) == layer(module) <= SHARED)
        assert lower, f"{WEB}.{module} imports {WEB}.{other}, which is in no layer below it"


def test_no_view_imports_a_view() -> None:
    views = {module for module in CODE if layer(module) == layer("views")}
    assert {module for module in views if module.split(".")[-1] == "views"} == {f"{name}.views" for name in FEATURES}
    assert [(module, other) for module in views for other in EDGES[module] & views] == []


@pytest.mark.parametrize("feature", FEATURES)
def test_a_feature_has_views_presenters_and_view_models(feature: str) -> None:
    assert {module.rpartition(".")[2] for module in MODULES if module.startswith(f"{feature}.")} >= PARTS
    assert is_empty(MODULES[feature])


@pytest.mark.parametrize("module", [module for module in CODE if layer(module) in (1, 2) and "queue" not in module])
def test_presenters_and_view_models_are_pure(module: str) -> None:
    names = imports(CODE[module])
    assert [name for name in names if any(f"{name}.".startswith(f"{impure}.") for impure in IMPURE)] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert circle(EDGES) == []


def test_no_features_import_each_other_in_a_circle() -> None:
    tops: dict[str, set[str]] = {}
    for module, others in EDGES.items():
        top = module.split(".")[0]
        tops.setdefault(top, set()).update({other.split(".")[0] for other in others} - {top})
    assert circle(tops) == []


def test_the_checks_can_fail() -> None:
    assert layer("edit.views") == layer("api") > layer("state") > layer("links.presenters") > layer("viewmodels")
    assert layer("i18n.messages") == layer("i18n") == 0
    assert layer("links.queue") <= SHARED
    with pytest.raises(AssertionError, match="in no layer"):
        layer("edit.helpers")
