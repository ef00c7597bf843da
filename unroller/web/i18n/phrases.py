"""The sentences that the pure rooms say to people, each as one shape; :mod:`unroller.web.i18n.sentences` says them
anew.

What stands in braces varies. Its name says what it is: see :data:`unroller.web.i18n.sentences.KINDS`. A test walks
the pure rooms and fails on a sentence that is not here.
"""

from __future__ import annotations

from unroller.web.i18n import counted, later

#: A sentence, or its forms for one and for many, which differ by ``{count}``.
Phrase = str | tuple[str, str]

REFUSALS: tuple[Phrase, ...] = (
    later("there is no text in this: paste the thread, or choose another file"),
    later("there is no thread in this: only the site's own lines were found. Copy the whole page and try again"),
    later("no thread found: the page holds only the beginnings of other threads. Open the thread itself and copy that"),
    later(
        "no thread found: the page holds only its own lines and what it shows beside a thread. Open the thread itself "
        "and copy that"
    ),
    later("no thread found: the page says “{told}”. Open the thread again and copy it"),
    later("no post is on this page: scroll through the thread before saving it, or copy its text"),
    later("this page is of no known site"),
    later("this is a list of threads (an author's page on Thread Reader), not a thread: open one and copy that"),
    later("this is a list of posts saved one by one, not a thread: open the thread itself and copy that"),
    later("this is data (JSON) and not a text: paste the thread as it reads on its page"),
    later("this is the source of a web page: open it in a browser, select all, copy, and paste that"),
    later("this holds {count} separate posts and no thread: none of them answers another of the same author"),
    later("this holds {count} posts, and at most {most} are read in one thread: hand it in in parts"),
    later("this page holds no text: it may need its script to show any. Copy the thread's text instead"),
    later("this is not text but binary data: copy the thread's text and paste that"),
    later("this is {what}, not text: copy the thread's text and paste that"),
    later(
        "the text's encoding cannot be told for certain, and a wrong guess would garble it: save it as UTF-8 and try "
        "again"
    ),
    later("the text is too long: {size}, and at most {most} are read: hand it in in parts"),
    later("the text has {count} lines, and at most {most} are read: hand it in in parts"),
    later("the print has {count} lines, and at most {most} are read: hand it in in parts"),
    later("page: more than {most} elements, the most that are read: save or copy the thread alone"),
    later("page: larger than {most}, the most that is read: save the thread alone, without media"),
    later("more than {most}: split it, and hand in one thread at a time"),
    later("this is an MHTML file without a page in it: save the page again, as a whole"),
    later("this property list holds no web page: save the page again as a web archive"),
    later("this web archive has no page in it: save the page again"),
    later("this PDF has no pages: print the page again"),
    later("this PDF is larger than {most}: print fewer sheets at a time"),
    later("this PDF has {count} pages, and at most {most} are read: print the thread in parts"),
    later("this PDF is locked with a password: open it with the password, print it to a new PDF, and hand that in"),
    later("this PDF is damaged or cut off: save or print the page as PDF again, or copy its text and paste that"),
    later(
        "this PDF holds pictures only and no text (a scan or a screenshot): copy the thread's text from its page, or "
        "run the PDF through text recognition first"
    ),
    later(
        "this PDF takes more time or memory to open than a printed thread can need: print the page anew, fewer sheets "
        "at a time, or copy its text and paste that"
    ),
    later("other PDFs are being opened: try again in a moment"),
    later("PDF: the program that opens it cannot be started: {reason}"),
    later("PDF: the program that opens it does not work here: install unroller with its dependencies"),
    later("There is text in the box, and a file was chosen too: hand in one of them, then the other."),
    later("the files together are too large: hand it in by itself"),
    later("{most} files, {count} of them PDFs, are read in one go: hand in the others afterwards"),
    later("form: the text did not arrive whole: go back and read it again"),
)

