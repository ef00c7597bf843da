"""What each network counts, allows and calls things: lengths, limits, addresses, ids that carry dates. Pure.

:mod:`.length` measures text, :mod:`.permalinks` makes and reads permalinks, :mod:`.ids` reads dates out of ids. How
links look inside a text is said in :mod:`unroller.networks.runs`.
"""

from __future__ import annotations

from unroller.networks.ids import parse_id_date
from unroller.networks.length import LINK_WEIGHT, length_limit, measure_weight
from unroller.networks.permalinks import (
    PostAddress,
    cashtag_url,
    hashtag_url,
    mention_url,
    parse_post_url,
    permalink,
    profile_url,
)

__all__ = [
    "LINK_WEIGHT",
    "PostAddress",
    "cashtag_url",
    "hashtag_url",
    "length_limit",
    "measure_weight",
    "mention_url",
    "parse_id_date",
    "parse_post_url",
    "permalink",
    "profile_url",
]
