"""What every test shares: hypothesis profiles, and the tools that may be missing on a reader's machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Time limits per example belong to benchmarks; a shared machine must not make a property fail.
# The usual run tries the same examples each time, so that a change is judged by the change; "deep" looks for new ones.
settings.register_profile(
    "unroller", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60, derandomize=True
)
settings.register_profile("deep", parent=settings.get_profile("unroller"), max_examples=1000, derandomize=False)
settings.load_profile(os.environ.get("UNROLLER_HYPOTHESIS", "unroller"))

TOOLS = {"browser": ("chromium", "UNROLLER_DEMAND_BROWSER"), "strace": ("strace", "UNROLLER_DEMAND_STRACE")}


def missing() -> dict[str, str]:
    """The markers whose program is not on this machine, each with that program."""
    return {marker: program for marker, (program, _) in TOOLS.items() if not shutil.which(program)}


def pytest_sessionstart() -> None:
    """Fail before anything runs where a missing tool is demanded."""
    for marker, program in missing().items():
        demand = TOOLS[marker][1]
        if os.environ.get(demand):
            pytest.exit(f"{program} is demanded ({demand}) and not installed", returncode=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what needs a tool that is not here."""
    for marker, program in missing().items():
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=f"{program} is not installed"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly what was skipped, and which figures of quality are better than pinned. (No warnings: those are errors
    here, and a missing browser is none.)"""
    for marker, program in missing().items():
        terminalreporter.write_line(f"NOT RUN: the {marker} tests, because there is no {program} here", red=True)
    passed = terminalreporter.stats.get("passed", [])
    said = [text for report in passed for name, text in report.user_properties if name == "quality"]
    for text in dict.fromkeys(said):
        terminalreporter.write_line(text, green=True)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for an archive that does not exist yet."""
    return tmp_path / "archive"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite-goldens`: write tests/data/cases/*/expected.json anew from what is read now."""
    parser.addoption("--rewrite-goldens", action="store_true", help="rewrite the golden cases of reading; never in CI")