#: What something is that is not text.
THINGS: tuple[Phrase, ...] = (
    later("a PNG picture"),
    later("a JPEG picture"),
    later("a GIF picture"),
    later("a TIFF picture"),
    later("a PDF document"),
    later("a ZIP archive (or an office document)"),
    later("an empty ZIP archive"),
    later("a gzip archive"),
    later("a bzip2 archive"),
    later("an xz archive"),
    later("a Zstandard archive"),
    later("a 7-Zip archive"),
    later("a RAR archive"),
    later("a tar archive"),
    later("a program"),
    later("an SQLite database"),
    later("an old office document"),
    later("an RTF document"),
    later("an MP3 recording"),
    later("an Ogg recording"),
    later("a FLAC recording"),
    later("a font"),
    later("a video"),
    later("a binary property list (a .webarchive page?)"),
    later("a video or a HEIC picture"),
    later("a picture, recording or video"),
)

KEEPING: tuple[Phrase, ...] = (
    later("{what}: the disk of {root} is full: free some space and try again; nothing was changed"),
    later(
        "{what}: the disk of {root} is full: {free} are free and {most} have to stay so: free some space and try "
        "again; nothing was changed"
    ),
    later("{what}: the disk of {root} refused ({reason}): check the disk; nothing was acknowledged"),
    later("{what}: {root} cannot be written to: check its permissions, or choose another archive"),
    later("archive: {root} cannot be read: {reason}"),
    later("archive: {root} is damaged: take it from a backup, or delete it and add a thread"),
    later("archive: {root} has format {number}, and this program knows formats up to {most}: update it"),
    later("archive: {root} holds other things ({name}) and no archive: name an empty folder"),
    later("{root} is not as it was kept: run `unroller verify`, and take this folder from a backup"),
    later("{root} is not as it was kept: run `unroller verify`, and take this file from a backup"),
    later("{root} cannot be read: {reason}"),
    later("cannot be read: {reason}"),
    later("larger than {most}, the most that is read as a list of organisations: shorten it"),
    later("not in UTF-8, and not read as a list of organisations: save it as UTF-8"),
    counted(
        "{count} line can be no name and was left out: line {number}",
        "{count} lines can be no names and were left out, the first is line {number}",
    ),
    later("files of this thread are missing: run `unroller verify`"),
    later("this receipt is not as it was kept: run `unroller verify`"),
    later("no such receipt is kept here"),
    later("no such picture is kept with this thread"),
    later("state.json: not JSON: run `unroller verify`"),
    later("state.json: no schema version: run `unroller verify`"),
    later("state.json: a value is of the wrong kind: run `unroller verify`"),
    later("state.json: schema {number} is a newer unroller's: update this program"),
    later("record: too large to be a thread"),
    later("record: nested too deeply to be a thread"),
    later("record: not JSON: {reason}"),
    later("record: not a JSON object"),
    later("record: no schema version: not a record of a thread"),
    later("record: no schema version: not a record of an observation"),
    later("record: {name} is not a list of texts"),
    later("record: schema {number} was written by a newer unroller: update this program"),
    later("record: probability is not a number"),
    later("record: posts of a source is not a list of numbers"),
    later("record: {name} is missing or not a text"),
    later("record: {name} is missing or not a whole number"),
    later("record: {name} is not a list of whole numbers"),
    later("record: {name} is missing or not an object"),
    later("record: {name} is not a list of objects"),
)

MENDING: tuple[Phrase, ...] = (
    later("line: there is no such line in this thread"),
    later("line: it is not what it was when this page was made: open the page again"),
    later("line: the thread begins with it: there is nothing above to join it to"),
    later("line: it is in the text already"),
    later("line: it is set aside already"),
    later("line: it is the last one: nothing would be left of the thread"),
    later("edit: {most} decisions about one thread are the most there can be"),
    later("undo: there is nothing to take back"),
    later("{what}: {count} characters are too many: {most} are the most"),
    later("tags: {count} are too many: {most} are the most"),
    later("author: a name needs a handle: give both"),
    later("author: that cannot be a handle: letters, digits, “.”, “-”, “_” and one “@”, no blanks"),
    later("date: write it as 2021, 2021-03, 2021-03-09 or 2021-03-09T18:30Z"),
    later("decision: it was taken back already: open the page again"),
    later("form: what was decided did not arrive whole: go back and send it again"),
    later("form: it does not say what to do: go back and choose again"),
    later("nothing was chosen: tick the threads that are meant"),
    later("{count} threads at once are too many: {most} are the most"),
    later("no tag was given: write one, or several with commas between"),
)

