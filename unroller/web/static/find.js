// The search box: what is typed may go on with words, names and titles of the library; an empty box offers what was
// searched before. Searches are remembered on this device alone. Without this script the box is a field of a form.
(function () {
  "use strict";
  var box = document.getElementById("find");
  if (!box || !window.fetch || !window.AbortController) { return; }
  var root = document.documentElement, form = box.form, field = box.parentNode;
  var says = JSON.parse(document.getElementById("words").textContent);

  // ---- What was searched before ----
  var RECENT = "unroller-recent", ASKED = "unroller-asked", KEPT = 8;
  function recent() {
    try {
      var held = root.dataset.recent === "off" ? [] : JSON.parse(localStorage.getItem(RECENT));
      return held.filter(function (one) { return typeof one === "string"; }).slice(0, KEPT);
    } catch (nothing) { return []; }
  }
  function remember(query) {
    var others = recent().filter(function (one) { return one !== query; });
    try { localStorage.setItem(RECENT, JSON.stringify([query].concat(others).slice(0, KEPT))); } catch (refused) { /* Not remembered. */ }
  }
  function forget() {
    try { localStorage.removeItem(RECENT); sessionStorage.removeItem(ASKED); } catch (refused) { /* There is none. */ }
    listRecent();
  }
  document.addEventListener("change", function () { if (root.dataset.recent === "off") { listRecent(); } });
  // A search that was typed is remembered when it has found something.
  form.addEventListener("submit", function () {
    try { sessionStorage.setItem(ASKED, box.value.trim()); } catch (refused) { /* Not remembered. */ }
  });
  var results = document.querySelector("[data-asked]");
  try {
    if (results && root.dataset.recent !== "off" && sessionStorage.getItem(ASKED) === results.dataset.asked) { remember(results.dataset.asked); }
    sessionStorage.removeItem(ASKED);
  } catch (refused) { /* Not remembered. */ }

  // On the page for searching, before anything is asked, they are a list.
  function listRecent() {
    var section = document.querySelector("section.recent"), held = recent();
    if (!section) { return; }
    section.hidden = !held.length;
    section.querySelector("ul").replaceChildren.apply(section.querySelector("ul"), held.map(function (query) {
      var item = document.createElement("li"), link = document.createElement("a");
      link.href = "/search?q=" + encodeURIComponent(query) + (form.elements.lang ? "&lang=" + form.elements.lang.value : "");
      link.textContent = query;
      link.dir = "auto";
      item.append(link);
      return item;
    }));
  }
  listRecent();

  // ---- What is offered: an editable combobox with a list, as the ARIA Authoring Practices have it ----
  var PAUSE = 120;
  var numbers = new Intl.NumberFormat(root.lang + "-u-nu-latn");
  var popup = document.createElement("div"), head = document.createElement("p"), list = document.createElement("ul");
  var clear = document.createElement("button");
  var offers = [], at = -1, typed = "", asking = null, soon = 0;
  popup.className = "offers";
  popup.hidden = true;
  head.textContent = says.recent;
  list.id = "offers";
  list.setAttribute("role", "listbox");
  clear.type = "button";
  clear.className = "as-link";
  clear.textContent = says.forget;
  clear.dataset.forget = "";
  popup.append(head, list, clear);
  field.append(popup);
  box.setAttribute("aria-controls", "offers");

  function isOpen() { return !popup.hidden; }
  function close() {
    clearTimeout(soon);
    if (asking) { asking.abort(); asking = null; }
    popup.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  function option(offer, number) {
    var made = document.createElement("li"), words = document.createElement("bdi");
    made.id = "offer-" + number;
    made.dataset.number = number;
    made.setAttribute("role", "option");
    made.setAttribute("aria-selected", "false");
    words.textContent = offer.url ? offer.value : offer.query;
    made.append(words);
    if (offer.url || offer.threads) {
      var note = document.createElement("span");
      note.className = "number";
      note.textContent = offer.url ? says.title : numbers.format(offer.threads);
      made.append(" ", note);
    }
    return made;
  }
  function show(held, before) {
    if (!held.length || document.activeElement !== box) { close(); return; }
    offers = held;
    at = -1;
    typed = box.value;
    head.hidden = clear.hidden = !before;
    list.setAttribute("aria-label", before ? says.recent : says.offers);
    list.replaceChildren.apply(list, held.map(option));
    popup.hidden = false;
    box.setAttribute("aria-expanded", "true");
    box.removeAttribute("aria-activedescendant");
  }
  // The box shows what Enter will search, so that one may type on from there; Escape gives back what was typed.
  function mark(number) {
    at = number;
    Array.prototype.forEach.call(list.children, function (one, place) { one.setAttribute("aria-selected", String(place === at)); });
    box.value = at < 0 ? typed : offers[at].query;
    if (at < 0) { box.removeAttribute("aria-activedescendant"); return; }
    box.setAttribute("aria-activedescendant", "offer-" + at);
    list.children[at].scrollIntoView({ block: "nearest" });
  }
  function follow(offer) {
    if (!offer.url) { return false; }
    location.assign(offer.url + (form.elements.lang ? "?lang=" + form.elements.lang.value : ""));
    return true;
  }
  function ask(pause) {
    clearTimeout(soon);
    if (asking) { asking.abort(); asking = null; }
    var text = box.value;
    if (!text.trim()) {
      show(recent().map(function (query) { return { query: query }; }), true);
      return;
    }
    soon = setTimeout(function () {
      var mine = asking = new AbortController();
      fetch("/api/v1/suggest?q=" + encodeURIComponent(text), { signal: mine.signal }).then(function (answer) {
        return answer.json();
      }).then(function (held) { if (asking === mine && box.value === text) { show(held.suggestions, false); } }, function () {
        if (asking === mine) { close(); }  // No suggestions; the box works as ever.
      });
    }, pause);
  }

  box.addEventListener("input", function (event) { if (!event.isComposing) { ask(PAUSE); } });
  box.addEventListener("compositionend", function () { ask(PAUSE); });
  box.addEventListener("pointerup", function () { if (!isOpen() && !box.value.trim()) { ask(0); } });
  box.addEventListener("keydown", function (event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) { return; }
    var by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by) {
      event.preventDefault();
      if (!isOpen()) { ask(0); return; }
      // Past either end stands the box itself, with what was typed.
      mark(at + by >= offers.length ? -1 : at + by < -1 ? offers.length - 1 : at + by);
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      mark(-1);
      close();
    } else if (event.key === "Enter" && isOpen() && at >= 0 && follow(offers[at])) {
      event.preventDefault();
    }
  });
  // The finger is lifted on the option it was put on; the box keeps the focus.
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  list.addEventListener("click", function (event) {
    var chosen = event.target.closest("[role=option]"), offer = chosen && offers[chosen.dataset.number];
    if (!offer || follow(offer)) { return; }
    box.value = offer.query;
    close();
    form.requestSubmit();
  });
  field.addEventListener("focusout", function (event) { if (!field.contains(event.relatedTarget)) { close(); } });
  clear.addEventListener("keydown", function (event) { if (event.key === "Escape") { event.preventDefault(); box.focus(); close(); } });
  document.addEventListener("click", function (event) {
    if (!(event.target instanceof Element) || !event.target.closest("[data-forget]")) { return; }
    forget();
    box.focus();
    close();
    document.getElementById("said").textContent = says.forgotten;
  });
  window.addEventListener("pagehide", close);
  // Somebody may have typed before this was here.
  if (document.activeElement === box && box.value !== box.defaultValue) { ask(PAUSE); }

  // Dates are for what was typed meanwhile.
  var dates = document.querySelector("form.dates");
  if (dates) {
    dates.addEventListener("submit", function () { if (box.value !== box.defaultValue) { dates.elements.q.value = box.value; } });
  }
})();
