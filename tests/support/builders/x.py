"""Posts of X for tests, written once and rendered in every dialect that exports speak, with the truth beside them.

All accounts, ids and hosts are invented. :class:`Spec` is what was written; each dialect has a function that makes a
record of it, and :func:`text` and :func:`links` say what any reader must find in it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

OWNER_ID, OWNER, OLD_HANDLE, NAME = "7700000001", "tide_tables", "tidetables_old", "Tide Tables"
OTHER_ID, OTHER = "7700000099", "harbour_cat"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_EPOCH = 1_288_834_974_657

Kind = Literal["text", "url", "mention", "hashtag", "cashtag"]


class Piece(NamedTuple):
    """A piece of a post. `shown` is what readers must find; `short` what stands in X's text where that differs."""

    kind: Kind
    shown: str
    short: str = ""


class Film(NamedTuple):
    """A picture or video: base names of its preview and of its best mp4."""

    kind: Literal["photo", "video", "animated_gif"]
    name: str
    film: str = ""
    alt: str = ""


def t(words: str) -> Piece:
    """Plain words, as the author wrote them (not escaped)."""
    return Piece("text", words)


def url(address: str, short: str = "") -> Piece:
    """A link: its short address is made of the long one unless given."""
    return Piece("url", address, short or f"https://t.co/{abs(sum(map(ord, address))) % 10**6:06}Ab")


def at(handle: str) -> Piece:
    """A mention."""
    return Piece("mention", "@" + handle)


def tag(name: str) -> Piece:
    """A hashtag."""
    return Piece("hashtag", "#" + name)


def cash(name: str) -> Piece:
    """A cashtag."""
    return Piece("cashtag", "$" + name)


def moment(seconds: float) -> datetime:
    """A moment so many seconds after noon of 3 May 2021."""
    return datetime(2021, 5, 3, 12, tzinfo=UTC) + timedelta(seconds=seconds)


def snowflake(when: datetime, sequence: int = 0) -> str:
    """The id of a post written at `when`; until 4 November 2010 they only counted up."""
    if when < datetime(2010, 11, 4, 22, tzinfo=UTC):
        return str(int(when.timestamp() - 1_142_974_200) * 100 + sequence)
    return str(((int(when.timestamp() * 1000) - _EPOCH) << 22) | sequence)


@dataclass(frozen=True)
class Spec:
    """One post as it was written. `answers` is (parent's id, its author's id, its author's name then or None)."""

    pieces: tuple[Piece, ...]
    when: datetime = field(default_factory=lambda: moment(0))
    sequence: int = 0
    answers: tuple[str, str, str | None] | None = None
    media: tuple[Film, ...] = ()
    likes: int = 0
    lang: str = "en"
    versions: tuple[str, ...] = ()
    author: tuple[str, str, str] = (OWNER_ID, OWNER, NAME)
    quotes: Spec | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return snowflake(self.when, self.sequence)

    @property
    def short(self) -> str:
        """The address that its pictures share."""
        return f"https://t.co/m{self.id[-9:]}" if self.media else ""


def post(*pieces: Piece | str, **others: Any) -> Spec:
    """A post of these pieces; strings are plain words."""
    return Spec(tuple(t(one) if isinstance(one, str) else one for one in pieces), **others)


def thread(texts: Sequence[str], *, begins: float = 0, step: float = 60, **others: Any) -> list[Spec]:
    """Posts of the owner's, each an answer to the one before."""
    made: list[Spec] = []
    for number, words in enumerate(texts):
        answers = (made[-1].id, OWNER_ID, OWNER) if made else None
        made.append(post(words, when=moment(begins + number * step), sequence=number, answers=answers, **others))
    return made


# -- the truth --


def text(spec: Spec) -> str:
    """The words of a post, links in full, without its pictures' address."""
    return "".join(piece.shown for piece in spec.pieces) + (" " if spec.media and spec.pieces else "")


def links(spec: Spec) -> list[tuple[str, str]]:
    """What is linked in a post: kind and text, in order."""
    return [(piece.kind, piece.shown) for piece in spec.pieces if piece.kind != "text"]


# -- the dialects --


