"""The boilerplate of the sites we know, declared: adding a site is one more entry, and its name in :data:`SITES`.

Wordings are the sites' own. `sure` lines nobody else writes, `weak` ones people may; see docs/adding-a-site.md.
"""

from __future__ import annotations

from unroller.messages import Message
from unroller.networks import BLUESKY, X
from unroller.readers.boilerplate.rules import RuleSet, footer_start, skip_block, strong, weak
from unroller.readers.boilerplate.strip import BoilerplateSite

TWTEXT = BoilerplateSite(
    name="twtext",
    label=Message("twtext page"),
    platform=X.platform,
    footer=RuleSet((
        footer_start("follow", "You can follow @{handle}."),
        strong("tip", 'Tip: mention @twtextapp on a Twitter thread with the keyword "unroll" to get a link to it.'),
        strong("tip", 'Tip: mention @twunrollapp on a Twitter thread with the keyword "unroll" to get a link to it.'),
        skip_block("latest-threads", "Latest Threads Unrolled:"),
        strong(
            "cookies",
            "By continuing to use the site, you are consenting to the use of cookies as explained in our Cookie Policy "
            "to improve your experience.",
        ),
    )),
)  # fmt: skip

THREAD_READER = BoilerplateSite(
    name="thread-reader",
    label=Message("Thread Reader page"),
    platform=X.platform,
    closing=frozenset({"read-on", "tools", "save-pdf", "views"}),
    header=RuleSet((
        strong("profile-picture", "Profile picture", "{name} Profile picture", alone=False),
        weak("author", "{name} @{handle}", "@{handle}"),
        strong(
            "count",
            ", {count} tweets, {n} min read", ", {count} tweet, {n} min read",
            "{count} tweets, {n} min read", "{count} tweet, {n} min read",
            ", {count} tweets, {n} min read Read on Twitter", ", {count} tweet, {n} min read Read on Twitter",
            ", {count} tweets, {n} min read Read on X", ", {count} tweet, {n} min read Read on X",
            "{date} {count} tweets {n} min read Read on X", "{date} {count} tweet {n} min read Read on X",
            "{date} {count} tweets {n} min read Read on Twitter", "{date} {count} tweet {n} min read Read on Twitter",
            "{date} {count} tweets {n} min read", "{date} {count} tweet {n} min read",
            "{count} tweets • {n} min read •", "{count} tweet • {n} min read •",
            "{count} tweets • {n} min read", "{count} tweet • {n} min read",
            "{date} • {count} tweets • {n} min read", "{date} • {count} tweet • {n} min read",
            "{date} • {count} tweets • {n} min read •", "{date} • {count} tweet • {n} min read •",
            "{date} • {count} tweets • {n} min read • Read on X", "{count} tweets • {n} min read • Read on X",
            "{count} posts • {n} min read •", "{count} post • {n} min read •",
        ),
        strong("scrolly-count", "{date}, {count} tweets", "{date}, {count} tweet"),
        strong("my-authors", "My Authors", alone=False),
        strong("read-all", "Read all threads", alone=False),
        strong("title", "Thread by @{handle} on Thread Reader App – Thread Reader App",
             "Thread by @{handle} on Thread Reader App - Thread Reader App",
             "Thread by @{handle} on Thread Reader App", "Thread by @{handle}: {any}"),
        weak("brand", "Thread Reader", "Thread Reader App"),
        strong("share-page", "Share this page!", alone=False),
        weak("share", "×", "Post", "Share", "Email", "Tweet"),
        strong("enter", "Enter URL or ID to Unroll", "## Enter URL or ID to Unroll"),
        strong("enter", "Unroll Thread", alone=False),
        strong("paste-url", "You can paste full URL like: {any}"),
        strong("paste-id", "or just the ID like: {any}"),
        strong("how-to", "How to get URL link on X (Twitter) App", "How to get URL link on Twitter App"),
        strong("how-to", "On the Twitter thread, click on or icon on the bottom", "Click again on or Share Via icon",
             "Click on Copy Link to Tweet", 'Paste it above and click "Unroll Thread"!', "More info at Twitter Help"),
        weak("views", "{n} views"),
        weak("subscribe", "Subscribe"),
        weak("tools", "Scrolly", "Bookmark", "Gift Link"),
        weak("date", "{date} •"),
        strong("read-on", "Read on X", "Read on Twitter", alone=False),
        strong("save-pdf", "Save as PDF", alone=False),
    )),
    inside=RuleSet((
        strong("tag-rest", 'thread#showTweet" {attributes}>', 'twitter-profile#error" {attributes}>',
             'share-email#click" {attributes}>'),
        strong("video", "</video>", "<video {attributes}>", "<source {attributes}>"),
    )),
    footer=RuleSet((
        footer_start("dots", "• • •", sure=False),
        footer_start(
            "missing",
            "Missing some Tweet in this thread? You can try to force a refresh",
            "Missing some Tweet in this thread? You can try to force a refresh.",
            "Missing some Tweet in this thread? You can try to",
            "Missing some Tweet in this thread? You can try to [force a refresh]({any})",
            "Missing some Tweet in this thread? You can try to [force a refresh]({any}).",
            "Missing some Tweet in this thread?",
        ),
        strong("refresh", "force a refresh", "force a refresh.", "[force a refresh]({any})",
               "[force a refresh]({any}).", alone=False),
        weak("share", "Post", "Share", "Email", "×", "Tweet"),
        strong("keep-current", "Keep Current with {name}", "Keep Current with", "**Keep Current with [{name}]({any})**",
             "**Keep Current with {name}**"),
        strong("profile-picture", "{name} Profile picture", "Profile picture", alone=False),
        strong("notified", "Stay in touch and get notified when new unrolls are available from this author!"),
        strong("my-authors", 'Add to "My Authors"'),
        strong("read-all", "Read all threads", alone=False),
        strong("removed-anytime", "This Thread may be Removed Anytime!"),
        weak("pdf", "PDF"),
        strong(
            "save-pdf",
            "Twitter may remove this content at anytime! Save it as PDF for later use!",
            "Twitter may remove this content at anytime, convert it as a PDF, save and print for later use!",
            "Save this thread as PDF",
        ),
        strong("try", "Try unrolling a thread yourself!", "how to unroll video"),
        strong("mention-us", "1. Follow @ThreadReaderApp to mention us!", r"1\. Follow @ThreadReaderApp to mention us!",
             "Follow @ThreadReaderApp to mention us!",
             "1) Follow Thread Reader App on Twitter so you can easily mention us!"),
        strong(
            "mention-us",
            '2. From a Twitter thread mention us with a keyword "unroll"',
            r'2\. From a Twitter thread mention us with a keyword "unroll"',
            'From a Twitter thread mention us with a keyword "unroll"',
            '2) Go to a Twitter thread (series of Tweets by the same owner) and mention us with a keyword "unroll" '
            "@threadreaderapp unroll",
            '2) Go to a Twitter thread (series of Tweets by the same owner) and mention us with a keyword "unroll"',
            "@threadreaderapp unroll",
        ),
        strong("practice", "Practice here first or read more on our help page!",
             "You can practice here first or read more on our help page!"),
        strong("follow-twitter", "Follow Us on Twitter!", alone=False),
        skip_block("more-from", "More from @{handle}", "## More from @{handle}", alone=False),
        skip_block("more-from", "Read {n} tweets", "Read {n} tweet", alone=False),
        strong("help-you", "Did Thread Reader help you today?", "Support us! We are indie developers!"),
        strong("indie", "This site is made by just two indie developers on a laptop doing marketing, support and "
             "development! Read more about the story."),
        strong(
            "premium",
            "Become a Premium Member ($3/month or $30/year) and get exclusive features!",
            "Become a Premium Member ($3.00/month or $30.00/year) and get exclusive features!",
            "Don't want to be a Premium member but still want to support us?",
        ),
        strong("premium", "Become Premium", "Too expensive?", alone=False),
        strong(
            "donate",
            "Make a small donation by buying us coffee ($5) or help with server cost ($10)",
            "Donate via Paypal Become our Patreon", "Or Donate anonymously using crypto!",
            "0xfe58350B80634f60Fa6Dc149a72b4DFbc17D341E", "3ATGMxNzCUFzxpMCHL5sWSt4DVtS8UqXpi",
        ),
        strong("donate", "Donate via Paypal", "Become our Patreon", alone=False),
        weak("donate", "Ethereum", "copy", "Bitcoin"),
        strong("thanks", "Thank you for your support!", alone=False),
        weak("follow-us", "Follow Us!", "Message"),
        strong("email", "Send Email!", alone=False),
        strong("email", "Email the whole thread instead of just a link!", "Separate emails with commas",
             "Here's a great thread you should read right now!", "Send Thread As Email!", "Email Successfully Sent!"),
        weak("links", "Help", "About", "TOS", "Privacy", "Help |", "About |", "TOS |", "Help | About | TOS | Privacy"),
    )),
)  # fmt: skip

