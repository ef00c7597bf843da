#!/usr/bin/env bash
# dateparser 1.5.0: the date of a post as X writes it is no date.
#
# Expected: a library for dates "in almost any string format" reads "Wed Mar 03 10:30:00 +0000 2021", which X has put
#           into every post and every archive since the beginning (created_at).
# Seen:     None. Without the offset, with "UTC" for it, or with the year before it, it is read; only the order of X,
#           the offset before the year, is not. A format given by hand (date_formats) helps.
# Threads:  None is also the answer for "no date here", so a whole archive comes in undated without an error. It is no
#           strictness either: the word "a" is a day of January.
set -euo pipefail
cd "$(dirname "$0")" && . ./lib.sh
with_python dateparser==1.5.0

got=$(python -W ignore - <<'PY'
from datetime import datetime
from importlib.metadata import version

import dateparser

print("dateparser", version("dateparser"))
base = {"RELATIVE_BASE": datetime(2024, 5, 15, 12)}
for text in (
    "Wed Mar 03 10:30:00 +0000 2021",
    "Wed Mar 03 10:30:00 UTC 2021",
    "Wed Mar 03 10:30:00 2021",
    "Wed Mar 03 2021 10:30:00 +0000",
    "a",
):
    print(f"{text:30}", dateparser.parse(text, languages=["en"], settings=base))
print("with its format given:", dateparser.parse("Wed Mar 03 10:30:00 +0000 2021", date_formats=["%a %b %d %H:%M:%S %z %Y"]))
PY
)
seen "$got" "dateparser 1.5.0
Wed Mar 03 10:30:00 +0000 2021 None
Wed Mar 03 10:30:00 UTC 2021   2021-03-03 10:30:00+00:00
Wed Mar 03 10:30:00 2021       2021-03-03 10:30:00
Wed Mar 03 2021 10:30:00 +0000 2021-03-03 10:30:00+00:00
a                              2024-01-15 00:00:00
with its format given: 2021-03-03 10:30:00+00:00" \
  "dateparser read every order of these parts but the one that X writes."