def escaped(words: str) -> str:
    """As X escapes."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _layout(spec: Spec) -> tuple[str, list[tuple[Piece, int, int]], tuple[int, int]]:
    """X's text, where each linked piece stands in it (code points of the escaped text), and the pictures' place."""
    whole, places = "", []
    for piece in spec.pieces:
        begin = len(whole)
        whole += piece.short or (escaped(piece.shown) if piece.kind == "text" else piece.shown)
        if piece.kind != "text":
            places.append((piece, begin, len(whole)))
    begin = 0
    if spec.media:
        whole += " " if whole else ""
        begin = len(whole)
        whole += spec.short
    return whole, places, (begin, len(whole))


def named_date(when: datetime) -> str:
    """``Mon May 03 12:00:00 +0000 2021``."""
    day = "Mon Tue Wed Thu Fri Sat Sun".split()[when.weekday()]
    return f"{day} {_MONTHS[when.month - 1]} {when:%d %H:%M:%S} +0000 {when.year}"


def iso_date(when: datetime) -> str:
    """``2021-05-03T12:00:00.000Z``."""
    return f"{when:%Y-%m-%dT%H:%M:%S}.000Z"


def _numbers(value: Any) -> Any:
    """Every number as a string, as archives have them."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, list):
        return [_numbers(one) for one in value]
    return {key: _numbers(one) for key, one in value.items()} if isinstance(value, dict) else value


def _entities(places: Sequence[tuple[Piece, int, int]]) -> dict[str, Any]:
    found: dict[str, Any] = {"hashtags": [], "symbols": [], "user_mentions": [], "urls": []}
    for piece, begin, end in places:
        where = [begin, end]
        if piece.kind == "url":
            found["urls"].append(
                {"url": piece.short, "expanded_url": piece.shown, "display_url": piece.shown[8:30], "indices": where}
            )
        elif piece.kind == "mention":
            found["user_mentions"].append({"screen_name": piece.shown[1:], "name": "", "indices": where})
        else:
            found["hashtags" if piece.kind == "hashtag" else "symbols"].append(
                {"text": piece.shown[1:], "indices": where}
            )
    return found


def _media(spec: Spec, where: tuple[int, int]) -> list[dict[str, Any]]:
    made = []
    for number, film in enumerate(spec.media, 1):
        kind = "photo" if film.kind == "photo" else "video"
        folder = "media" if film.kind == "photo" else "ext_tw_video_thumb/1/pu/img"
        one: dict[str, Any] = {
            "type": film.kind,
            "url": spec.short,
            "indices": list(where),
            "expanded_url": f"https://twitter.com/{spec.author[1]}/status/{spec.id}/{kind}/{number}",
            "media_url": f"http://pbs.example/{folder}/{film.name}",
            "media_url_https": f"https://pbs.example/{folder}/{film.name}",
        }
        if film.film:
            rates = (0,) if film.kind == "animated_gif" else (256_000, 2_176_000, 832_000)
            best = max(rates)
            one["video_info"] = {
                "variants": [
                    {"content_type": "application/x-mpegURL", "url": f"https://video.example/{film.film}.m3u8"},
                    *(
                        {
                            "bitrate": rate,
                            "content_type": "video/mp4",
                            "url": f"https://video.example/{rate}/{film.film if rate == best else 'low.mp4'}?tag=12",
                        }
                        for rate in rates
                    ),
                ]
            }
        if film.alt:
            one["ext_alt_text"] = film.alt
        made.append(one)
    return made


def classic(spec: Spec, *, key: str = "full_text") -> dict[str, Any]:
    """A post in the words of version 1.1, numbers as numbers, with its author."""
    whole, places, where = _layout(spec)
    made: dict[str, Any] = {
        "created_at": named_date(spec.when),
        "id_str": spec.id,
        "id": int(spec.id),
        key: whole,
        "truncated": False,
        "display_text_range": [0, len(whole)],
        "entities": _entities(places),
        "source": '<a href="https://client.example">Client</a>',
        "favorite_count": spec.likes,
        "retweet_count": 0,
        "favorited": False,
        "retweeted": False,
        "lang": spec.lang,
        "user": {"id_str": spec.author[0], "screen_name": spec.author[1], "name": spec.author[2], "protected": False},
    }
    if spec.media:
        media = _media(spec, where)
        made["entities"]["media"] = [{key: value for key, value in media[0].items() if key != "video_info"}]
        made["extended_entities"] = {"media": media}
    if spec.answers:
        parent, author, handle = spec.answers
        made |= {"in_reply_to_status_id_str": parent, "in_reply_to_user_id_str": author}
        made |= {"in_reply_to_screen_name": handle} if handle else {}
    if spec.quotes:
        made |= {"quoted_status_id_str": spec.quotes.id, "is_quote_status": True, "quoted_status": classic(spec.quotes)}
    return made


