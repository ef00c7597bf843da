// What a script can add to pages that work without one. No page needs it; it asks only the site it came from.

// A size for people, as the page's language writes it.
function megabytes(bytes) {
  var says = JSON.parse((document.getElementById("words") || { textContent: "{}" }).textContent);
  var one = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return says.size.replace("{}", (bytes / 1048576).toLocaleString(document.documentElement.lang + "-u-nu-latn", one));
}

(function () {
  "use strict";

  var said = document.getElementById("said");
  // Our own words, in the page's language.
  var says = JSON.parse((document.getElementById("words") || { textContent: "{}" }).textContent);
  function say(text) { if (said) { said.textContent = text; } }
  function inField(node) { return node instanceof Element && node.closest("input, textarea, select, [contenteditable]") !== null; }

  // Sheets: the reader's settings and the keys.
  function open(name) {
    var sheet = document.getElementById("sheet-" + name);
    if (sheet && !sheet.open) { closeAll(); sheet.showModal(); }
  }
  function closeAll() { document.querySelectorAll("dialog[open]").forEach(function (sheet) { sheet.close(); }); }
  document.addEventListener("click", function (event) {
    var opener = event.target instanceof Element ? event.target.closest("[data-opens]") : null;
    if (opener) { open(opener.dataset.opens); }
    // A click beside a sheet closes it: the sheet itself is hit only outside its content.
    if (event.target instanceof HTMLDialogElement && event.target.open) {
      var box = event.target.getBoundingClientRect();
      if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) { event.target.close(); }
    }
  });

  // A language that is chosen is remembered here; device.js asks for the next pages in it.
  document.addEventListener("click", function (event) {
    var language = event.target instanceof Element ? event.target.closest("[data-language]") : null;
    try { if (language) { localStorage.setItem("unroller-language", language.dataset.language); } } catch (refused) { /* It holds in the address. */ }
  });

  // What is set stays on this device; device.js reads it before the next page is drawn.
  var root = document.documentElement;
  var form = document.getElementById("set");
  if (form) {
    var show = function () {
      Array.prototype.forEach.call(form.elements, function (one) {
        var held = root.dataset[one.name] || "";
        if (one.type === "radio") { one.checked = one.value === held; }
        if (one.type === "checkbox") { one.checked = one.value === "on" ? held !== "off" : held === one.value; }
      });
    };
    var store = function () {
      var set = {};
      Array.prototype.forEach.call(form.elements, function (one) {
        var value = one.type === "radio" && one.checked ? one.value : "";
        if (one.type === "checkbox") { value = one.value === "on" ? (one.checked ? "" : "off") : (one.checked ? one.value : ""); }
        if (value) { set[one.name] = value; }
      });
      ["face", "size", "leading", "width", "theme", "align", "keys", "recent"].forEach(function (name) {
        if (set[name]) { root.dataset[name] = set[name]; } else { delete root.dataset[name]; }
      });
      try {
        localStorage.setItem("unroller", JSON.stringify(set));
        if (set.recent) { localStorage.removeItem("unroller-recent"); }
      } catch (refused) { /* It holds for this page. */ }
    };
    show();
    form.addEventListener("change", store);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { setTimeout(store, 0); });
  }

  // Keys. Off inside fields and sheets, and where the reader has switched them off.
  var places = ".prose [id][data-post], .posts > li, .card, .found > li";
  var here = null;
  function step(by) {
    var all = Array.prototype.slice.call(document.querySelectorAll(places));
    if (!all.length) { return; }
    var at = here ? all.indexOf(here) : -1;
    if (at < 0) {
      // From where the reader is: the first place below the top of the window, or the last above it.
      var below = all.findIndex(function (one) { return one.getBoundingClientRect().top > 8; });
      at = by > 0 ? (below < 0 ? all.length : below) - 1 : (below < 0 ? all.length : below);
    }
    var next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (here) { here.classList.remove("here"); }
    here = next;
    here.classList.add("here");
    var link = here.querySelector("a");
    if (link) { link.focus({ preventScroll: true }); }
    var calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    here.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }
  function follow(selector) {
    var link = (here && here.querySelector(selector)) || document.querySelector("main " + selector);
    if (link) { link.click(); }
    return Boolean(link);
  }
  function search() {
    var find = document.getElementById("find");
    if (find) { find.focus(); find.select(); }
  }
  var does = {
    "/": search,
    "?": function () { open("keys"); },
    j: function () { step(1); },
    k: function () { step(-1); },
    o: function () { if (here) { follow("a:not(.post-mark)[href]"); } },
    v: function () {
      var own = ".post-source, .posts > li > footer a";
      follow(here && here.querySelector(own) ? own : "[data-key=v]");
    },
    a: function () { follow("[data-key=a] a:not([aria-current])"); },
    e: function () { follow("a[rel~=edit], a[data-key=e]"); },
    n: function () {
      var box = document.getElementById("text");
      if (box) { box.focus(); } else { location.href = "/"; }
    }
  };
  document.addEventListener("keydown", function (event) {
    if (root.dataset.keys === "off" || event.defaultPrevented || event.isComposing) { return; }
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      closeAll();
      search();
      return;
    }
    if (event.key === "Escape" && inField(event.target)) { event.target.blur(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target) || document.querySelector("dialog[open]")) { return; }
    var act = Object.prototype.hasOwnProperty.call(does, event.key) ? does[event.key] : null;
    if (act) { event.preventDefault(); act(); }
  });

  // The box: Ctrl or Cmd with Enter reads it; pasting or dropping works anywhere on the page.
  var box = document.querySelector("form.box textarea");
  if (box) {
    var pasted = box.form;
    var file = pasted.querySelector("input[type=file]");
    // More than one post in one go: a whole thread, so show it at once. Shorter pieces may be put together by hand.
    var WHOLE = 600;

    var most = Number(pasted.dataset.most) || Infinity;
    var sees = document.getElementById("sees");
    var tell = function (text, refused, waiting) {
      sees.textContent = text;
      sees.classList.toggle("refused", Boolean(refused));
      sees.classList.toggle("waiting", Boolean(waiting));
    };
    // What would be sent, in bytes, without making a copy of it while somebody types.
    var size = function () {
      return file.files.length ? Array.prototype.reduce.call(file.files, function (sum, one) { return sum + one.size; }, 0) : box.value.length;
    };
    // One file is refused by its own size, several only together: the server names those it cannot take.
    var limit = function () { return file.files.length > 1 ? Number(pasted.dataset.together) || Infinity : most; };
    // Exports go to the imports.
    var usual = pasted.getAttribute("action");
    var exported = function () {
      return Array.prototype.some.call(file.files, function (one) {
        return /\.(zip|tar|tgz|gz|car|js)$/i.test(one.name) || (one.size > most && /\.(json|jsonl|ndjson)$/i.test(one.name));
      });
    };
    var read = function () { pasted.requestSubmit(); };

    // While somebody types, or has chosen a file: a line that says what it would be read as.
    var LOOK = 900000, looking = null, soon = 0;
    var look = function () {
      clearTimeout(soon);
      if (looking) { looking.abort(); looking = null; }
      if (!size() || (!file.files.length && !box.value.trim())) { tell(""); return; }
      if (exported()) { tell(says.export); return; }
      if (size() > limit()) { tell(says.large.replace("{}", megabytes(size())), true); return; }
      if (size() > LOOK) { tell(says.long.replace("{}", megabytes(size()))); return; }
      soon = setTimeout(function () {
        var mine = looking = new AbortController();
        tell(says.looking, false, true);
        fetch("/look" + location.search, { method: "POST", body: new FormData(pasted), signal: mine.signal }).then(function (answer) {
          return answer.json();
        }).then(function (seen) { tell(seen.says, seen.refused); }, function () { if (looking === mine) { tell(""); } });
      }, 400);
    };
    box.addEventListener("input", function () { look(); draft(); });
    file.addEventListener("change", look);

    // What is typed outlives a slip: it is kept for this tab until it has been read.
    var draft = function () {
      try {
        if (box.value.length < LOOK) { sessionStorage.setItem("unroller-draft", box.value); }
      } catch (refused) { /* No storage, no draft. */ }
    };
    try {
      var left = sessionStorage.getItem("unroller-draft");
      if (left && box.value === "") { box.value = left; }
    } catch (refused) { /* No storage, no draft. */ }
    // A bookmarklet brings a text behind the address, where no server sees it.
    if (location.hash.indexOf("#text=") === 0 && box.value === "") {
      try { box.value = decodeURIComponent(location.hash.slice(6)); } catch (broken) { tell(says.broken, true); }
      history.replaceState(null, "", location.pathname + location.search);
    }
    if (box.value.trim()) { look(); }

    pasted.addEventListener("keydown", function (event) {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); read(); }
    });
    document.addEventListener("paste", function (event) {
      if (event.target !== box && inField(event.target)) { return; }
      var data = event.clipboardData;
      if (!data) { return; }
      if (data.files.length && !data.getData("text/plain")) {
        event.preventDefault();
        file.files = data.files;
        read();
        return;
      }
      var text = data.getData("text/plain");
      if (box.value.trim() !== "" || !text) { return; }
      event.preventDefault();
      box.value = text;
      box.focus();
      draft();
      look();
      if (text.length > WHOLE) { read(); }
    });
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      document.addEventListener(name, function (event) {
        var data = event.dataTransfer;
        if (!data || Array.prototype.indexOf.call(data.types, "Files") < 0) { return; }
        event.preventDefault();
        pasted.classList.toggle("over", name === "dragover");
        if (name === "drop" && data.files.length) {
          file.files = data.files;
          if (box.value.trim() === "") { read(); } else { look(); }
        }
      });
    });
    pasted.addEventListener("submit", function (event) {
      // Too much would come back as an error without the text: say so before it is sent.
      var account = exported();
      pasted.setAttribute("action", account ? usual.replace(/^\/(?=\?|$)/, "/imports") : usual);
      if (!account && size() > limit()) { event.preventDefault(); look(); return; }
      clearTimeout(soon);
      if (looking) { looking.abort(); }
      pasted.classList.add("busy");
      tell(size() > 200000 ? says.reading.replace("{}", megabytes(size())) : says.looking, false, true);
    });
    window.addEventListener("pageshow", function () { pasted.classList.remove("busy"); });
  }

  if (document.querySelector("form.decide")) {
    try { sessionStorage.removeItem("unroller-draft"); } catch (refused) { /* There is none. */ }
  }

  // A bookmarklet is a link that only a bookmark may follow.
  document.querySelectorAll("a.bookmarklet").forEach(function (link) {
    link.href = "javascript:" + encodeURIComponent("(function(){var t=String(getSelection())||document.body.innerText;" +
      "open('" + location.origin + "/#text='+encodeURIComponent(t.slice(0,300000)))})()");
    link.addEventListener("click", function (event) { event.preventDefault(); say(says.drag); });
  });

  // The search box is a combobox; what it offers, and how, comes when somebody goes there.
  var find = document.getElementById("find");
  if (find) {
    [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-haspopup", "listbox"]]
      .forEach(function (one) { find.setAttribute(one[0], one[1]); });
    find.removeAttribute("list");
  }
  if (find && find.dataset.script) {
    var fetched = false, bring = function () {
      if (fetched) { return; }
      fetched = true;
      var style = document.createElement("link"), script = document.createElement("script");
      style.rel = "stylesheet";
      style.href = find.dataset.sheet;
      script.src = find.dataset.script;
      style.onload = style.onerror = function () { document.head.append(script); };
      document.head.append(style);
    };
    find.addEventListener("focus", bring);
    find.addEventListener("pointerover", bring);
    if (document.activeElement === find) { bring(); }
  }

  // A citation is copied as it stands.
  document.addEventListener("click", function (event) {
    var button = event.target instanceof Element ? event.target.closest("button[data-copies]") : null;
    var line = button && document.getElementById(button.dataset.copies);
    if (!line || !navigator.clipboard) { return; }
    navigator.clipboard.writeText(line.textContent).then(function () { say(says.cited); }, function () {
      getSelection().selectAllChildren(line);  // The browser refused; what is selected can be copied by hand.
    });
  });

  // A post's number copies the link to it.
  document.addEventListener("click", function (event) {
    var mark = event.target instanceof Element ? event.target.closest("a.post-mark") : null;
    var article = document.querySelector("article[data-url]");
    if (!mark || !article || event.ctrlKey || event.metaKey || event.shiftKey || !navigator.clipboard) { return; }
    var address = new URL(article.dataset.url + mark.hash, location.href).href;
    navigator.clipboard.writeText(address).then(function () {
      say(says.copied);
      mark.classList.add("copied");
      setTimeout(function () { mark.classList.remove("copied"); }, 1600);
    }, function () { /* The browser refused; the link itself still works. */ });
  });
})();

