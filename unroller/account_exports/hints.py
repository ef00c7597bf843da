"""What to ask a network for, when somebody hands in another export than the one that threads can be read from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

#: So many names are looked at; what an export is shows in its first ones, and in its folders.
_MOST_NAMES = 200_000
_JSON = "ask Meta for your data again, choose JSON as its format, and hand in the new ZIP"


def suggest_other_export(names: Sequence[str]) -> str | None:
    """A sentence on how to get the right export, by the names in the one that no shape takes; None where none helps."""
    seen = [name.lower().replace("\\", "/") for name in islice(names, _MOST_NAMES)]
    bases = {name.rpartition("/")[2] for name in seen}
    if any(base.startswith("threads_and_replies") and base.endswith((".html", ".htm")) for base in bases):
        return f"an export of Threads as HTML: {_JSON}"
    if _has_folder(seen, "your_instagram_activity/") or "personal_information.json" in bases:
        return "an export of Instagram without posts of Threads: ask Meta for your Threads data, as JSON"
    if _has_folder(seen, "your_facebook_activity/"):
        return "an export of Facebook: only threads of X, Mastodon, Bluesky and Threads can be read"
    if _has_folder(seen, "takeout/"):
        return "an export of Google: only threads of X, Mastodon, Bluesky and Threads can be read"
    if not bases.isdisjoint(("account.js", "manifest.js", "direct-messages.js", "your archive.html")):
        return "an X archive without posts: ask X for an archive of your data again and hand in the whole ZIP"
    if "actor.json" in bases or "following_accounts.csv" in bases:
        return "Mastodon's lists without posts: ask for your archive under Preferences, Import and export"
    return None


def _has_folder(names: Sequence[str], folder: str) -> bool:
    return any(name.startswith(folder) or f"/{folder}" in name for name in names)