def archived(spec: Spec, *, edits: bool = True, wrapped: bool = True) -> dict[str, Any]:
    """An item of ``tweets.js``: no author, no descriptions of pictures, every number a string."""
    made = classic(spec)
    for key in ("user", "quoted_status", "quoted_status_id_str", "is_quote_status"):
        made.pop(key, None)
    for one in made.get("extended_entities", {}).get("media", []) + made["entities"].get("media", []):
        one.pop("ext_alt_text", None)
    if edits:
        control = {"editTweetIds": list(spec.versions or (spec.id,)), "editsRemaining": 5, "isEditEligible": True}
        made["edit_info"] = (
            {"edit": {"initialTweetId": spec.versions[0], "editControlInitial": control}}
            if spec.versions
            else {"initial": control}
        )
    made = _numbers(made)
    return {"tweet": made} if wrapped else made


def note(spec: Spec, *, note_id: str = "1") -> dict[str, Any]:
    """The long text of a post as archives keep it: not escaped, without the post's id."""
    core: dict[str, Any] = {"text": "", "urls": [], "mentions": [], "hashtags": [], "cashtags": [], "styletags": []}
    names = {"mention": ("mentions", "screenName"), "hashtag": ("hashtags", "text"), "cashtag": ("cashtags", "text")}
    for piece in spec.pieces:
        begin = len(core["text"])
        core["text"] += piece.short or piece.shown
        place = {"fromIndex": str(begin), "toIndex": str(len(core["text"]))}
        if piece.kind == "url":
            core["urls"].append({"shortUrl": piece.short, "expandedUrl": piece.shown, "displayUrl": "x", **place})
        elif piece.kind in names:
            key, name = names[piece.kind]
            core[key].append({name: piece.shown[1:], **place})
    core["styletags"].append({"styleTypes": [{"name": "Bold"}], "fromIndex": "0", "toIndex": "4"})
    when = iso_date(spec.when)
    return {"noteTweet": {"noteTweetId": note_id, "createdAt": when, "updatedAt": when, "core": core}}


def shortened(spec: Spec, length: int = 270) -> dict[str, Any]:
    """The item of a post over 280 characters: its beginning, an ellipsis, and a link to itself."""
    whole = "".join(piece.short or piece.shown for piece in spec.pieces)
    item = archived(post(whole[:length] + "… ", when=spec.when, sequence=spec.sequence, answers=spec.answers))
    tweet, begin = item["tweet"], len(escaped(whole[:length])) + 2
    tweet["full_text"] += "https://t.co/self123456"
    tweet["entities"]["urls"].append(
        {
            "url": "https://t.co/self123456",
            "expanded_url": f"https://twitter.com/i/web/status/{spec.id}",
            "display_url": "twitter.com/i/web/status/…",
            "indices": [str(begin), str(begin + 23)],
        }
    )
    return item


def grailbird(spec: Spec, *, numbered_date: bool = False) -> dict[str, Any]:
    """A post of the archives of 2012 to 2018: ``text``, numbers as numbers, ids rounded where they are numbers."""
    made = classic(spec, key="text")
    made["id"] = int(float(spec.id)) + 2
    if spec.answers:
        made["in_reply_to_status_id"] = int(float(spec.answers[0])) + 2
    if numbered_date:
        day = spec.when < datetime(2010, 11, 5, tzinfo=UTC)
        made["created_at"] = f"{spec.when:%Y-%m-%d} " + ("00:00:00" if day else f"{spec.when:%H:%M:%S}") + " +0000"
    return made


