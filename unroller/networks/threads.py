"""Threads, as far as its rules are known: Instagram's names, X's links; a tag is a word behind its sign."""

from __future__ import annotations

import re
from urllib.parse import SplitResult

from unroller.networks import x
from unroller.networks.base import Entity, PostAddress, SocialNetwork, drop_overlaps, quote_tag, strip_at, url_entities
from unroller.regex import compile_re
from unroller.urls import find_urls, hosts_of

_MENTION = compile_re(r"(?<![\w@＠/=.+-])[@＠][A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?(?![A-Za-z0-9_@])")
_NAME = compile_re(r"[A-Za-z0-9_](?:[A-Za-z0-9_.]{0,28}[A-Za-z0-9_])?", re.ASCII)
_POST = compile_re(r"/(?:@(?P<handle>[A-Za-z0-9_.]{1,30})/post|t)/(?P<id>[A-Za-z0-9_-]{1,40})(?:/.*)?", re.ASCII)


class ThreadsNetwork(SocialNetwork):
    """Threads. It counts characters; its ids carry no date that is documented."""

    platform = "threads"
    name = "Threads"
    hosts = hosts_of("threads.com")
    length_limit = 500
    limit = "strict"

    def find_entities(self, text: str) -> list[Entity]:
        """Links, mentions and hashtags in order, never overlapping."""
        found = url_entities(find_urls(text))
        if "@" in text or "＠" in text:
            found += [Entity("mention", *match.span()) for match in _MENTION.finditer(text)]
        if "#" in text or "＃" in text:
            found += x.find_hashtags(text)
        return drop_overlaps(found)

    def profile_url(self, handle: str, *, host: str | None = None) -> str | None:  # noqa: ARG002 - one server
        """The page of an account."""
        name = strip_at(handle)
        return f"https://www.threads.com/@{name}" if _NAME.fullmatch(name) else None

    def hashtag_url(self, tag: str, *, host: str | None = None) -> str | None:  # noqa: ARG002 - one server
        """The search for a hashtag."""
        name = quote_tag(tag, "#", "＃")
        return f"https://www.threads.com/search?q={name}&serp_type=tags" if name else None

    def match_post(self, server: str, parts: SplitResult) -> PostAddress | None:  # noqa: ARG002 - all hosts alike
        """A post, also by its short address."""
        match = _POST.fullmatch(parts.path)
        if match and match["handle"] is None:
            return PostAddress(self.platform, None, match["id"], f"https://www.threads.com/t/{match['id']}")
        return self.address(match["handle"], match["id"]) if match else None


THREADS = ThreadsNetwork()
