#!/usr/bin/env bash
# atproto (PyPI) 0.0.73 beside @atproto/api (npm) 0.19.19: the Python models accept posts that Bluesky's own refuse.
#
# Expected: models generated from the same lexicon agree on what a post may be: 300 graphemes, 3,000 bytes, a datetime.
# Seen:     the Python model counts maxLength in characters where the lexicon means bytes of UTF-8, does not look at
#           maxGraphemes, and takes any string for createdAt. So 301 letters, a text of 7,500 bytes and "yesterday" are all
#           fine; only the date is looked at when strict_string_format=True is asked for, which is not the default. The
#           npm package refuses each, and says "3000 characters" where it counted bytes.
# Threads:  whoever cuts a thread into posts with the Python package is told by the server, in the middle of the thread.
#           And a record that passed the Python model may hold no date where one has to be.
# Needs:    node and npm.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python atproto==0.0.73
with_node @atproto/api@0.19.19

python - >"$work/node/posts.json" <<'PY'
import json

date = "2024-03-05T10:00:00Z"
family = "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466"
posts = {
    "300 letters": ("a" * 300, date),
    "301 letters": ("a" * 301, date),
    "100 families, 2,500 bytes": (family * 100, date),
    "300 families, 7,500 bytes": (family * 300, date),
    "a word for a date": ("tide", "yesterday"),
    "a day for a date": ("tide", "2024-03-05"),
}
print(json.dumps(posts))
PY

got=$(
  python - "$work/node/posts.json" <<'PY'
import json
import sys
from importlib.metadata import version

from atproto import models

print("PyPI atproto", version("atproto"))
for name, (text, date) in json.load(open(sys.argv[1])).items():
    try:
        models.AppBskyFeedPost.Record(text=text, created_at=date)
        print(f"  {name}: accepted")
    except ValueError as error:
        print(f"  {name}: {error.errors()[0]['msg']}")
PY
  in_node <<'JS'
const { AppBskyFeedPost } = require('@atproto/api')
console.log('npm @atproto/api', require('@atproto/api/package.json').version)
for (const [name, [text, createdAt]] of Object.entries(require('./posts.json'))) {
  const found = AppBskyFeedPost.validateRecord({ $type: 'app.bsky.feed.post', text, createdAt })
  console.log(`  ${name}: ${found.success ? 'accepted' : found.error.message}`)
}
JS
)
seen "$got" "PyPI atproto 0.0.73
  300 letters: accepted
  301 letters: accepted
  100 families, 2,500 bytes: accepted
  300 families, 7,500 bytes: accepted
  a word for a date: accepted
  a day for a date: accepted
npm @atproto/api 0.19.19
  300 letters: accepted
  301 letters: Record/text must not be longer than 300 graphemes
  100 families, 2,500 bytes: accepted
  300 families, 7,500 bytes: Record/text must not be longer than 3000 characters
  a word for a date: Record/createdAt must be an valid atproto datetime (both RFC-3339 and ISO-8601)
  a day for a date: Record/createdAt must be an valid atproto datetime (both RFC-3339 and ISO-8601)" \
  "the Python models of Bluesky's records accepted what Bluesky's own package refuses."
