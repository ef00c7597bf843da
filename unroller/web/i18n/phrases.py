"""The sentences that the pure rooms say to people, each as one shape; :mod:`unroller.web.i18n.sentences` says them
anew.

What stands in braces varies. Its name says what it is: see :data:`unroller.web.i18n.sentences.KINDS`. A test walks
the pure rooms and fails on a sentence that is not here.
"""

from __future__ import annotations

from unroller.web.i18n import N_, mark_plural

#: A sentence, or its forms for one and for many, which differ by ``{count}``.
Phrase = str | tuple[str, str]

REFUSALS: tuple[Phrase, ...] = (
    N_("there is no text in this: paste the thread, or choose another file"),
    N_("there is no thread in this: only the site's own lines were found. Copy the whole page and try again"),
    N_("no thread found: the page holds only the beginnings of other threads. Open the thread itself and copy that"),
    N_(
        "no thread found: the page holds only its own lines and what it shows beside a thread. Open the thread itself "
        "and copy that"
    ),
    N_("no thread found: the page says “{told}”. Open the thread again and copy it"),
    N_("no post is on this page: scroll through the thread before saving it, or copy its text"),
    N_("this page is of no known site"),
    N_("this is a list of threads (an author's page on Thread Reader), not a thread: open one and copy that"),
    N_("this is a list of posts saved one by one, not a thread: open the thread itself and copy that"),
    N_("this is data (JSON) and not a text: paste the thread as it reads on its page"),
    N_("this is the source of a web page: open it in a browser, select all, copy, and paste that"),
    N_("this holds {count} separate posts and no thread: none of them answers another of the same author"),
    N_("this holds {count} posts, and at most {most} are read in one thread: hand it in in parts"),
    N_("this page holds no text: it may need its script to show any. Copy the thread's text instead"),
    N_("this is not text but binary data: copy the thread's text and paste that"),
    N_("this is {what}, not text: copy the thread's text and paste that"),
    N_(
        "the text's encoding cannot be told for certain, and a wrong guess would garble it: save it as UTF-8 and try "
        "again"
    ),
    N_("the text is too long: {size}, and at most {most} are read: hand it in in parts"),
    N_("the text has {count} lines, and at most {most} are read: hand it in in parts"),
    N_("the print has {count} lines, and at most {most} are read: hand it in in parts"),
    N_("page: more than {most} elements, the most that are read: save or copy the thread alone"),
    N_("page: larger than {most}, the most that is read: save the thread alone, without media"),
    N_("more than {most}: split it, and hand in one thread at a time"),
    N_("this is an MHTML file without a page in it: save the page again, as a whole"),
    N_("this property list holds no web page: save the page again as a web archive"),
    N_("this web archive has no page in it: save the page again"),
    N_("this PDF has no pages: print the page again"),
    N_("this PDF is larger than {most}: print fewer sheets at a time"),
    N_("this PDF has {count} pages, and at most {most} are read: print the thread in parts"),
    N_("this PDF is locked with a password: open it with the password, print it to a new PDF, and hand that in"),
    N_("this PDF is damaged or cut off: save or print the page as PDF again, or copy its text and paste that"),
    N_(
        "this PDF holds pictures only and no text (a scan or a screenshot): copy the thread's text from its page, or "
        "run the PDF through text recognition first"
    ),
    N_(
        "this PDF takes more time or memory to open than a printed thread can need: print the page anew, fewer sheets "
        "at a time, or copy its text and paste that"
    ),
    N_("other PDFs are being opened: try again in a moment"),
    N_("PDF: the program that opens it cannot be started: {reason}"),
    N_("PDF: the program that opens it does not work here: install unroller with its dependencies"),
    N_("There is text in the box, and a file was chosen too: hand in one of them, then the other."),
    N_("the files together are too large: hand it in by itself"),
    N_("{most} files, {count} of them PDFs, are read in one go: hand in the others afterwards"),
    N_("form: the text did not arrive whole: go back and read it again"),
)

