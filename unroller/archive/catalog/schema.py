"""The tables of the catalog, and an index for every order that a page shows.

``thread`` has one row for each thread that ever was, in the order of their first addition (``n``): what the ledger says
of it, and once its bag was read (``made``) what it is listed by. The rest of its summary is one value, ``row``, with a
checksum. What lists count is counted when it is written, so that no page adds up threads.
"""

#: Raised whenever the tables, or what is written into them, change: a catalog of another version is made anew.
VERSION = 2

SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE thread (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    highest INTEGER NOT NULL,
    added TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT '',
    observations TEXT NOT NULL DEFAULT '',
    latest INTEGER,
    bag TEXT NOT NULL DEFAULT '',
    newest INTEGER NOT NULL DEFAULT 0,
    made INTEGER NOT NULL DEFAULT 0,
    public INTEGER, undated INTEGER, moment TEXT, day TEXT, title TEXT, unsigned INTEGER, author TEXT, words INTEGER,
    gone INTEGER, year TEXT,
    row BLOB, checksum INTEGER
);
CREATE INDEX thread_pending ON thread(n) WHERE made = 0 AND latest IS NOT NULL;
CREATE INDEX thread_unreadable ON thread(n) WHERE made = 2;
CREATE INDEX thread_kept ON thread(newest DESC, public) WHERE made > 0;
CREATE INDEX thread_published ON thread(undated, day DESC, newest DESC, public) WHERE made > 0;
CREATE INDEX thread_oldest ON thread(undated, moment, title, newest DESC, public) WHERE made > 0;
CREATE INDEX thread_title ON thread(title, id, public) WHERE made > 0;
CREATE INDEX thread_author ON thread(unsigned, author, moment, newest DESC, public) WHERE made > 0;
CREATE INDEX thread_length ON thread(words DESC, title, newest DESC, public) WHERE made > 0;
CREATE INDEX thread_gone ON thread(newest DESC, public) WHERE gone > 0;

CREATE TABLE version (
    n INTEGER, number INTEGER, bag TEXT, added TEXT, sequence INTEGER, PRIMARY KEY (n, number)
) WITHOUT ROWID;
CREATE TABLE key (
    kind TEXT, digest TEXT, at INTEGER, n INTEGER, number INTEGER, PRIMARY KEY (kind, digest, at)
) WITHOUT ROWID;
CREATE INDEX key_thread ON key(n);
CREATE TABLE report (at INTEGER PRIMARY KEY, id TEXT UNIQUE, digest TEXT);

CREATE TABLE name (
    no INTEGER PRIMARY KEY, kind TEXT, folded TEXT, plain TEXT, threads INTEGER NOT NULL, public INTEGER NOT NULL,
    UNIQUE (kind, folded)
);
CREATE INDEX name_threads ON name(kind, threads DESC);
CREATE INDEX name_public ON name(kind, public DESC);
CREATE INDEX name_plain ON name(kind, plain);
CREATE TABLE named (
    no INTEGER, moment TEXT, n INTEGER, newest INTEGER, public INTEGER, spelling TEXT, label TEXT,
    PRIMARY KEY (no, moment, n)
) WITHOUT ROWID;
CREATE INDEX named_newest ON named(no, newest DESC, n, public);
CREATE TABLE name_year (
    no INTEGER, year TEXT, threads INTEGER NOT NULL, public INTEGER NOT NULL, PRIMARY KEY (no, year)
) WITHOUT ROWID;

CREATE TABLE link_count (
    year TEXT, state TEXT, threads INTEGER NOT NULL, public INTEGER NOT NULL, PRIMARY KEY (year, state)
) WITHOUT ROWID;
CREATE TABLE seen (post INTEGER, n INTEGER, PRIMARY KEY (post, n)) WITHOUT ROWID;
CREATE TABLE sketch (hash INTEGER, n INTEGER, PRIMARY KEY (hash, n)) WITHOUT ROWID;
"""