def second(spec: Spec) -> dict[str, Any]:
    """A post in version 2, without what it refers to."""
    whole, places, where = _layout(spec)
    entities: dict[str, Any] = {}
    names = {"mention": ("mentions", "username"), "hashtag": ("hashtags", "tag"), "cashtag": ("cashtags", "tag")}
    for piece, begin, end in places:
        if piece.kind == "url":
            entities.setdefault("urls", []).append(
                {"start": begin, "end": end, "url": piece.short, "expanded_url": piece.shown}
            )
        elif piece.kind in names:
            key, name = names[piece.kind]
            entities.setdefault(key, []).append({"start": begin, "end": end, name: piece.shown[1:]})
    for number, _film in enumerate(spec.media, 1):
        entities.setdefault("urls", []).append(
            {
                "start": where[0],
                "end": where[1],
                "url": spec.short,
                "expanded_url": f"https://twitter.com/{spec.author[1]}/status/{spec.id}/photo/{number}",
                "media_key": f"3_{spec.id}{number}",
            }
        )
    made: dict[str, Any] = {
        "id": spec.id,
        "author_id": spec.author[0],
        "text": whole,
        "created_at": iso_date(spec.when),
        "conversation_id": spec.id,
        "lang": spec.lang,
        "public_metrics": {"like_count": spec.likes, "retweet_count": 0},
        "edit_history_tweet_ids": list(spec.versions or (spec.id,)),
    }
    if entities:
        made["entities"] = entities
    if spec.media:
        made["attachments"] = {"media_keys": [f"3_{spec.id}{number}" for number in range(1, len(spec.media) + 1)]}
    if spec.answers:
        made["referenced_tweets"] = [{"type": "replied_to", "id": spec.answers[0]}]
        made["in_reply_to_user_id"] = spec.answers[1]
    if spec.quotes:
        made.setdefault("referenced_tweets", []).append({"type": "quoted", "id": spec.quotes.id})
    return made


def page(specs: Sequence[Spec], beside: Sequence[Spec] = ()) -> dict[str, Any]:
    """A page of version 2; `beside` stand only among what the posts refer to."""
    everybody = {one.author for one in (*specs, *beside)}
    return {
        "data": [second(one) for one in specs],
        "includes": {
            "users": [{"id": i, "username": handle, "name": name} for i, handle, name in sorted(everybody)],
            "tweets": [second(one) for one in beside],
            "media": [_second_media(one, n, film) for one in specs for n, film in enumerate(one.media, 1)],
        },
        "meta": {"result_count": len(specs), "newest_id": specs[0].id if specs else ""},
    }


def _second_media(spec: Spec, number: int, film: Film) -> dict[str, Any]:
    made: dict[str, Any] = {"media_key": f"3_{spec.id}{number}", "type": film.kind}
    made |= {"alt_text": film.alt} if film.alt else {}
    if film.film:
        variants = [{"content_type": "video/mp4", "bit_rate": 1, "url": f"https://video.example/{film.film}"}]
        return {**made, "preview_image_url": f"https://pbs.example/{film.name}", "variants": variants}
    return {**made, "url": f"https://pbs.example/media/{film.name}"}


def flattened(spec: Spec) -> dict[str, Any]:
    """A post of version 2 with all it refers to within it, as twarc flattens it."""
    made = second(spec)
    made["author"] = {"id": spec.author[0], "username": spec.author[1], "name": spec.author[2]}
    if spec.media:
        made["attachments"]["media"] = [_second_media(spec, n, film) for n, film in enumerate(spec.media, 1)]
    if spec.quotes:
        for one in made["referenced_tweets"]:
            if one["type"] == "quoted":
                one.update(flattened(spec.quotes))
    return made


def graphql(spec: Spec, *, whole: Spec | None = None, modern: bool = False) -> dict[str, Any]:
    """A post as X's pages get it; `whole` is its long text."""
    legacy = classic(spec)
    user_id, handle, name = spec.author
    legacy |= {"user_id_str": user_id, "conversation_id_str": spec.id}
    for key in ("user", "id", "quoted_status"):
        legacy.pop(key, None)
    names = {"screen_name": handle, "name": name}
    made: dict[str, Any] = {
        "__typename": "Tweet",
        "rest_id": spec.id,
        "core": {"user_results": {"result": {"rest_id": user_id, ("core" if modern else "legacy"): names}}},
        "edit_control": {"edit_tweet_ids": list(spec.versions or (spec.id,))},
        "legacy": legacy,
    }
    if spec.quotes:
        made["quoted_status_result"] = {"result": graphql(spec.quotes)}
    if whole:
        words, places, _ = _layout(whole)
        made["note_tweet"] = {"note_tweet_results": {"result": {"text": words, "entity_set": _entities(places)}}}
    return made