X_SITE = BoilerplateSite(
    name="x",
    label=Message("page of X"),
    platform=X.platform,
    header=RuleSet((
        strong("shortcuts", "To view keyboard shortcuts, press question mark", "View keyboard shortcuts"),
        strong("missing-out", "Don't miss what's happening", "People on X are the first to know.",
             "People on Twitter are the first to know."),
        strong("new-posts", "See new posts", "See new Tweets"),
        weak("navigation", "Home", "Explore", "Notifications", "Messages", "Bookmarks", "Lists", "Profile", "Premium",
             "Grok", "Communities", "More", "Log in", "Sign up", "Tweet", "Post", "Thread", "Conversation", "Back",
             "Follow", "Following", "Subscribe", "Pinned", "Pinned Tweet", "Pinned post", "Your post was sent"),
    )),
    footer=RuleSet((
        footer_start("relevant-people", "Relevant people"),
        footer_start("new-to-x", "New to X?", "New to Twitter?"),
        strong("sign-up", "Sign up now to get your own personalized timeline!"),
        skip_block("side", "Trending now", "What's happening", "Who to follow", "Trends for you",
                  sure=False),
        skip_block("more-posts", "Discover more", "More Tweets", "More posts", sure=False),
        weak("sign-up", "Sign up with Google", "Sign up with Apple", "Create account", "Log in", "Sign up"),
        weak("links", "Terms of Service", "Privacy Policy", "Cookie Policy", "Imprint", "Accessibility", "Ads info",
             "More", "Show more", "Terms", "Privacy", "Cookies"),
        strong("copyright", "© {n} X Corp.", "© {n} Twitter, Inc."),
    )),
)  # fmt: skip

