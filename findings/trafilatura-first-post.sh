#!/usr/bin/env bash
# trafilatura 2.3.1: on a page with an <article> for each post, the first post is put before what stands above it.
#
# Expected: extraction leaves things out; what it keeps stays in the order of the page.
# Seen:     where the posts are <article> elements below a heading or an introduction, the text of the first <article>
#           comes first and the introduction second. With <section> or <div> for the posts the order is right. Headings
#           inside the second and later articles are left out, those inside the first are kept.
# Threads:  pages of threads are made so, Mastodon's among them: the reader gets the answer before the question, and
#           nothing says so.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python trafilatura==2.3.1 lxml_html_clean==0.4.6 lxml==6.1.3

got=$(python -W ignore - <<'PY'
from importlib.metadata import version

import trafilatura

print("trafilatura", version("trafilatura"))
INTRO = "The question was how the harbour has changed since the war, and who has counted its boats in all those years."
POSTS = (
    "The harbour of our town was built in 1890, and nobody has counted its boats since the last war ended.",
    "The river was moved in 1920, and the people on its banks were told of it in the newspaper afterwards.",
    "The station was closed in 1960, and the last train took the children to the sea and back in the rain.",
)


def order(element, heading=""):
    posts = "".join(f"<{element}>{heading}<p>{post}</p></{element}>" for post in POSTS)
    page = f"<html><head><title>Page</title></head><body><main><p>{INTRO}</p>{posts}</main></body></html>"
    text = trafilatura.extract(page)
    names = {INTRO: "introduction", "Ann": "heading"} | {post: f"post {n}" for n, post in enumerate(POSTS, 1)}
    return ", ".join(names.get(line, line) for line in text.splitlines())


for element in ("article", "section", "div"):
    print(f"{element}:", order(element))
print("article with headings:", order("article", "<h2>Ann</h2>"))
PY
)
seen "$got" "trafilatura 2.3.1
article: post 1, introduction, post 2, post 3
section: introduction, post 1, post 2, post 3
div: introduction, post 1, post 2, post 3
article with headings: heading, post 1, introduction, post 2, post 3" \
  "trafilatura moved the text of the first <article> before what stands above it."
