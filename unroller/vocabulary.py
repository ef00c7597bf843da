"""Closed vocabularies that the options of the command line name as well as the model: by themselves, so that a help
text waits for nothing else."""

from __future__ import annotations

from typing import Literal

#: Networks we know the rules of. ``None`` means unknown.
Platform = Literal["x", "mastodon", "bluesky", "threads"]
PLATFORMS: tuple[Platform, ...] = ("x", "mastodon", "bluesky", "threads")

#: Who may see a kept thread: everybody who may open the library, or its keeper alone.
Visibility = Literal["public", "private"]

#: Why a post of an export is not for everybody. Direct and deleted posts and drafts never enter; the others do,
#: privately, by explicit wish.
Limit = Literal["followers", "circle", "direct", "deleted", "draft"]
#: The kinds that a person may let in.
ADMISSIBLE: tuple[Limit, ...] = ("followers", "circle")