#: What something is that is not text.
THINGS: tuple[Phrase, ...] = (
    N_("a PNG picture"),
    N_("a JPEG picture"),
    N_("a GIF picture"),
    N_("a TIFF picture"),
    N_("a PDF document"),
    N_("a ZIP archive (or an office document)"),
    N_("an empty ZIP archive"),
    N_("a gzip archive"),
    N_("a bzip2 archive"),
    N_("an xz archive"),
    N_("a Zstandard archive"),
    N_("a 7-Zip archive"),
    N_("a RAR archive"),
    N_("a tar archive"),
    N_("a program"),
    N_("an SQLite database"),
    N_("an old office document"),
    N_("an RTF document"),
    N_("an MP3 recording"),
    N_("an Ogg recording"),
    N_("a FLAC recording"),
    N_("a font"),
    N_("a video"),
    N_("a binary property list (a .webarchive page?)"),
    N_("a video or a HEIC picture"),
    N_("a picture, recording or video"),
)

KEEPING: tuple[Phrase, ...] = (
    N_("{what}: the disk of {root} is full: free some space and try again; nothing was changed"),
    N_(
        "{what}: the disk of {root} is full: {free} are free and {most} have to stay so: free some space and try "
        "again; nothing was changed"
    ),
    N_("{what}: the disk of {root} refused ({reason}): check the disk; nothing was acknowledged"),
    N_("{what}: {root} cannot be written to: check its permissions, or choose another archive"),
    N_("archive: {root} cannot be read: {reason}"),
    N_("archive: {root} is damaged: take it from a backup, or delete it and add a thread"),
    N_("archive: {root} has format {number}, and this program knows formats up to {most}: update it"),
    N_("archive: {root} holds other things ({name}) and no archive: name an empty folder"),
    N_("{root} is not as it was kept: run `unroller verify`, and take this folder from a backup"),
    N_("{root} is not as it was kept: run `unroller verify`, and take this file from a backup"),
    N_("{root} cannot be read: {reason}"),
    N_("cannot be read: {reason}"),
    N_("larger than {most}, the most that is read as a list of organisations: shorten it"),
    N_("not in UTF-8, and not read as a list of organisations: save it as UTF-8"),
    mark_plural(
        "{count} line can be no name and was left out: line {number}",
        "{count} lines can be no names and were left out, the first is line {number}",
    ),
    N_("files of this thread are missing: run `unroller verify`"),
    N_("this receipt is not as it was kept: run `unroller verify`"),
    N_("no such receipt is kept here"),
    N_("no such picture is kept with this thread"),
    N_("state.json: not JSON: run `unroller verify`"),
    N_("state.json: no schema version: run `unroller verify`"),
    N_("state.json: a value is of the wrong kind: run `unroller verify`"),
    N_("state.json: schema {number} is a newer unroller's: update this program"),
    N_("record: too large to be a thread"),
    N_("record: nested too deeply to be a thread"),
    N_("record: not JSON: {reason}"),
    N_("record: not a JSON object"),
    N_("record: no schema version: not a record of a thread"),
    N_("record: no schema version: not a record of an observation"),
    N_("record: {name} is not a list of texts"),
    N_("record: schema {number} was written by a newer unroller: update this program"),
    N_("record: probability is not a number"),
    N_("record: posts of a source is not a list of numbers"),
    N_("record: {name} is missing or not a text"),
    N_("record: {name} is missing or not a whole number"),
    N_("record: {name} is not a list of whole numbers"),
    N_("record: {name} is missing or not an object"),
    N_("record: {name} is not a list of objects"),
)

MENDING: tuple[Phrase, ...] = (
    N_("line: there is no such line in this thread"),
    N_("line: it is not what it was when this page was made: open the page again"),
    N_("line: the thread begins with it: there is nothing above to join it to"),
    N_("line: it is in the text already"),
    N_("line: it is set aside already"),
    N_("line: it is the last one: nothing would be left of the thread"),
    N_("edit: {most} decisions about one thread are the most there can be"),
    N_("undo: there is nothing to take back"),
    N_("{what}: {count} characters are too many: {most} are the most"),
    N_("tags: {count} are too many: {most} are the most"),
    N_("author: a name needs a handle: give both"),
    N_("author: that cannot be a handle: letters, digits, “.”, “-”, “_” and one “@”, no blanks"),
    N_("date: write it as 2021, 2021-03, 2021-03-09 or 2021-03-09T18:30Z"),
    N_("decision: it was taken back already: open the page again"),
    N_("form: what was decided did not arrive whole: go back and send it again"),
    N_("form: it does not say what to do: go back and choose again"),
    N_("nothing was chosen: tick the threads that are meant"),
    N_("{count} threads at once are too many: {most} are the most"),
    N_("no tag was given: write one, or several with commas between"),
)

