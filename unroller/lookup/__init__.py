"""What became of a source: one look at it, or a polite walk over many.

:mod:`.looking` makes one observation, :mod:`.judging` says what an answer means (pure), :mod:`.mementos` finds archived
copies, :mod:`.manners` waits its turn at each host and keeps robots.txt, :mod:`.checking` goes over many sources.
"""

from __future__ import annotations

from unroller.lookup.checking import CheckReport, Wanted, check
from unroller.lookup.looking import Readers, look_up
from unroller.lookup.manners import PoliteFetcher, RobotsError
from unroller.lookup.mementos import Archives

__all__ = ["Archives", "CheckReport", "PoliteFetcher", "Readers", "RobotsError", "Wanted", "check", "look_up"]
