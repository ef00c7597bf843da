"""The search over all cuts, against every cut written out; and the shape of what it is fed with."""

from __future__ import annotations

from itertools import combinations
from math import exp, inf, isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unroller.model import Platform
from unroller.readers.segmentation import Evidence, features, post_length, segment, weights
from unroller.readers.segmentation.lattice import (
    Window,
    compute_marginals,
    compute_sums,
    find_best,
    find_fewest_errors,
    find_with_count,
)
from unroller.readers.segmentation.lines import read_lines
from unroller.readers.segmentation.numbering import find_number_run

SCORES = st.floats(-4, 4, allow_nan=False)


@st.composite
def lattices(draw: st.DrawFn) -> tuple[list[float], Window]:
    count = draw(st.integers(1, 6))
    cuts = [0.0, *(draw(SCORES) for _ in range(count - 1))]
    window = [[draw(SCORES) for _ in range(draw(st.integers(1, end + 1)))] for end in range(count)]
    return cuts, window


def every_cut(cuts: list[float], window: Window) -> dict[tuple[int, ...], float]:
    """All cuts that the window allows, with their scores."""
    count, found = len(window), {}
    for size in range(count):
        for inner in combinations(range(1, count), size):
            starts = (0, *inner)
            score = sum(cuts[at] for at in inner)
            for begin, end in zip(starts, (*inner, count), strict=True):
                score += window[end - 1][end - begin - 1] if end - begin <= len(window[end - 1]) else -inf
            if score > -inf:
                found[starts] = score
    return found


@given(lattices())
def test_sums_best_and_marginals_are_those_of_every_cut(lattice: tuple[list[float], Window]) -> None:
    cuts, window = lattice
    known = every_cut(cuts, window)
    whole = sum(exp(score) for score in known.values())
    forward, backward = compute_sums(cuts, window)
    assert isclose(exp(forward[-1]), whole, rel_tol=1e-9)
    assert isclose(forward[-1], backward[0], abs_tol=1e-9)
    assert isclose(known[tuple(find_best(cuts, window))], max(known.values()), abs_tol=1e-9)
    for at, chance in enumerate(compute_marginals(cuts, window)):
        share = sum(exp(score) for starts, score in known.items() if at in starts) / whole
        assert isclose(chance, share, abs_tol=1e-9)


@given(lattices(), st.integers(1, 7))
def test_counted_cuts_are_those_of_every_cut_with_that_many_posts(
    lattice: tuple[list[float], Window], number: int
) -> None:
    cuts, window = lattice
    known = every_cut(cuts, window)
    whole = sum(exp(score) for score in known.values())
    some = {starts: score for starts, score in known.items() if len(starts) == number}
    share, starts, chances = find_with_count(cuts, window, number)
    assert isclose(share, sum(exp(score) for score in some.values()) / whole, abs_tol=1e-9)
    if not some:
        assert (starts, chances) == ([], [])
        return
    assert isclose(some[tuple(starts)], max(some.values()), abs_tol=1e-9)
    for at, chance in enumerate(chances):
        part = sum(exp(score) for cut, score in some.items() if at in cut) / sum(map(exp, some.values()))
        assert isclose(chance, part, abs_tol=1e-6)


@given(lattices())
def test_the_decision_expects_the_fewest_errors(lattice: tuple[list[float], Window]) -> None:
    cuts, window = lattice
    chances = compute_marginals(cuts, window)

    def errors(starts: tuple[int, ...]) -> float:
        return sum(1 - chance if at in starts else chance for at, chance in enumerate(chances))

    found = errors(tuple(find_fewest_errors(chances, window)))
    assert found <= min(map(errors, every_cut(cuts, window))) + 1e-9


@pytest.mark.parametrize("name", ["NEWLINE", "NEWLINE_AGAIN", "BLANK", "MIXED"])
def test_there_is_a_weight_for_every_sign(name: str) -> None:
    model: weights.FittedWeights = getattr(weights, name)
    assert len(model.newline) == len(model.blank) == 1 + len(features.NAMES)
    assert len(model.posts) == len(post_length.NAMES)
    assert len(set(features.NAMES)) == len(features.NAMES)


@pytest.mark.parametrize(("platform", "weight"), [(None, 47), ("x", 47), ("mastodon", 36), ("threads", 45)])
def test_a_line_weighs_what_its_network_counts(platform: Platform | None, weight: int) -> None:
    (line,) = read_lines(["漢字" * 5 + " 👨‍👩‍👧 " + "https://example.org/a/path/x"], platform)
    assert line.weight == weight


def test_posts_full_of_ideographs_are_whole_where_their_network_counts_characters() -> None:
    post = "海辺の町で読書会を開きました。" * 17
    lines = [post[:250], "", post[:120], post[:130], "", post[:255]]
    told = Evidence(platform="bluesky", separator="blank")
    assert segment(lines, told).starts == (0, 2, 5)


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["1/ One " * 20, "2/ Two " * 20, "3/ Three " * 20], [1, 2, 3]),
        (["One 1/3", "Two 2/3", "Three 3/3"], [1, 2, 3]),
        (["One (1/9)", "Two (2/9)", "Four (4/9)"], [1, 2, 4]),
        (["1/2 One", "2/2 Two"], [1, 2]),
        (["24/7 One", "9/11 Two", "1/2 Three"], None),
        (["1. a", "2. b", "3. c"], None),
        (["Nothing", "to", "count"], None),
    ],
)
def test_runs_of_numbers(lines: list[str], found: list[int] | None) -> None:
    run = find_number_run(read_lines(lines), lines, 280)
    assert ([mark.value for mark in run.marks] if run else None) == found