NOTICES: tuple[Phrase, ...] = (
    N_("the page says it holds {count} posts; {found} were found"),
    N_("number {number} of the author's count is missing"),
    N_("numbers {first} to {last} of the author's count are missing"),
    N_("the page says: {told}"),
    N_("the page was cut here"),
    N_("a post that is no longer there"),
    N_("the thread goes on where the page offers to show more: open it there"),
    mark_plural(
        "{count} place could be read either way: please look", "{count} places could be read either way: please look"
    ),
    N_("{parts} set aside"),
    mark_plural("{count} post by other people", "{count} posts by other people"),
    mark_plural("{count} post by the author that stands alone", "{count} posts by the author that stand alone"),
    mark_plural("{count} later reply by the author", "{count} later replies by the author"),
    mark_plural(
        "{count} line behind the site's footer was set aside", "{count} lines behind the site's footer were set aside"
    ),
    N_("post {number} is the same as post {other}"),
    N_("post {number} stops in mid-sentence: the page showed only its beginning"),
    N_("post {number} stops in mid-sentence: the copy seems to end too early"),
    N_("post {number} is cut where the page says “Show more”"),
    N_("post {number} was cut by the page: open it and copy it whole"),
    N_("the copy ends within the site's footer; the thread itself is whole"),
    N_("some characters were damaged and stand as �"),
    N_("the PDF does not say which characters some of its signs are: they stand as �"),
    N_("the text ends in the middle of a character: the end is missing"),
    mark_plural(
        "{count} line was mended ({kinds}); the ledger shows how",
        "{count} lines were mended ({kinds}); the ledger shows how",
    ),
    mark_plural(
        "{count} emoji name stood for emoji; the ledger shows where",
        "{count} emoji names stood for emoji; the ledger shows where",
    ),
    N_("the article was changed after it was written: its posts are read from what it shows, without what it left out"),
    N_("the article does not hold how its posts were written: they are read from what it shows, without counters"),
    N_("the record at the end of the article is not believed ({why}): its posts are read from what it shows"),
    N_("it is damaged"),
    N_("it leaves out {told}"),
    N_("it holds words that the article does not show: {told}"),
    N_("it was written by a newer program"),
    N_("it does not say where the posts begin"),
    N_("it holds too many posts"),
    N_("it holds no post"),
    N_("it is nested too deeply"),
    N_("a line of it is no record"),
    N_("its {name} is no text"),
    N_("its {name} are no records"),
    N_("its gaps are no numbers"),
    N_("who wrote a post is no record"),
    N_("the links of a post do not fit its text"),
    N_("a link of it has no kind"),
    N_("a link of it has no length"),
    N_("a text of it is no list of numbers and strings"),
    N_("a text of it holds what is neither a number nor a string"),
    N_("a text of it takes more than the article has"),
    N_("it takes the article over and over"),
)

ACCOUNTS: tuple[Phrase, ...] = (
    N_(
        "the first posts may be missing: the file holds 40 posts before this one, the most that a server gives "
        "without a login; save the context of the first one too"
    ),
    N_(
        "later posts may be missing: the file holds 60 replies, the most without a login; save the context of the "
        "last one too"
    ),
    N_(
        "later posts may be missing: the file ends 20 replies deep, where a server stops without a login; save "
        "the context of the last one too"
    ),
    N_(
        "an export of Threads as HTML: ask Meta for your data again, choose JSON as its format, and hand in the new ZIP"
    ),
    N_("an export of Instagram without posts of Threads: ask Meta for your Threads data, as JSON"),
    N_("an export of Facebook: only threads of X, Mastodon, Bluesky and Threads can be read"),
    N_("an export of Google: only threads of X, Mastodon, Bluesky and Threads can be read"),
    N_("an X archive without posts: ask X for an archive of your data again and hand in the whole ZIP"),
    N_("Mastodon's lists without posts: ask for your archive under Preferences, Import and export"),
    N_("The post that this thread begins below is not in the export: it was deleted."),
    N_("The first post answers somebody else’s post, which is not part of this thread."),
    N_("The export does not say which posts belong together: these were written within minutes of each other."),
    N_("It may go on from the thread that begins at {url}."),
    N_("One post of the export could not be read."),
    N_("{count} of its posts could not be read."),
    N_("The export holds only the beginning of a long post; the rest of it is not there."),
    N_("The export holds two long texts that this post may be the beginning of: neither was taken."),
    N_("The saved page held back posts until somebody asked for more: some may be missing."),
    N_("The export holds only the beginning of a long article; the rest of it is not there."),
    N_("another export lies here and was not read: import it by itself"),
    N_("long texts that belong to no post of this export were left out: {count}, written {moments}"),
    N_("X says that this is only a part of the account's data."),
    N_("a post was last edited on {day}: the export holds only its last version"),
    N_("the author asks that people who are not logged in to Bluesky are not shown these posts"),
    N_("later posts may be missing: the file ends where a server stops; save the thread from its last post on too"),
    N_("there is no post in it ({why}): download the export again, or ask for a new one"),
    N_("these are exports of different accounts: import them one after the other"),
    N_("this ZIP is damaged or cut off (its directory is missing): download it again"),
    N_("this ZIP is made to do harm: files in it lie on top of each other"),
    N_("it is packed more than {count} times: it is made to do harm"),
    N_("it is locked with a password: unpack it, and hand in the folder or a ZIP without one"),
    N_("this tar file is damaged or cut off: download it again"),
    N_("this gzip file is cut off: download it again"),
    N_("this gzip file is damaged: download it again"),
    N_("this import is under way already: wait for it, or stop it first"),
    N_("this import is under way: stop it first"),
    N_("this import is not read yet: wait until it is"),
    N_("write a year or a day: 2020, 2020-03-01"),
)

