// What a reader has set on this device, put on the page before it is drawn. Runs in the head; nothing leaves the device.
(function () {
  "use strict";
  var root = document.documentElement, set = {};
  root.classList.add("js");
  try { set = JSON.parse(localStorage.getItem("unroller")) || {}; } catch (refused) { /* No storage: the page as it is. */ }
  var known = {
    face: ["sans", "legible"], size: ["1", "2", "4", "5"], leading: ["close", "open"], width: ["narrow", "wide"],
    theme: ["light", "sepia", "dark"], align: ["justify"], keys: ["off"], recent: ["off"]
  };
  Object.keys(known).forEach(function (name) {
    if (known[name].indexOf(set[name]) >= 0) { root.dataset[name] = set[name]; }
  });
  // A language that was chosen here: ask for the page in it. Never for the answer to a form, which would be lost.
  try {
    var language = localStorage.getItem("unroller-language");
    if (language && language !== root.lang && "got" in root.dataset && !/[?&]lang=/.test(location.search) && /^[a-z]{2}$/.test(language)) {
      location.replace(location.pathname + (location.search ? location.search + "&" : "?") + "lang=" + language + location.hash);
    }
  } catch (refused) { /* The browser's own language, then. */ }
  var file = { sans: "open-sans", legible: "atkinson-next" }[root.dataset.face] || "literata";
  var early = document.createElement("link");
  early.rel = "preload";
  early.as = "font";
  early.type = "font/woff2";
  early.crossOrigin = "";
  early.href = "/static/fonts/" + file + "-latin-400-700.woff2";
  document.head.appendChild(early);
})();
