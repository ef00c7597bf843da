"""What the weights of `unroller.readers.segmentation` are fitted on, held against what measures them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tests.support.paths import DATA
from unroller.text import split_words

ROOT = Path(__file__).parents[2]
#: So many words in a row are nobody's by chance.
WORDS = 8


@pytest.fixture
def _benchmarks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))


def _phrases(text: str) -> set[tuple[str, ...]]:
    words = split_words(text.casefold())
    return {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


@pytest.mark.usefixtures("_benchmarks")
def test_no_thread_that_measures_is_fitted_on() -> None:
    import boundary_cases
    import fit_boundaries

    assert fit_boundaries.MATERIAL == (boundary_cases.WRITTEN,)
    assert boundary_cases.SHIPPED not in fit_boundaries.MATERIAL
    measured: set[tuple[str, ...]] = set()
    for path in (DATA / "threads").glob("*.json"):
        for post in json.loads(path.read_text(encoding="utf-8"))["posts"]:
            measured |= _phrases(post["text"])
    for thread in boundary_cases.written():
        for post in thread.posts:
            assert not _phrases(post) & measured, thread.name


@pytest.mark.usefixtures("_benchmarks")
def test_written_threads_are_of_every_network_and_keep_its_limit() -> None:
    import boundary_cases

    from unroller.networks import length_limit, measure_weight

    threads = boundary_cases.written()
    assert {thread.network for thread in threads} == {"x", "mastodon", "bluesky"}
    for thread in threads:
        for post in thread.posts:
            assert post, thread.name
            assert measure_weight(post, thread.network) <= length_limit(thread.network), post[:60]


@pytest.mark.usefixtures("_benchmarks")
def test_seeds_that_measure_are_not_fitted_on() -> None:
    import fit_boundaries

    for seeds in (*fit_boundaries.SEEDS.values(), *fit_boundaries.WEIGHING_SEEDS.values()):
        assert max(seeds) < fit_boundaries.FRESH
    assert "fit_boundaries" in sys.modules
