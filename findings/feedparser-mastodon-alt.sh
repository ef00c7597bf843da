#!/usr/bin/env bash
# feedparser 6.0.14: in a feed of Mastodon, the description of a picture becomes the content of the post.
#
# Expected: media:description (Media RSS, inside media:content) is kept with the picture, and the item's description is
#           the post.
# Seen:     the first picture's description becomes entry.content, which readers prefer to the summary; the second one's
#           becomes the entry's summary_detail, while entry.summary stays the post. The pictures themselves,
#           entry.media_content, have none.
# Threads:  the feed of an account (https://server/@name.rss) is the one way to its posts without a key. A program that
#           takes `content`, and `summary` only without it, keeps the alt text instead of what the author wrote.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python feedparser==6.0.14

got=$(python - <<'PY'
from importlib.metadata import version

import feedparser

print("feedparser", version("feedparser"))
head = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Ann</title><description>Public posts</description><link>https://social.example/@ann</link>"""
item = """<item><guid isPermaLink="true">https://social.example/@ann/{n}</guid>
<link>https://social.example/@ann/{n}</link><pubDate>Tue, 05 Mar 2024 10:00:00 +0000</pubDate>
<description>&lt;p&gt;The tide rose.&lt;/p&gt;</description>{media}</item>"""
media = """<media:content url="https://files.example/{n}.png" type="image/png" fileSize="1024" medium="image">
<media:rating scheme="urn:simple">nonadult</media:rating>
<media:description type="plain">{alt}</media:description></media:content>"""
pictures = [media.format(n=1, alt="A pier."), media.format(n=2, alt="A boat.")]
items = [item.format(n=n, media="".join(pictures[:n])) for n in range(3)]
feed = feedparser.parse(head + "".join(items) + "</channel></rss>")
print("well-formed:", not feed.bozo)
for entry in feed.entries:
    print(f"{len(entry.get('media_content', []))} pictures")
    print("  content:", [part["value"] for part in entry.get("content", [])])
    print("  summary:", entry.summary)
    print("  summary_detail:", entry.summary_detail["value"])
    print("  said of the pictures:", [sorted(set(one) & {"description", "content"}) for one in entry.get("media_content", [])])
PY
)
seen "$got" "feedparser 6.0.14
well-formed: True
0 pictures
  content: []
  summary: <p>The tide rose.</p>
  summary_detail: <p>The tide rose.</p>
  said of the pictures: []
1 pictures
  content: ['A pier.']
  summary: <p>The tide rose.</p>
  summary_detail: <p>The tide rose.</p>
  said of the pictures: [[]]
2 pictures
  content: ['A pier.']
  summary: <p>The tide rose.</p>
  summary_detail: A boat.
  said of the pictures: [[], []]" \
  "feedparser took the description of a picture for the content of the post."
