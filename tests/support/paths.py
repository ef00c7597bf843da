"""Where things stand in the checkout: one place, so that a test may move and still find its data."""

from __future__ import annotations

from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "unroller"
DOCS = CHECKOUT / "docs"
#: What tests read: threads, golden cases, archives of older versions, pages, prints.
DATA = CHECKOUT / "tests" / "data"
#: Programs that tests run as processes of their own, with the checkout on PYTHONPATH.
DRIVERS = CHECKOUT / "tests" / "support" / "drivers"
