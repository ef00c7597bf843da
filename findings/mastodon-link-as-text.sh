#!/usr/bin/env bash
# html-text and inscriptis: a link in a post of Mastodon comes out as text with blanks in the address.
#
# Expected: the spans in which Mastodon wraps the parts of an address stand side by side without a blank, so an extractor
#           that lays text out as a browser does gives the address back whole (the hidden parts are hidden by a style sheet
#           that is not in the post).
# Seen:     both put a blank at the border of each span: "https:// example.com/reports/2024/ha rbour.pdf", "@ ann",
#           "# tides". Beautiful Soup's get_text() keeps them whole.
# Threads:  every link, mention and hashtag of every post: no address can be followed, and none is found again.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python html-text==0.7.1 inscriptis==2.7.6 beautifulsoup4==4.15.0 lxml==6.1.3

got=$(python -W ignore - <<'PY'
from importlib.metadata import version

import html_text
import inscriptis
from bs4 import BeautifulSoup

post = (
    '<p>Read <a href="https://example.com/reports/2024/harbour.pdf" rel="nofollow noopener" target="_blank">'
    '<span class="invisible">https://</span><span class="ellipsis">example.com/reports/2024/ha</span>'
    '<span class="invisible">rbour.pdf</span></a> by <span class="h-card">'
    '<a href="https://social.example/@ann" class="u-url mention">@<span>ann</span></a></span> '
    '<a href="https://social.example/tags/tides" class="mention hashtag" rel="tag">#<span>tides</span></a></p>'
)
for name, extract in (
    ("html-text", html_text.extract_text),
    ("inscriptis", inscriptis.get_text),
    ("beautifulsoup4", lambda text: BeautifulSoup(text, "html.parser").get_text()),
):
    print(name, version(name) + ":", extract(post).strip())
PY
)
seen "$got" "html-text 0.7.1: Read https:// example.com/reports/2024/ha rbour.pdf by @ ann # tides
inscriptis 2.7.6: Read https:// example.com/reports/2024/ha rbour.pdf by @ ann # tides
beautifulsoup4 4.15.0: Read https://example.com/reports/2024/harbour.pdf by @ann #tides" \
  "html-text and inscriptis put blanks between the spans of Mastodon's links."
