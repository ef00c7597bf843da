"""What every test shares: hypothesis profiles, and the tools that may be missing on a reader's machine."""

from __future__ import annotations

import os
import shutil
import warnings
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Time limits per example belong to benchmarks; a shared machine must not make a property fail.
settings.register_profile("unroller", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.register_profile("deep", parent=settings.get_profile("unroller"), max_examples=1000)
settings.load_profile(os.environ.get("UNROLLER_HYPOTHESIS", "unroller"))

TOOLS = {"browser": ("chromium", "UNROLLER_DEMAND_BROWSER"), "strace": ("strace", "UNROLLER_DEMAND_STRACE")}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip loudly what needs a tool that is not here; fail instead where the tool is demanded."""
    for marker, (program, demand) in TOOLS.items():
        wanted = [item for item in items if item.get_closest_marker(marker)]
        if not wanted or shutil.which(program):
            continue
        if os.environ.get(demand):
            pytest.exit(f"{program} is demanded ({demand}) and not installed", returncode=1)
        warnings.warn(pytest.PytestWarning(f"{len(wanted)} {marker} tests skipped: no {program} here"), stacklevel=1)
        for item in wanted:
            item.add_marker(pytest.mark.skip(reason=f"{program} is not installed"))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder for an archive that does not exist yet."""
    return tmp_path / "archive"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rewrite-goldens`: write tests/cases/*/expected.json anew from what is read now."""
    parser.addoption("--rewrite-goldens", action="store_true", help="rewrite the golden cases of reading; never in CI")
