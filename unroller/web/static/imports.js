// An import goes on behind the pages: how far it is, on its own page and in the head of every other.
(function () {
  "use strict";
  if (document.documentElement.dataset.imports) { return; } // a page may ask for this file twice
  document.documentElement.dataset.imports = "asked";
  function asking(place, seconds, tell) {
    var last = "";
    function ask() {
      fetch(place).then(function (answer) { return answer.json(); }).then(function (held) {
        if (tell(held, last) !== false) { last = held.says; setTimeout(ask, seconds * 1000); }
      }).catch(function () { setTimeout(ask, 10000); });
    }
    setTimeout(ask, seconds * 1000);
  }

  var going = document.querySelector("[data-going] a");
  if (going) {
    asking(going.parentElement.dataset.going + location.search, 3, function (held) {
      going.textContent = held.line;
      return held.running;
    });
  }

  var far = document.querySelector("[data-import]"), said = document.getElementById("said"), tenth = -1;
  if (far) {
    var bar = far.querySelector("progress");
    asking(far.dataset.import + location.search, 1.5, function (held) {
      if (held.phase !== far.dataset.phase) { location.reload(); return false; }
      if (held.part === null) { bar.removeAttribute("value"); } else { bar.value = held.part; }
      far.querySelector("[data-says]").textContent = held.says;
      far.querySelector("[data-left]").textContent = held.left;
      // Said aloud at each tenth, not at each step.
      if (held.part !== null && Math.floor(held.part / 10) !== tenth) { tenth = Math.floor(held.part / 10); said.textContent = held.says; }
      return true;
    });
  }

  // A whole export may be dropped anywhere on its page.
  var form = document.querySelector("form.export"), files = form && form.querySelector("input[type=file]");
  if (form) {
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      document.addEventListener(name, function (event) {
        var data = event.dataTransfer;
        if (!data || Array.prototype.indexOf.call(data.types, "Files") < 0) { return; }
        event.preventDefault();
        form.classList.toggle("over", name === "dragover");
        if (name === "drop" && data.files.length) { files.files = data.files; form.requestSubmit(); }
      });
    });
    window.addEventListener("pageshow", function () { form.classList.remove("busy"); });
  }
})();