SEARCHING: tuple[Phrase, ...] = (
    N_("there is nothing to search for: type a word, a “phrase”, a #hashtag or from:somebody"),
    N_("the query is long: only its first {count} characters were searched"),
    N_("the query has many words: those at its end were left out"),
    N_("a closing bracket without an opening one was left out"),
    N_("“or” stands between two words; here it was left out"),
    N_("AND stands between two words; here it was left out"),
    N_("in brackets all words are required anyway: “all:” was left out"),
    N_("a minus sign leaves out the word that follows it; here none does"),
    N_("brackets within brackets count up to {count} deep; the inner ones were left out"),
    N_("an empty pair of brackets was left out"),
    N_("a quotation mark was not closed; it was taken to end with the query"),
    N_("a bracket was not closed; it was taken to end with the query"),
    N_("after “in:” stands “title”; words are searched everywhere"),
    N_("after “sort:” stands new, old or best"),
    N_("after “from:” stands a name: from:alice"),
    N_("after “site:” stands a site: site:example.org"),
    N_("after “tag:” stands a label of yours: tag:later"),
    N_("links: looking them up is switched off here"),
    N_("links: too many threads wait to be looked up: try again later"),
    N_("links: looking them up failed: it is in the log, and what was seen is kept"),
    N_("fetch: switched off (UNROLLER_FETCH): nothing is asked of the network"),
    N_("after “has:” stands link, source, image, video, audio, media or quote"),
    N_("after “lang:” stands a language's code: lang:pt"),
    N_("after “platform:” stands {told}"),
    N_("after “{name}:” stands a date: {other}:2022-03-31"),
    N_("a star stands at the end of a word: photogra*"),
    N_("before a star stand {count} letters or more; searched as the word “{told}”"),
    N_("a tilde allows one wrong letter in words of {count} letters or more: {told}"),
    N_("nothing in “{told}” can be searched; it was left out"),
    N_("empty quotes were left out"),
    N_("of a long phrase, the first {count} words were searched"),
    N_("nothing has exactly this; shown are posts with another form of: {told}"),
    N_("no thread has all of these words; shown are those that have most of them"),
    N_("nothing has “{told}”: searched as {other}"),
    N_("did you mean: {told}"),
    N_("nothing was found for: {told}; shown is what was found for: {other}"),
    N_("{count} of the kept threads cannot be read and are not searched: see unroller verify"),
    N_("the index is being written by another process: the newest threads may be missing"),
    N_("the index cannot be written ({reason}): the newest threads may be missing"),
    N_("search index: not open: try again"),
    N_("search index: being built by another process: try again in a moment"),
    N_("search index: cannot be written"),
    N_("search index: cannot be written: {reason}: free some space"),
    N_("search index: cannot be built: {reason}"),
    N_("search index: {root}: cannot be written: {reason}"),
    N_("search index: {root}: cannot be read back: free some space, then reindex"),
    N_("search index: {reason}: try unroller reindex"),
)

