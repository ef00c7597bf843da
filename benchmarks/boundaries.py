"""How well post boundaries are found, and how well their probabilities hold.

    python benchmarks/boundaries.py [FOLDER ...] [--ordinary N] [-v]

A FOLDER holds threads as JSON (tests/data/threads is the default) or ``<name>.truth.json`` files of labelled dumps;
each thread is printed in every layout and cut again. `--ordinary N` adds N invented ordinary threads. Prints a line a
layout: precision, recall, F1, threads without a mistake, separators marked doubtful, wrong ones among the doubtful;
then the calibration: probability said, share that were boundaries.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from boundary_cases import LAYOUTS, SHIPPED, Case, cases, load, ordinary

from unroller.readers.segmentation import segment


@dataclass
class Score:
    """Sums over the cases of one layout."""

    found: int = 0
    wanted: int = 0
    right: int = 0
    perfect: int = 0
    threads: int = 0
    open: int = 0
    doubtful: int = 0
    wrong: int = 0
    wrong_doubtful: int = 0
    said: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, case: Case, verbose: bool = False) -> None:
        """Cut a case and count."""
        answer = segment(case.lines, case.evidence)
        want, have = set(case.starts[1:]), set(answer.starts[1:])
        self.found += len(have)
        self.wanted += len(want)
        self.right += len(want & have)
        self.perfect += want == have
        self.threads += 1
        for each in answer.separators:
            truth = each.line in want
            wrong = truth != each.boundary
            self.open += 1
            self.doubtful += each.doubtful
            self.wrong += wrong
            self.wrong_doubtful += wrong and each.doubtful
            self.said.append((each.probability, truth))
            if wrong and verbose:
                sign = "?" if each.doubtful else " "
                print(
                    f"  {'missed' if truth else 'extra '}{sign} p={each.probability:.2f} {case.name}: "
                    f"{case.lines[each.line][:70]}"
                )

    def line(self, name: str) -> str:
        """The figures of one layout."""
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return (
            f"{name:30} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  perfect {self.perfect}/{self.threads}"
            f"  doubtful {self.doubtful / max(1, self.open):.3f}  wrong found {self.wrong_doubtful}/{self.wrong}"
        )


def calibration(said: Iterable[tuple[float, bool]]) -> list[str]:
    """Probability said against what was true, in tenths."""
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(10)]
    for probability, truth in said:
        if 0.0 < probability < 1.0:
            tenths[min(9, int(probability * 10))].append((probability, truth))
    return [
        f"  said {sum(p for p, _ in each) / len(each):.2f}"
        f"  true {sum(t for _, t in each) / len(each):.2f}  of {len(each)}"
        for each in tenths
        if each
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, default=[SHIPPED])
    parser.add_argument("--ordinary", type=int, default=0)
    parser.add_argument("--layout", action="append", choices=list(LAYOUTS))
    parser.add_argument("-v", "--verbose", action="store_true")
    told = parser.parse_args()
    sets = [(str(folder), load(folder)) for folder in told.folders]
    if told.ordinary:
        sets.append(("ordinary", ordinary(range(10_000, 10_000 + told.ordinary))))
    for name, threads in sets:
        print(f"{name}: {len(threads)} threads")
        said: list[tuple[float, bool]] = []
        for layout in told.layout or LAYOUTS:
            score = Score()
            for case in cases(threads, layout):
                score.add(case, told.verbose)
            print(score.line(layout))
            said += score.said
        print("\n".join(["calibration (separators left open)", *calibration(said)]))


if __name__ == "__main__":
    main()