NOTICES: tuple[Phrase, ...] = (
    later("the page says it holds {count} posts; {found} were found"),
    later("number {number} of the author's count is missing"),
    later("numbers {first} to {last} of the author's count are missing"),
    later("the page says: {told}"),
    later("the page was cut here"),
    later("a post that is no longer there"),
    later("the thread goes on where the page offers to show more: open it there"),
    counted(
        "{count} place could be read either way: please look", "{count} places could be read either way: please look"
    ),
    later("{parts} set aside"),
    counted("{count} post by other people", "{count} posts by other people"),
    counted("{count} post by the author that stands alone", "{count} posts by the author that stand alone"),
    counted("{count} later reply by the author", "{count} later replies by the author"),
    counted(
        "{count} line behind the site's footer was set aside", "{count} lines behind the site's footer were set aside"
    ),
    later("post {number} is the same as post {other}"),
    later("post {number} stops in mid-sentence: the page showed only its beginning"),
    later("post {number} stops in mid-sentence: the copy seems to end too early"),
    later("post {number} is cut where the page says “Show more”"),
    later("post {number} was cut by the page: open it and copy it whole"),
    later("the copy ends within the site's footer; the thread itself is whole"),
    later("some characters were damaged and stand as �"),
    later("the PDF does not say which characters some of its signs are: they stand as �"),
    later("the text ends in the middle of a character: the end is missing"),
    counted(
        "{count} line was mended ({kinds}); the ledger shows how",
        "{count} lines were mended ({kinds}); the ledger shows how",
    ),
    counted(
        "{count} emoji name stood for emoji; the ledger shows where",
        "{count} emoji names stood for emoji; the ledger shows where",
    ),
    later(
        "the article was changed after it was written: its posts are read from what it shows, without what it left out"
    ),
    later("the article does not hold how its posts were written: they are read from what it shows, without counters"),
    later("the record at the end of the article is not believed ({why}): its posts are read from what it shows"),
    later("it is damaged"),
    later("it leaves out {told}"),
    later("it holds words that the article does not show: {told}"),
    later("it was written by a newer program"),
    later("it does not say where the posts begin"),
    later("it holds too many posts"),
    later("it holds no post"),
    later("it is nested too deeply"),
    later("a line of it is no record"),
    later("its {name} is no text"),
    later("its {name} are no records"),
    later("its gaps are no numbers"),
    later("who wrote a post is no record"),
    later("the links of a post do not fit its text"),
    later("a link of it has no kind"),
    later("a link of it has no length"),
    later("a text of it is no list of numbers and strings"),
    later("a text of it holds what is neither a number nor a string"),
    later("a text of it takes more than the article has"),
    later("it takes the article over and over"),
)

ACCOUNTS: tuple[Phrase, ...] = (
    later(
        "the first posts may be missing: the file holds 40 posts before this one, the most that a server gives "
        "without a login; save the context of the first one too"
    ),
    later(
        "later posts may be missing: the file holds 60 replies, the most without a login; save the context of the "
        "last one too"
    ),
    later(
        "later posts may be missing: the file ends 20 replies deep, where a server stops without a login; save "
        "the context of the last one too"
    ),
    later(
        "an export of Threads as HTML: ask Meta for your data again, choose JSON as its format, and hand in the new ZIP"
    ),
    later("an export of Instagram without posts of Threads: ask Meta for your Threads data, as JSON"),
    later("an export of Facebook: only threads of X, Mastodon, Bluesky and Threads can be read"),
    later("an export of Google: only threads of X, Mastodon, Bluesky and Threads can be read"),
    later("an X archive without posts: ask X for an archive of your data again and hand in the whole ZIP"),
    later("Mastodon's lists without posts: ask for your archive under Preferences, Import and export"),
    later("The post that this thread begins below is not in the export: it was deleted."),
    later("The first post answers somebody else’s post, which is not part of this thread."),
    later("The export does not say which posts belong together: these were written within minutes of each other."),
    later("It may go on from the thread that begins at {url}."),
    later("One post of the export could not be read."),
    later("{count} of its posts could not be read."),
    later("The export holds only the beginning of a long post; the rest of it is not there."),
    later("The export holds two long texts that this post may be the beginning of: neither was taken."),
    later("The saved page held back posts until somebody asked for more: some may be missing."),
    later("The export holds only the beginning of a long article; the rest of it is not there."),
    later("another export lies here and was not read: import it by itself"),
    later("long texts that belong to no post of this export were left out: {count}, written {moments}"),
    later("X says that this is only a part of the account's data."),
    later("a post was last edited on {day}: the export holds only its last version"),
    later("the author asks that people who are not logged in to Bluesky are not shown these posts"),
    later("later posts may be missing: the file ends where a server stops; save the thread from its last post on too"),
    later("there is no post in it ({why}): download the export again, or ask for a new one"),
    later("these are exports of different accounts: import them one after the other"),
    later("this ZIP is damaged or cut off (its directory is missing): download it again"),
    later("this ZIP is made to do harm: files in it lie on top of each other"),
    later("it is packed more than {count} times: it is made to do harm"),
    later("it is locked with a password: unpack it, and hand in the folder or a ZIP without one"),
    later("this tar file is damaged or cut off: download it again"),
    later("this gzip file is cut off: download it again"),
    later("this gzip file is damaged: download it again"),
    later("this import is under way already: wait for it, or stop it first"),
    later("this import is under way: stop it first"),
    later("this import is not read yet: wait until it is"),
    later("write a year or a day: 2020, 2020-03-01"),
)

