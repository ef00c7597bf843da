"""What each network counts, allows and calls things: lengths, limits, addresses, ids that carry dates. Pure.

:mod:`.counting` weighs text, :mod:`.graphemes` knows what readers see as one character, :mod:`.addresses` makes and
reads permalinks, :mod:`.ids` reads dates out of ids. How links look inside a text is said in :mod:`unroller.links`.
"""

from __future__ import annotations

from unroller.platforms.addresses import (
    PostAddress,
    cashtag_url,
    hashtag_url,
    mention_url,
    parse_post_url,
    permalink,
    profile_url,
)
from unroller.platforms.counting import LINK_WEIGHT, limit, weight
from unroller.platforms.graphemes import count as graphemes
from unroller.platforms.ids import id_date

__all__ = [
    "LINK_WEIGHT",
    "PostAddress",
    "cashtag_url",
    "graphemes",
    "hashtag_url",
    "id_date",
    "limit",
    "mention_url",
    "parse_post_url",
    "permalink",
    "profile_url",
    "weight",
]
