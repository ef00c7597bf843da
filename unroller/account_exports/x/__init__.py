"""What X gives out: its account archives of all generations, and the JSON of its interfaces.

:mod:`.archive` and :mod:`.grailbird` are archives, :mod:`.api_json` is everything else. All of them parse a record into
one value, :class:`.raw_post.RawPost`, from which :mod:`.build_post` builds the post.
"""