SEARCHING: tuple[Phrase, ...] = (
    later("there is nothing to search for: type a word, a “phrase”, a #hashtag or from:somebody"),
    later("the query is long: only its first {count} characters were searched"),
    later("the query has many words: those at its end were left out"),
    later("a closing bracket without an opening one was left out"),
    later("“or” stands between two words; here it was left out"),
    later("AND stands between two words; here it was left out"),
    later("in brackets all words are required anyway: “all:” was left out"),
    later("a minus sign leaves out the word that follows it; here none does"),
    later("brackets within brackets count up to {count} deep; the inner ones were left out"),
    later("an empty pair of brackets was left out"),
    later("a quotation mark was not closed; it was taken to end with the query"),
    later("a bracket was not closed; it was taken to end with the query"),
    later("after “in:” stands “title”; words are searched everywhere"),
    later("after “sort:” stands new, old or best"),
    later("after “from:” stands a name: from:alice"),
    later("after “site:” stands a site: site:example.org"),
    later("after “tag:” stands a label of yours: tag:later"),
    later("links: looking them up is switched off here"),
    later("links: too many threads wait to be looked up: try again later"),
    later("links: looking them up failed: it is in the log, and what was seen is kept"),
    later("fetch: switched off (UNROLLER_FETCH): nothing is asked of the network"),
    later("after “has:” stands link, source, image, video, audio, media or quote"),
    later("after “lang:” stands a language's code: lang:pt"),
    later("after “platform:” stands {told}"),
    later("after “{name}:” stands a date: {other}:2022-03-31"),
    later("a star stands at the end of a word: photogra*"),
    later("before a star stand {count} letters or more; searched as the word “{told}”"),
    later("a tilde allows one wrong letter in words of {count} letters or more: {told}"),
    later("nothing in “{told}” can be searched; it was left out"),
    later("empty quotes were left out"),
    later("of a long phrase, the first {count} words were searched"),
    later("nothing has exactly this; shown are posts with another form of: {told}"),
    later("no thread has all of these words; shown are those that have most of them"),
    later("nothing has “{told}”: searched as {other}"),
    later("did you mean: {told}"),
    later("nothing was found for: {told}; shown is what was found for: {other}"),
    later("{count} of the kept threads cannot be read and are not searched: see unroller verify"),
    later("the index is being written by another process: the newest threads may be missing"),
    later("the index cannot be written ({reason}): the newest threads may be missing"),
    later("search index: not open: try again"),
    later("search index: being built by another process: try again in a moment"),
    later("search index: cannot be written"),
    later("search index: cannot be written: {reason}: free some space"),
    later("search index: cannot be built: {reason}"),
    later("search index: {root}: cannot be written: {reason}"),
    later("search index: {root}: cannot be read back: free some space, then reindex"),
    later("search index: {reason}: try unroller reindex"),
)

