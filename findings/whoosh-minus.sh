#!/usr/bin/env bash
# Whoosh 2.7.4: a minus before a word is dropped, so the word that should be left out is asked for.
#
# Expected: `tide -storm` finds what has "tide" without "storm", as in every search box and in Lucene's query parser.
# Seen:     the default QueryParser makes it `tide AND storm`; `-storm` alone finds exactly the texts with "storm". Only
#           NOT in capitals excludes: `tide not storm` is `tide AND storm` too ("not" is one of the stop words).
# Threads:  "-word" is what people type to leave out a reply or a topic. They get its opposite, and no error.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python whoosh==2.7.4

got=$(python -W ignore - <<'PY'
from importlib.metadata import version

from whoosh.fields import ID, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

index = RamStorage().create_index(Schema(id=ID(stored=True), text=TEXT))
writer = index.writer()
for name, text in {"calm": "the tide rose", "wild": "the tide rose in the storm", "dry": "a storm of sand"}.items():
    writer.add_document(id=name, text=text)
writer.commit()

print("whoosh", version("whoosh"))
parser = QueryParser("text", index.schema)
with index.searcher() as searcher:
    for asked in ("tide -storm", "-storm", "tide not storm", "tide NOT storm"):
        query = parser.parse(asked)
        print(f"{asked!r:18}", f"{query!s:32}", sorted(hit["id"] for hit in searcher.search(query)))
PY
)
seen "$got" "whoosh 2.7.4
'tide -storm'      (text:tide AND text:storm)       ['wild']
'-storm'           text:storm                       ['dry', 'wild']
'tide not storm'   (text:tide AND text:storm)       ['wild']
'tide NOT storm'   (text:tide AND NOT text:storm)   ['calm']" \
  "Whoosh's default parser took a minus for nothing and asked for the word behind it."
