"""Whether what is said of a separator is true, and how many wrong ones are among those marked doubtful.

    PYTHONPATH=. python benchmarks/calibration.py [--threads N] [--from SEED]

Invented ordinary threads of X, Mastodon and Bluesky with seeds that nothing was fitted on, each printed in every layout
of benchmarks/boundary_cases.py; a table for each network. The goals: four in five of the wrong boundaries among the
marked, one separator in ten marked at most, and each tenth of stated probability true within 0.07.
"""

from __future__ import annotations

import argparse

from boundaries import Score
from boundary_cases import LAYOUTS, NETWORKS, cases, ordinary
from fit_boundaries import FRESH

CAUGHT, MARKED, APART = 0.8, 0.1, 0.07


def tenths(said: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """For each tenth of probability (certainties left out): what was said on average, what was true, of how many."""
    found = []
    for tenth in range(10):
        part = [one for one in said if 0.0 < one[0] < 1.0 and min(9, int(one[0] * 10)) == tenth]
        if part:
            found.append((sum(p for p, _ in part) / len(part), sum(t for _, t in part) / len(part), len(part)))
    return found


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--threads", type=int, default=150)
    parser.add_argument("--from", dest="first", type=int, default=FRESH)
    told = parser.parse_args()
    for network in NETWORKS:
        score = Score()
        threads = ordinary(range(told.first, told.first + told.threads), network)
        for layout in LAYOUTS:
            for case in cases(threads, layout):
                score.add(case)
        print(score.line(network))
        caught, marked = score.wrong_doubtful / max(1, score.wrong), score.doubtful / max(1, score.open)
        print(f"  wrong ones marked {caught:.3f}{' MISSED' if caught < CAUGHT else ''},", end=" ")
        print(f"separators marked {marked:.3f}{' MISSED' if marked > MARKED else ''}")
        for said, true, count in tenths(score.said):
            print(f"  said {said:.2f}  true {true:.2f}  of {count}{'  MISSED' if abs(said - true) > APART else ''}")


if __name__ == "__main__":
    main()