#: What a text was taken for.
LABELS: tuple[Phrase, ...] = (
    N_("{format}, printed as PDF"),
    N_("plain text"),
    N_("text copied from a page of X, Mastodon, Bluesky or Threads"),
    N_("Thread Reader page"),
    N_("twtext page"),
    N_("Community Archive page"),
    N_("ThreadSky page"),
    N_("blog post"),
    N_("page of a tweetback archive"),
    N_("Markdown by twitter-archive-parser"),
    N_("thread saved by tweet-to-markdown"),
    N_("clip of X in Markdown"),
    N_("posts between rules"),
    N_("notes with the thread's address"),
    N_("article in our own Markdown"),
    N_("list of saved posts"),
    N_("data (JSON)"),
    N_("source of a web page"),
    N_("Thread Reader page (saved)"),
    N_("X page (saved)"),
    N_("Twitter page of the 2010s (saved)"),
    N_("Twitter page for phones (saved)"),
    N_("Bluesky page (saved)"),
    N_("Mastodon page (saved)"),
    N_("Mastodon page without script (saved)"),
    N_("Threads page (saved)"),
    N_("Nitter page (saved)"),
    N_("page with microformats (saved)"),
    N_("page with schema.org data (saved)"),
)

#: What came of looking a source up.
LOOKING: tuple[Phrase, ...] = (
    N_("this address is not looked up: only public web addresses are"),
    N_("there is no host of this name"),
    N_("names of hosts cannot be looked up at the moment"),
    N_("no connection to the host"),
    N_("the host did not answer in time"),
    N_("the host asked to be asked later"),
    N_("the host's certificate is not valid for it"),
    N_("the host's answer is not one of the web"),
    N_("the host sends more than it should"),
    N_("the answer broke off"),
    N_("more than {count} redirects, one after another"),
    N_("the page is packed in a way that was not asked for"),
    N_("the page is packed to do harm: it unpacks to many times what a page can"),
    N_("the page is packed, and cannot be unpacked"),
    N_("the address leads to the site's front page now"),
    N_("the page says that it is not there"),
    N_("the host says that it is not there"),
    N_("the host answers, but not to us"),
    N_("the host asks programs not to visit this (robots.txt)"),
    N_("the host is in trouble"),
    N_("the host's answer says nothing about the page"),
    N_("the network says that the post is not there"),
)

#: What stands for a title where there is none.
TITLES: tuple[Phrase, ...] = (N_("Untitled thread"), N_("Thread by {told}"))

#: Single words that stand in places of the others.
WORDS: tuple[Phrase, ...] = (
    N_("title"),
    N_("author"),
    N_("name"),
    N_("tag"),
    N_("introduction"),
    N_("notes"),
    N_("add"),
    N_("edit"),
    N_("remove"),
    N_("archive"),
    N_("mojibake"),
    N_("html entities"),
    N_("ligatures"),
    N_("emoji name"),
    # What a computer's system says
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Input/output error"),
    N_("No space left on device"),
    N_("No such file or directory"),
)


#: What a receipt of an import says: why posts became what they did, what was not opened, what was chosen, and of what.
RECEIPTS: tuple[Phrase, ...] = (
    N_("in threads"),
    N_("in threads that begin with an answer to somebody else"),
    N_("single posts"),
    N_("answers to others"),
    N_("answers by others"),
    N_("reposts"),
    N_("the same post twice"),
    N_("an earlier version of an edited post"),
    N_("followers-only"),
    N_("circle posts"),
    N_("direct posts"),
    N_("direct messages"),
    N_("deleted posts"),
    N_("drafts, never published"),
    N_("posts that could not be read in full"),
    N_("single posts too"),
    N_("threads of {count} posts or more"),
    N_("{count} chosen by hand"),
    N_("{count} taken out by hand"),
    N_("{count} likes or more"),
    N_("no answers to others"),
    N_("since {day}"),
    N_("until {day}"),
    N_("with followers, privately"),
    N_("with circle, privately"),
    N_("Bluesky repository"),
    N_("Bluesky posts as JSON"),
    N_("Mastodon archive"),
    N_("Mastodon posts as JSON"),
    N_("Threads export"),
    N_("X archive"),
    N_("imports: this installation cannot read exports of accounts"),
    N_("no file was chosen: choose the export that the network sent you"),
    N_("these are more than {most} files: choose those of one export"),
)

PHRASES = (
    *REFUSALS, *THINGS, *KEEPING, *MENDING, *NOTICES, *ACCOUNTS, *SEARCHING, *LABELS, *LOOKING, *TITLES, *WORDS,
    *RECEIPTS,
)  # fmt: skip
