"""A visit to the web app in a browser, and what is measured on each of its pages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

#: Contrast of the text of every element that holds some, against what is behind it, by the formula of WCAG 2.
CONTRASTS = """() => {
  const channels = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = node => {
    for (; node; node = node.parentElement) {
      const c = channels(getComputedStyle(node).backgroundColor);
      if (c.length < 4 || c[3] > 0.99) return c;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some(child => child.nodeType === 3 && child.data.trim());
    if (!own || !node.checkVisibility() || node.closest(".unseen, .skip")) continue;
    const a = light(channels(getComputedStyle(node).color)), b = light(behind(node));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) low.push(`${node.tagName}.${node.className} ${ratio}: ${node.textContent.slice(0, 40)}`);
  }
  return low;
}"""
#: Controls that are smaller than a fingertip, by WCAG 2.5.8: 24 by 24 CSS pixels. A field counts with its label. Exempt
#: are links inside the sentences of a text, and pictures, which have a table beside them.
SMALL = """() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=option]")]
  .filter(node => node.checkVisibility({visibilityProperty: true}) && !node.closest(".unseen, .skip, svg"))
  .filter(node => {
    const block = node.closest(".prose, .post-text") && node.closest("p, li, td, figcaption, footer, blockquote, pre");
    return !block || [...block.querySelectorAll("a")].reduce((text, a) => text.replace(a.textContent, ""),
      block.textContent).trim() === "";
  })
  .map(node => {
    const boxes = [node, node.closest("label")].filter(Boolean).map(one => one.getBoundingClientRect());
    const size = side => Math.max(...boxes.map(box => box[side]));
    return [size("width"), size("height"), node.outerHTML.slice(0, 80)];
  })
  .filter(([width, height]) => width > 1 && (width < 24 || height < 24))
  .map(([width, height, html]) => `${width}x${height} ${html}`)"""


@dataclass
class Visit:
    """A page in a browser, and all that went wrong on it."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def read(self, text: str) -> None:
        """Paste by hand and press the button."""
        self.go("/")
        self.page.fill("textarea", text)
        self.page.get_by_role("button", name="Read it").click()
        expect(self.page.get_by_text("Not kept yet")).to_be_visible()

    def keep(self, text: str) -> str:
        """Read and keep; gives the path of the thread's page."""
        self.read(text)
        self.page.get_by_role("button", name="Keep it").first.click()
        self.page.wait_for_url(re.compile(r"/t/"))
        return self.page.url.removeprefix(self.base).partition("?")[0]