COMMUNITY_ARCHIVE = BoilerplateSite(
    name="community-archive",
    label=Message("Community Archive page"),
    platform=X.platform,
    header=RuleSet((
        strong("view", "🧵 View Thread"),
        strong("count", "🧵 Thread ({count} tweets)", "🧵 Thread ({count} tweet)", "Thread ({count} tweets)",
             "Thread ({count} tweet)"),
    )),
)  # fmt: skip

THREADSKY = BoilerplateSite(
    name="threadsky",
    label=Message("ThreadSky page"),
    platform=BLUESKY.platform,
    apart=True,
    footer=RuleSet((footer_start("comments", "Comments"),)),
)

BLOG = BoilerplateSite(
    name="blog",
    label=Message("blog post"),
    titled=True,
    header=RuleSet((
        strong("minutes", "{n} min read", "{n} minute read", "{n} minutes read", "{date} · {n} min read",
             "{n} min read · {date}"),
        strong(
            "introduction",
            "Cross-posting this thread:", "Cross-posting this thread", "Crossposting this thread:",
            "Cross-posting this thread from Twitter:", "Cross-posted from Twitter:", "Crossposted from Twitter:",
            "Cross-posted from Mastodon:", "Cross-posted from Bluesky:",
        ),
    )),
    footer=RuleSet((
        footer_start("comment-form", "Leave a Reply", "Leave a comment", "Post a Comment", "Leave a Reply Cancel reply",
               sure=False),
        strong("comment-form", "Your email address will not be published. Required fields are marked *",
             "Your email address will not be published."),
        weak("comment-form", "Required fields are marked *", "Comment", "Comment *", "Name", "Name *", "Email",
             "Email *", "Website", "Post Comment", "Cancel reply", "Submit", "Δ"),
        strong("comment-form", "Save my name, email, and website in this browser for the next time I comment.",
             "Notify me of follow-up comments by email.", "Notify me of new posts by email.",
             "This site uses Akismet to reduce spam. Learn how your comment data is processed."),
    )),
)  # fmt: skip

SITES: tuple[BoilerplateSite, ...] = (TWTEXT, THREAD_READER, X_SITE, COMMUNITY_ARCHIVE, THREADSKY, BLOG)