#: What a text was taken for.
LABELS: tuple[Phrase, ...] = (
    later("{format}, printed as PDF"),
    later("plain text"),
    later("text copied from a page of X, Mastodon, Bluesky or Threads"),
    later("Thread Reader page"),
    later("twtext page"),
    later("Community Archive page"),
    later("ThreadSky page"),
    later("blog post"),
    later("page of a tweetback archive"),
    later("Markdown by twitter-archive-parser"),
    later("thread saved by tweet-to-markdown"),
    later("clip of X in Markdown"),
    later("posts between rules"),
    later("notes with the thread's address"),
    later("article in our own Markdown"),
    later("list of saved posts"),
    later("data (JSON)"),
    later("source of a web page"),
    later("Thread Reader page (saved)"),
    later("X page (saved)"),
    later("Twitter page of the 2010s (saved)"),
    later("Twitter page for phones (saved)"),
    later("Bluesky page (saved)"),
    later("Mastodon page (saved)"),
    later("Mastodon page without script (saved)"),
    later("Threads page (saved)"),
    later("Nitter page (saved)"),
    later("page with microformats (saved)"),
    later("page with schema.org data (saved)"),
)

#: What came of looking a source up.
LOOKING: tuple[Phrase, ...] = (
    later("this address is not looked up: only public web addresses are"),
    later("there is no host of this name"),
    later("names of hosts cannot be looked up at the moment"),
    later("no connection to the host"),
    later("the host did not answer in time"),
    later("the host asked to be asked later"),
    later("the host's certificate is not valid for it"),
    later("the host's answer is not one of the web"),
    later("the host sends more than it should"),
    later("the answer broke off"),
    later("more than {count} redirects, one after another"),
    later("the page is packed in a way that was not asked for"),
    later("the page is packed to do harm: it unpacks to many times what a page can"),
    later("the page is packed, and cannot be unpacked"),
    later("the address leads to the site's front page now"),
    later("the page says that it is not there"),
    later("the host says that it is not there"),
    later("the host answers, but not to us"),
    later("the host asks programs not to visit this (robots.txt)"),
    later("the host is in trouble"),
    later("the host's answer says nothing about the page"),
    later("the network says that the post is not there"),
)

#: What stands for a title where there is none.
TITLES: tuple[Phrase, ...] = (later("Untitled thread"), later("Thread by {told}"))

#: Single words that stand in places of the others.
WORDS: tuple[Phrase, ...] = (
    later("title"),
    later("author"),
    later("name"),
    later("tag"),
    later("introduction"),
    later("notes"),
    later("add"),
    later("edit"),
    later("remove"),
    later("archive"),
    later("mojibake"),
    later("html entities"),
    later("ligatures"),
    later("emoji name"),
    # What a computer's system says
    later("Permission denied"),
    later("Read-only file system"),
    later("Input/output error"),
    later("No space left on device"),
    later("No such file or directory"),
)


#: What a receipt of an import says: why posts became what they did, what was not opened, what was chosen, and of what.
RECEIPTS: tuple[Phrase, ...] = (
    later("in threads"),
    later("in threads that begin with an answer to somebody else"),
    later("single posts"),
    later("answers to others"),
    later("answers by others"),
    later("reposts"),
    later("the same post twice"),
    later("an earlier version of an edited post"),
    later("followers-only"),
    later("circle posts"),
    later("direct posts"),
    later("direct messages"),
    later("deleted posts"),
    later("drafts, never published"),
    later("posts that could not be read in full"),
    later("single posts too"),
    later("threads of {count} posts or more"),
    later("{count} chosen by hand"),
    later("{count} taken out by hand"),
    later("{count} likes or more"),
    later("no answers to others"),
    later("since {day}"),
    later("until {day}"),
    later("with followers, privately"),
    later("with circle, privately"),
    later("Bluesky repository"),
    later("Bluesky posts as JSON"),
    later("Mastodon archive"),
    later("Mastodon posts as JSON"),
    later("Threads export"),
    later("X archive"),
    later("imports: this installation cannot read exports of accounts"),
    later("no file was chosen: choose the export that the network sent you"),
    later("these are more than {most} files: choose those of one export"),
)

PHRASES = (
    *REFUSALS, *THINGS, *KEEPING, *MENDING, *NOTICES, *ACCOUNTS, *SEARCHING, *LABELS, *LOOKING, *TITLES, *WORDS,
    *RECEIPTS,
)  # fmt: skip