// ==== Sending ====
// What is large shows how much of it has arrived, and can be cancelled. The page stays until the answer is there, so that
// nothing in it is lost; going back shows it as it was left, files and all.
(function () {
  "use strict";
  if (!window.XMLHttpRequest || !window.DOMParser) { return; }
  var LARGE = 200000;
  var says = JSON.parse(document.getElementById("words").textContent);
  var said = document.getElementById("said");
  var going = null;

  function fieldsOf(form, button) {
    var fields = new FormData(form);
    if (button && button.name) { fields.append(button.name, button.value); }
    return fields;
  }
  function sizeOf(fields) {
    var size = 0;
    fields.forEach(function (value) { size += typeof value === "string" ? value.length : value.size; });
    return size;
  }

  // The line with the bar; what is said aloud is said at each quarter, not at each step.
  function line(form) {
    var made = form.querySelector(".sending") || form.appendChild(document.createElement("div"));
    made.className = "sending";
    made.replaceChildren();
    return made;
  }
  function over(form, text) {
    going = null;
    form.classList.remove("busy", "sends");
    line(form).textContent = text;
    said.textContent = text;
    var sees = form.querySelector(".sees");
    if (sees) { sees.textContent = ""; sees.classList.remove("waiting"); }
  }
  function bar(form, size, cancel) {
    var made = line(form), shown = document.createElement("progress"), words = document.createElement("span"), stop = document.createElement("button");
    // A number and its unit stay together in a line that runs from the right.
    var whole = "\u2068" + megabytes(size) + "\u2069", quarter = -1;
    var percents = new Intl.NumberFormat(document.documentElement.lang, { style: "percent" });
    shown.max = 100;
    shown.setAttribute("aria-label", says.upload);
    stop.type = "button";
    stop.className = "quiet";
    stop.textContent = says.cancel;
    stop.addEventListener("click", cancel);
    made.append(shown, words, stop);
    form.classList.add("sends");
    return function (part) {
      var hundredth = Math.floor(part * 100);
      if (part < 1) { shown.value = hundredth; } else { shown.removeAttribute("value"); }
      words.textContent = part < 1 ? says.sending.replace("{}", whole).replace("{}", percents.format(hundredth / 100)) : says.looking;
      if (Math.floor(part * 4) !== quarter) { quarter = Math.floor(part * 4); said.textContent = words.textContent; }
    };
  }

  // The pages that one after the other stood in this document.
  var pages = [], at = 0;
  function current() { return { main: document.getElementById("main"), title: document.title, kind: document.body.className }; }
  function put(page) {
    document.getElementById("main").replaceWith(page.main);
    document.title = page.title;
    document.body.className = page.kind;
  }
  function turn(answer) {
    pages[at] = current();
    at += 1;
    pages.length = at;
    history.pushState({ sent: at }, "");
    put({ main: document.adoptNode(answer.getElementById("main")), title: answer.title, kind: answer.body.className });
    window.scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  }
  window.addEventListener("popstate", function (event) {
    // A link within the page is a step of the page that is shown.
    if (!event.state && at && location.hash) { history.replaceState({ sent: at }, ""); return; }
    var wished = (event.state && event.state.sent) || 0;
    if (wished === at || !pages[wished]) { return; }
    pages[at] = current();
    at = wished;
    put(pages[at]);
  });

  // An answer that is the front page again, or no page of these, says what is wrong: said here, where all is still there.
  function refused(form, answer) {
    var token = answer.querySelector("input[name=token]");
    var told = answer.querySelector("#main .message") || answer.querySelector("#main h1");
    if (token && form.elements.token) { form.elements.token.value = token.value; }
    over(form, told ? told.textContent.replace(/\s+/g, " ").trim() : says.failed);
  }
  function answered(form, request) {
    var answer = new DOMParser().parseFromString(request.responseText, "text/html");
    var page = new URL(request.responseURL || location.href);
    if (request.status === 200 && /^\/(t|imports)\//.test(page.pathname)) { location.assign(page.href); return; }
    if (request.status !== 200 || !answer.getElementById("main") || answer.querySelector("form.box, form.export")) { refused(form, answer); return; }
    over(form, "");
    turn(answer);
  }

  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (event.defaultPrevented || !form.matches("form.box, form.decide, form.mend, form.export")) { return; }
    if (going) { event.preventDefault(); return; }
    var fields = fieldsOf(form, button), size = sizeOf(fields);
    if (size < LARGE) { return; }
    event.preventDefault();
    var request = going = new XMLHttpRequest();
    var tell = bar(form, size, function () { request.abort(); });
    tell(0);
    request.upload.addEventListener("progress", function (sent) { if (sent.lengthComputable) { tell(Math.min(sent.loaded / sent.total, 0.999)); } });
    request.upload.addEventListener("load", function () { tell(1); });
    request.addEventListener("load", function () { answered(form, request); });
    request.addEventListener("error", function () { over(form, says.failed); });
    request.addEventListener("abort", function () {
      over(form, says.cancelled);
      form.querySelector("textarea, input[type=file], button").focus({ preventScroll: true });
    });
    request.open("POST", button && button.hasAttribute("formaction") ? button.formAction : form.action);
    request.send(form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields));
  });
})();

// While links are looked up: how far it is, said aloud now and then; the page is shown anew at the end.
(function () {
  "use strict";
  var looks = document.querySelector("[data-looking]"), line = looks && looks.querySelector("[role=status]");
  if (!line) { return; }
  function ask() {
    fetch(looks.dataset.looking).then(function (answer) { return answer.json(); }).then(function (held) {
      if (!held.running) { location.reload(); return; }
      if (line.textContent !== held.says) { line.textContent = held.says; }
      setTimeout(ask, 3000);
    }).catch(function () { setTimeout(ask, 10000); });
  }
  setTimeout(ask, 3000);
})();