def detail(main: Sequence[dict[str, Any]], replies: Sequence[dict[str, Any]] = (), *, more: bool = False) -> Any:
    """A ``TweetDetail`` answer: the opening post, the author's rest as a module, other people's answers as modules."""

    def item(node: dict[str, Any], kind: str) -> dict[str, Any]:
        content = {"itemType": "TimelineTweet", "tweet_results": {"result": node}, "tweetDisplayType": kind}
        return {"itemContent": content}

    entries: list[dict[str, Any]] = [
        {"entryId": f"tweet-{main[0]['rest_id']}", "content": item(main[0], "Tweet")},
        {"entryId": "conversationthread-1", "content": {"items": [{"item": item(n, "SelfThread")} for n in main[1:]]}},
        *(
            {"entryId": f"conversationthread-{number}", "content": {"items": [{"item": item(node, "Tweet")}]}}
            for number, node in enumerate(replies, 2)
        ),
    ]
    if more:
        cursor = {"itemContent": {"itemType": "TimelineTimelineCursor", "cursorType": "ShowMoreThreads", "value": "x"}}
        entries.append({"entryId": "cursor-showmorethreads-1", "content": cursor})
    instructions = [{"type": "TimelineAddEntries", "entries": entries}]
    return {"data": {"threaded_conversation_with_injections_v2": {"instructions": instructions}}}


def syndicated(spec: Spec, parent: Spec | None = None) -> dict[str, Any]:
    """A post as the syndication interface gives it to embedded posts, with the whole direct parent."""
    made = classic(spec, key="text")
    media = made.pop("extended_entities", {}).get("media", [])
    made |= {"__typename": "Tweet", "created_at": iso_date(spec.when), "mediaDetails": media, "conversation_count": 1}
    if parent:
        made["parent"] = syndicated(parent)
    return made


@dataclass(frozen=True)
class Long:
    """A long article: a title, and paragraphs of (kind of block, words). `cover` is a picture's base name."""

    id: str
    title: str
    blocks: tuple[tuple[str, str], ...]
    cover: str = ""

    @property
    def address(self) -> str:
        """Its page, as posts link to it."""
        return f"https://x.com/i/article/{self.id}"


def long_words(long: Long) -> str:
    """The words of an article as any reader must find them: lists keep together, headings and quotations have signs."""
    signs = {
        "unordered-list-item": "- ",
        "header-one": "# ",
        "header-two": "## ",
        "header-three": "### ",
        "blockquote": "> ",
    }
    whole, before, counter = long.title, "header", 0
    for kind, words in long.blocks:
        counter = counter + 1 if kind == "ordered-list-item" else 0
        mark = f"{counter}. " if counter else signs.get(kind, "")
        whole += ("\n" if kind.endswith("list-item") and kind == before else "\n\n") + mark + words
        before = kind
    return whole


def long_state(long: Long) -> dict[str, Any]:
    """The editor's state of an article, as X's pages get it."""
    return {"blocks": [{"key": "k", "type": kind, "text": words, "data": {}, "entityRanges": []}
                       for kind, words in long.blocks], "entityMap": []}  # fmt: skip


LONG_FORMS: dict[str, Any] = {
    "blocks": lambda long: {"contentState": long_state(long)},
    "packed": lambda long: {"content": json.dumps(long_state(long))},
    "sections": lambda long: {"sections": [{"text": words} for _, words in long.blocks]},
    "plain": lambda long: {"plainText": "\n\n".join(words for _, words in long.blocks)},
    "preview beside": lambda long: {"content": long.blocks[0][1][:20], "contentState": long_state(long)},
}


def long_record(long: Long, form: str = "blocks", *, wrapper: str = "article", **others: Any) -> dict[str, Any]:
    """An item of ``article.js`` in one of the spellings it may have."""
    cover = {"coverMedia": {"mediaInfo": {"originalImgUrl": f"https://pbs.example/media/{long.cover}"}}}
    made = {"id": long.id, "title": long.title, **LONG_FORMS[form](long), **(cover if long.cover else {}), **others}
    return {wrapper: made}


def long_answer(long: Long) -> dict[str, Any]:
    """An article within a post as X's pages get it."""
    cover = {"cover_media": {"media_info": {"original_img_url": f"https://pbs.example/media/{long.cover}"}}}
    made = {"rest_id": long.id, "title": long.title, "preview_text": "…", "content_state": long_state(long), **cover}
    return {"article_results": {"result": made}}


# -- containers --


def assignment(name: str, items: Sequence[Any], *, two_lines: bool = False) -> bytes:
    """A file of an archive; the oldest open on one line with the first item (`two_lines` false)."""
    if not items:
        return f"window.{name} = [ ]".encode()
    body = json.dumps(items, indent=2, ensure_ascii=False, separators=(",", " : "))
    if not two_lines:
        body = "[ " + body[1:].lstrip()
    return f"window.{name} = {body}".encode()


