// The page for mending a thread, made quicker.

// A button of the form changes the page in place: the reader stays at the line, and what happened is said aloud. When
// anything goes wrong the form is sent as it would be without a script.
(function () {
  "use strict";
  if (!window.fetch || !window.DOMParser) { return; }

  function sent(form, button) {
    var fields = new URLSearchParams(new FormData(form));
    if (button && button.name) { fields.append(button.name, button.value); }
    return fields;
  }
  // The place to go on from: the same line, else the same button's section, else what was said.
  function keepPlace(line, top, key) {
    var again = line && document.getElementById(line);
    if (!again) { (document.getElementById(key) || document.querySelector("#mend .mend-bar button")).focus({ preventScroll: true }); return; }
    window.scrollBy(0, again.getBoundingClientRect().top - top);
    var next = again.querySelector(key === "block" ? ".mend-pick input" : "button");
    if (next) { next.focus({ preventScroll: true }); }
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, button = event.submitter;
    if (form.id !== "mend" || !button || button.hasAttribute("formaction") || button.value === "preview") { return; }
    event.preventDefault();
    if (form.classList.contains("busy")) { return; }
    var block = button.closest(".mend-block");
    var ticked = block && form.querySelector(".mend-pick input:checked, [name=pick_post]:checked");
    var line = (ticked || button).closest(".mend-line");
    var top = line ? line.getBoundingClientRect().top : 0;
    form.classList.add("busy");
    fetch(form.action, { method: "POST", body: sent(form, button), credentials: "same-origin" })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var made = page.getElementById("mend");
        if (!made) { throw new Error("no form"); }
        form.replaceWith(document.adoptNode(made));
        document.title = page.title;
        var said = document.querySelector("#mend .message, #mend-said");
        document.getElementById("said").textContent = said ? said.textContent.trim() : "";
        if (/^page:/.test(button.value)) { document.getElementById("lines").scrollIntoView(); }
        keepPlace(line && line.id, top, block ? "block" : button.id);
      })
      .catch(function () {
        var hidden = document.createElement("input");
        hidden.type = "hidden";
        hidden.name = button.name;
        hidden.value = button.value;
        form.append(hidden);
        form.submit();
      });
  });
})();

// Blocks of lines: a click with Shift ticks all in between; at a tick box the arrow keys go from line to line, with Shift
// they tick, and a letter does what the button of that letter does with all that is ticked.
(function () {
  "use strict";
  var says = JSON.parse((document.getElementById("words") || { textContent: "{}" }).textContent);
  // The box from which a block extends.
  var from = null;

  function boxes() { return Array.prototype.slice.call(document.querySelectorAll("#mend .mend-pick input")); }
  function wholePost(box) {
    for (var line = box.closest(".mend-line"); line; line = line.previousElementSibling) {
      var whole = line.querySelector("[name=pick_post]");
      if (whole) { return whole; }
    }
    return null;
  }
  function tick(box, ticked) {
    box.checked = ticked;
    var whole = ticked ? null : wholePost(box);
    if (whole) { whole.checked = false; }
  }
  function count(aloud) {
    var ticked = boxes().filter(function (one) { return one.checked; }).length;
    var shown = document.querySelector("#mend .mend-count");
    if (shown) { shown.textContent = ticked ? "(" + ticked + ")" : ""; }
    if (aloud) { document.getElementById("said").textContent = ticked ? says.ticked.replace("{}", ticked) : says.unticked; }
  }
  function extend(to, ticked) {
    var all = boxes(), ends = [all.indexOf(from), all.indexOf(to)].sort(function (a, b) { return a - b; });
    if (ends[0] < 0) { return; }
    getSelection().removeAllRanges();
    all.slice(ends[0], ends[1] + 1).forEach(function (one) { tick(one, ticked); });
  }
  document.addEventListener("click", function (event) {
    var box = event.target;
    if (!(box instanceof HTMLInputElement)) { return; }
    if (box.name === "pick_post") {
      var line = box.closest(".mend-line");
      do {
        if (line.querySelector(".mend-pick")) { line.querySelector(".mend-pick input").checked = box.checked; }
        line = line.nextElementSibling;
      } while (line && !line.classList.contains("starts"));
      count(true);
    } else if (box.name === "pick") {
      tick(box, box.checked);
      if (event.shiftKey && from) { extend(box, box.checked); } else { from = box; }
      count(event.shiftKey);
    }
  });
  function move(box, by, ticks) {
    var all = boxes(), at = all.indexOf(box), next = all[at + by];
    if (!next) { return; }
    if (ticks) {
      if (!from || !box.checked) { from = box; }
      // Towards where the block began it grows smaller, away from there larger.
      var smaller = box !== from && (all.indexOf(from) < at) === (by < 0);
      tick(box, !smaller);
      if (!smaller) { tick(next, true); }
      count(true);
    }
    next.focus({ preventScroll: true });
    next.closest(".mend-line").scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("keydown", function (event) {
    var box = event.target;
    if (!(box instanceof HTMLInputElement) || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (box.name === "give_to" && event.key === "Enter") {
      event.preventDefault();
      document.querySelector("#mend [data-block=g]").click();
      return;
    }
    if (box.name !== "pick") { return; }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(box, event.key === "ArrowDown" ? 1 : -1, event.shiftKey);
      return;
    }
    var ticked = boxes().filter(function (one) { return one.checked; });
    if (event.key === "Escape" && ticked.length) {
      event.preventDefault();
      ticked.forEach(function (one) { tick(one, false); });
      count(true);
      return;
    }
    var button = document.documentElement.dataset.keys === "off" ? null
      : document.querySelector("#mend [data-block=" + (/^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : "none") + "]");
    if (!button) { return; }
    event.preventDefault();
    if (!ticked.length) { tick(box, true); count(false); }
    if (button.dataset.block === "g") { document.querySelector("#mend [name=give_to]").focus(); } else { button.click(); }
  }, true);
})();
