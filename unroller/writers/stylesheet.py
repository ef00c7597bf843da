"""The style of the document that stands by itself: measure, rhythm, dark mode, print."""

from __future__ import annotations

STYLESHEET = """
:root { color-scheme: light dark; --ink: #1d1b18; --soft: #6b665e; --paper: #fffefa; --line: #e2ddd2; --link: #0b5c8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e9e5dc; --soft: #a39d91; --paper: #191816; --line: #38352f; --link: #8cc7ea; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1.125rem/1.6 Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif; }
main { max-width: 40rem; margin: 0 auto; padding: 3rem 1.5rem 5rem; overflow-wrap: anywhere; }
h1 { font-size: clamp(1.7rem, 5vw, 2.4rem); line-height: 1.15; margin: 0 0 .6rem; text-wrap: balance; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.2rem 0 .6rem; }
p, ul, ol, blockquote, figure { margin: 0 0 1.1rem; }
li { margin: .25rem 0; }
ul.marked { list-style: none; padding-left: 0; }
ul.marked > li { padding-left: 2.2rem; text-indent: -2.2rem; }
ul.marked .marker { display: inline-block; min-width: 1.6rem; text-indent: 0; }
.byline, figcaption, .sources, .gap { color: var(--soft); font-size: .9rem; }
header { margin-bottom: 2.5rem; }
header .byline { margin: 0 0 .3rem; }
.keeper { margin: 2.5rem 0; padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: .4rem;
  font-size: .95em; }
.keeper > :last-child { margin-bottom: 0; }
.keeper .whose { color: var(--soft); font-size: .8rem; margin-bottom: .5rem; }
.keeper :is(h3, h4, h5, h6) { font-size: 1em; margin: 0 0 .5rem; }
.keeper pre { overflow-x: auto; }
a { color: var(--link); text-underline-offset: .15em; }
a.post-mark, a.post-source { display: none; }
.source-ref { font-size: .7em; line-height: 0; padding-left: .1em; }
.source-ref a { text-decoration: none; }
.cut-link { text-decoration: underline dotted; }
blockquote { margin-left: 0; padding-left: 1rem; border-left: 3px solid var(--line); }
body main > footer { margin-top: 3rem; border-top: 1px solid var(--line); }
:target { scroll-margin-top: 2rem; background: color-mix(in srgb, var(--link) 12%, transparent); }
@media print { body { font-size: 11pt; background: none; } main { max-width: none; padding: 0; } a { color: inherit; } }
"""
