"""A gate: search that is worse than ``figures.json`` says fails the test run, and one that is better is reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.quality.figures import Figure, better, changes, pinned, worse, write
from tests.quality.search_figures import ASKED, COMMAND, library, measured, queries
from tests.support.search_library import EACH_ENGINE


@pytest.fixture(params=EACH_ENGINE, scope="module")
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def now(engine: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Figure]:
    return measured(tmp_path_factory.mktemp(engine), engine)


def test_search_is_no_worse_than_pinned(
    engine: str, now: dict[str, Figure], record_property: Callable[[str, object], None]
) -> None:
    held = pinned("search")
    for said in better(now, held, COMMAND):
        record_property("quality", f"search: {said}")
    found = worse(now, held)
    assert not found, "\n".join(f"search with {engine}: {said}" for said in found)


def test_every_query_is_of_a_thread_that_is_there() -> None:
    _, ids = library()
    for file in ASKED:
        found = queries(file)
        assert found
        if file != "nothing":
            assert {one["thread"] for one in found} <= ids.keys(), file


def test_what_is_pinned_adds_up() -> None:
    for name, one in pinned("search").items():
        assert one.value == round(1 - len(one.wrong) / one.of, 4), name


# -- the gate itself


def test_a_worse_figure_is_named_with_its_values_and_queries() -> None:
    held, now = Figure(0.95, 20, ("heron",)), Figure(0.9, 20, ("soup kettle", "wet tram"))
    assert worse({"short: thread first": now}, {"short: thread first": held}) == [
        "“short: thread first” is worse: 0.9 of 20, pinned 0.95. "
        "Wrong now: “soup kettle”, “wet tram”. Right now: “heron”."
    ]
    assert better({"a": now}, {"a": held}, COMMAND) == []


def test_a_better_figure_is_said_with_the_command_and_does_not_fail() -> None:
    held, now = Figure(0.9, 20, ("soup kettle", "wet tram")), Figure(0.95, 20, ("wet tram",))
    assert worse({"a": now}, {"a": held}) == []
    assert better({"a": now}, {"a": held}, COMMAND) == [
        "“a” is better: 0.95 of 20, pinned 0.9. Right now: “soup kettle”. "
        "To pin it: python -m tests.quality.search_figures"
    ]
    a_little = Figure(0.905, 200, ())
    assert better({"a": a_little}, {"a": held}, COMMAND) == []


def test_the_same_value_with_other_queries_is_neither() -> None:
    held, now = Figure(0.95, 20, ("heron",)), Figure(0.95, 20, ("soup",))
    assert (worse({"a": now}, {"a": held}), better({"a": now}, {"a": held}, COMMAND)) == ([], [])
    assert changes(now, held) == "Wrong now: “soup”. Right now: “heron”."


def test_a_figure_that_is_not_pinned_or_of_other_material_fails() -> None:
    one, other = Figure(1.0, 20, ()), Figure(1.0, 10, ())
    assert "not pinned" in worse({"a": one}, {})[0]
    assert "not measured" in worse({}, {"a": one})[0]
    assert "other material" in worse({"a": other}, {"a": one})[0]


def test_a_part_is_written_and_the_other_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "figures.json"
    one, other = {"a": Figure(0.5, 2, ("x",))}, {"b": Figure(1.0, 3, ())}
    write("search", one, file)
    write("reading", other, file)
    assert (pinned("search", file), pinned("reading", file)) == (one, other)
    assert capsys.readouterr().out == "a: new -> 0.5 of 2\nb: new -> 1.0 of 3\n"
    write("search", {"a": Figure(1.0, 2, ())}, file)
    assert capsys.readouterr().out == "a: 0.5 -> 1.0 of 2\n"
    assert pinned("reading", file) == other