def records(data: bytes) -> list[bytes]:
    """The records of a file of an archive, as whoever opens it hands them on."""
    return [json.dumps(one, ensure_ascii=False).encode() for one in json.loads(data.partition(b"=")[2])]


def archive(
    specs: Sequence[Spec],
    *,
    base: Literal["tweets", "tweet"] = "tweets",
    parts: int = 1,
    folder: str = "data/",
    prefix: str = "",
    wrapped: bool = True,
    edits: bool = True,
    extra: Mapping[str, Sequence[Any]] | None = None,
    claims: Mapping[str, int] | None = None,
) -> dict[str, bytes]:
    """The files of an account archive. `extra` are items of further files by type (``note_tweet``)."""
    items = [archived(one, edits=edits, wrapped=wrapped) for one in specs]
    size = max(1, -(-len(items) // parts))
    files: dict[str, bytes] = {}
    listed: dict[str, Any] = {base: {"mediaDirectory": f"data/{base}_media", "files": []}}
    for part in range(parts):
        name = f"{folder}{base}.js" if part == 0 else f"{folder}{base}-part{part}.js"
        rows = items[part * size : (part + 1) * size]
        files[name] = assignment(f"YTD.{base}.part{part}", rows, two_lines=edits)
        listed[base]["files"].append({"fileName": name, "count": str((claims or {}).get(name, len(rows)))})
    for kind, rows in (extra or {}).items():
        name = f"{folder}{kind.replace('_', '-')}.js"
        files[name] = assignment(f"YTD.{kind}.part0", rows)
        head, *rest = kind.split("_")
        camel = head + "".join(map(str.title, rest))
        listed[camel] = {"files": [{"fileName": name, "count": str(len(rows))}]}
    account = {"email": "nobody@mail.example", "username": OWNER, "accountId": OWNER_ID, "accountDisplayName": NAME}
    files[f"{folder}account.js"] = assignment("YTD.account.part0", [{"account": account}])
    manifest = {
        "userInfo": {"accountId": OWNER_ID, "userName": OWNER, "displayName": NAME},
        "archiveInfo": {"generationDate": "2023-10-01T05:46:38.082Z", "isPartialArchive": False},
        "dataTypes": listed,
    }
    files[f"{folder}manifest.js"] = b"window.__THAR_CONFIG = " + json.dumps(manifest, indent=2).encode()
    files[f"{folder}tweet-headers.js"] = assignment(
        "YTD.tweet_headers.part0", [{"tweet": {"tweet_id": one.id, "user_id": OWNER_ID}} for one in specs]
    )
    files[f"{folder}direct-messages.js"] = assignment("YTD.direct_messages.part0", [{"dmConversation": {}}])
    for one in specs:
        for film in one.media:
            files[f"{folder}{base}_media/{one.id}-{film.film or film.name}"] = b"bytes of " + film.name.encode()
    files["Your archive.html"] = b"<!doctype html>"
    return {prefix + name: data for name, data in files.items()}


def months(specs: Sequence[Spec], *, prefix: str = "", numbered_dates: bool = False) -> dict[str, bytes]:
    """The files of an archive of 2012 to 2018: a file for each month."""
    rows: dict[str, list[Spec]] = {}
    for one in specs:
        rows.setdefault(f"{one.when:%Y_%m}", []).append(one)
    files, index = {}, []
    for month, posts in rows.items():
        body = json.dumps([grailbird(one, numbered_date=numbered_dates) for one in posts], indent=2)
        name = f"data/js/tweets/{month}.js"
        files[name] = f"Grailbird.data.tweets_{month} = \n {body}".encode()
        index.append({"file_name": name, "var_name": f"tweets_{month}", "tweet_count": len(posts)})
    user = {"screen_name": OWNER, "full_name": NAME, "id": OWNER_ID, "bio": "x"}
    files["data/js/user_details.js"] = f"var user_details = {json.dumps(user)}".encode()
    files["data/js/tweet_index.js"] = f"var tweet_index = {json.dumps(index)}".encode()
    made = {"tweets": len(specs), "created_at": "2013-02-01 10:00:00 +0000", "lang": "en"}
    files["data/js/payload_details.js"] = f"var payload_details = {json.dumps(made)}".encode()
    files["tweets.csv"] = b"tweet_id"
    files["index.html"] = b"<!doctype html>"
    return {prefix + name: data for name, data in files.items()}
