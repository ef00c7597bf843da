"""The figures of quality that are pinned in ``figures.json``, and what is said when one of them changes.

A figure is the share of what is right, with what is wrong by name. One that is worse than pinned fails the test run;
one that is better is said at the end of it. The file has a part for search and one for reading, each written anew by
its module: ``python -m tests.quality.search_figures`` and ``python -m tests.quality.reading_figures``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "figures.json"
#: Better by more than this is worth a word. Nothing here is left to chance: any loss is a loss.
LITTLE = 0.01


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is the share of `of` that is right, rounded to four places; `wrong` names the rest."""

    value: float
    of: int
    wrong: tuple[str, ...]


Figures = Mapping[str, Figure]


def pinned(part: str, file: Path = FILE) -> dict[str, Figure]:
    """The figures of a part, ``search`` or ``reading``, as they are pinned."""
    held = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return {name: Figure(one["value"], one["of"], tuple(one["wrong"])) for name, one in held.get(part, {}).items()}


def worse(now: Figures, held: Figures) -> list[str]:
    """A sentence for every figure that is worse than pinned, is not pinned, or is of something else."""
    return [said for name in {**held, **now} if (said := _worse(name, now.get(name), held.get(name)))]


def _worse(name: str, now: Figure | None, held: Figure | None) -> str | None:
    if not now or not held:
        return f"“{name}” is {'pinned, but not measured' if held else 'measured, but not pinned'}: write the file anew"
    if now.of != held.of:
        return f"“{name}” is measured on other material, {now.of} in place of {held.of}: write the file anew"
    if now.value < held.value:
        return f"“{name}” is worse: {now.value:.4g} of {now.of}, pinned {held.value:.4g}. {changes(now, held)}"
    return None


def better(now: Figures, held: Figures, command: str) -> list[str]:
    """A sentence for every figure that is better than pinned by more than a little, with the command that raises it."""
    return [
        f"“{name}” is better: {one.value:.4g} of {one.of}, pinned {held[name].value:.4g}. {changes(one, held[name])} "
        f"To pin it: python -m {command}"
        for name, one in now.items()
        if name in held and one.value > held[name].value + LITTLE
    ]


def changes(now: Figure, held: Figure) -> str:
    """What is wrong now that was not, and the other way round."""
    sides = (("Wrong now", now, held), ("Right now", held, now))
    return " ".join(
        f"{side}: {', '.join(f'“{name}”' for name in some)}."
        for side, has, lacks in sides
        if (some := [name for name in has.wrong if name not in lacks.wrong])
    )


def write(part: str, now: Figures, file: Path = FILE) -> None:
    """Pin the figures of a part anew, and print each that is another than before."""
    held = pinned(part, file)
    for name, one in now.items():
        before = held.get(name)
        if one != before:
            print(f"{name}: {before.value if before else 'new'} -> {one.value} of {one.of}")
    parts = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    parts[part] = {name: {"value": one.value, "of": one.of, "wrong": one.wrong} for name, one in now.items()}
    file.write_text(json.dumps(parts, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
