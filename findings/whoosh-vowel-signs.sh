#!/usr/bin/env bash
# Whoosh 2.7.4: a TEXT field indexes scraps of Hindi, Bengali and Telugu; most of their words cannot be found.
#
# Expected: the default analyzer keeps words of every script, since its pattern is Python's \w with Unicode.
# Seen:     \w matches no vowel sign, so a word is cut at each; most of what is left is one letter long, and pieces of one
#           letter are dropped. Of six Hindi words three scraps remain, and a query for a word that is cut to nothing is
#           no error but an empty query.
# Threads:  a thread in one of the most widely read scripts is kept, counted, and not to be found by its words.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python whoosh==2.7.4

got=$(python -W ignore - <<'PY'
from importlib.metadata import version

from whoosh.analysis import StandardAnalyzer
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import QueryParser

print("whoosh", version("whoosh"))
analyze = StandardAnalyzer()
texts = {
    "Hindi": "नदी में पानी बढ़ रहा है",
    "Bengali": "নদীতে পানি বাড়ছে",
    "Telugu": "నదిలో నీరు పెరుగుతోంది",
    "Tamil": "ஆற்றில் நீர் உயர்கிறது",
    "Greek": "το νερό του ποταμού ανεβαίνει",
}
index = RamStorage().create_index(Schema(text=TEXT))
with index.writer() as writer:
    for text in texts.values():
        writer.add_document(text=text)
parser = QueryParser("text", index.schema)
with index.searcher() as searcher:
    for language, text in texts.items():
        words = text.split()
        found = sum(len(searcher.search(parser.parse(word))) > 0 for word in words)
        print(f"{language}: {len(words)} words, found by {found} of them; terms", *[token.text for token in analyze(text)])
print("a query for the third Hindi word:", repr(parser.parse(texts["Hindi"].split()[2])))
PY
)
seen "$got" "whoosh 2.7.4
Hindi: 6 words, found by 3 of them; terms नद बढ रह
Bengali: 3 words, found by 1 of them; terms নদ
Telugu: 3 words, found by 1 of them; terms నద
Tamil: 3 words, found by 2 of them; terms ஆற உயர றத
Greek: 5 words, found by 5 of them; terms το νερό του ποταμού ανεβαίνει
a query for the third Hindi word: <_NullQuery>" \
  "Whoosh's default analyzer cut Indian words at their vowel signs and dropped most of the pieces."
