"""What X gives out: its account archives of all generations, and the JSON of its interfaces.

:mod:`.archive` and :mod:`.grailbird` are archives, :mod:`.interface` is everything else. All of them take a record
apart into one value, :class:`.told.Told`; what a post is made of is decided once, in :mod:`.making`.
"""
