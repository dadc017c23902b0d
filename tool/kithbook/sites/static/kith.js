/* Enhancement only: every page says the same without it. Events are delegated, so that the policy for scripts holds. */
(function () {
  "use strict";
  var root = document.documentElement;

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  function rows(table) {
    return Array.prototype.concat.apply([], Array.from(table.tBodies, function (body) { return Array.from(body.rows); }));
  }

  function sort(heading) {
    var table = heading.closest("table"), place = heading.cellIndex, body = table.tBodies[0];
    var way = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    var numeric = heading.dataset.sort === "number", collator = new Intl.Collator(root.lang || "en", { numeric: true });
    function by(row, at) {
      var cell = row.cells[at];
      return "by" in cell.dataset ? cell.dataset.by : cell.textContent.trim();
    }
    table.querySelectorAll("[aria-sort]").forEach(function (other) { other.removeAttribute("aria-sort"); });
    heading.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    reveal(table);
    var sorted = rows(table).map(function (row) { return { row: row, key: by(row, place), name: by(row, 0) }; });
    sorted.sort(function (one, other) {
      if (!one.key !== !other.key) return one.key ? -1 : 1;
      return way * (numeric ? one.key - other.key : collator.compare(one.key, other.key)) || collator.compare(one.name, other.name);
    });
    var all = document.createDocumentFragment();
    sorted.forEach(function (each) { all.appendChild(each.row); });
    body.appendChild(all);
  }

  function reveal(table) {
    table.querySelectorAll("[data-kb-rest]").forEach(function (body) { body.hidden = false; body.classList.add("is-open"); });
    document.querySelectorAll(".kb-more").forEach(function (more) { more.hidden = true; });
  }

  function filter(form) {
    var table = document.getElementById(form.dataset.kbFilter), asked = new FormData(form), count = 0;
    var words = fold(asked.get("words") || "").split(/\s+/).filter(Boolean);
    reveal(table);
    rows(table).forEach(function (row) {
      var data = row.dataset;
      var fits = words.every(function (word) { return data.words.indexOf(word) >= 0; }) &&
        (!asked.get("in") || data.in === asked.get("in")) &&
        (!asked.get("state") || data.state === asked.get("state")) &&
        (!asked.get("tag") || data.tags.split("|").indexOf(asked.get("tag")) >= 0);
      row.hidden = !fits;
      count += fits;
    });
    form.querySelector("output").textContent = count + " shown";
    document.querySelector("[data-kb-nobody]").hidden = count > 0;
  }

  function copy(button) {
    var field = document.getElementById(button.dataset.kbCopy), label = button.querySelector("span");
    field.select();
    function said() {
      var before = label.textContent;
      label.textContent = "Copied";
      setTimeout(function () { label.textContent = before; }, 2000);
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(field.value).then(said);
    else if (document.execCommand("copy")) said();
  }

  function age() {
    var shown = document.querySelector("[data-kb-today]"), note = document.querySelector("[data-kb-stale]");
    if (!shown || !note) return;
    var day = shown.getAttribute("datetime").split("-"), now = new Date();
    var days = Math.round((Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) - Date.UTC(day[0], day[1] - 1, day[2])) / 864e5);
    if (days < 1) return;
    note.textContent = "This is the plan of " + (days === 1 ? "yesterday" : days + " days ago") + ": build the site again for today's.";
    note.hidden = false;
  }

  document.querySelectorAll("[data-kb-filter]").forEach(function (form) { form.hidden = false; });
  document.querySelectorAll("[data-kb-rest]").forEach(function (body) {
    body.hidden = true;
    document.querySelector(".kb-more").hidden = false;
  });
  var search = document.querySelector(".md-search[role=dialog]");
  if (search && !search.hasAttribute("aria-label")) search.setAttribute("aria-label", document.querySelector(".md-search__input").placeholder);
  age();

  document.addEventListener("click", function (event) {
    var heading = event.target.closest(".kb-table [data-sort] button"), button = event.target.closest("[data-kb-copy]");
    if (heading) sort(heading.closest("th"));
    if (button) copy(button);
    if (event.target.closest("[data-kb-all]")) reveal(document.getElementById("kb-table"));
    document.querySelectorAll(".kb-pop[open]").forEach(function (pop) {
      if (!pop.contains(event.target)) pop.open = false;
    });
  });
  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var form = event.target.closest("[data-kb-filter]");
      if (form) filter(form);
    });
  });
  document.addEventListener("submit", function (event) {
    if (event.target.closest("[data-kb-filter]")) event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll(".kb-pop[open]").forEach(function (pop) {
      pop.open = false;
      pop.querySelector("summary").focus();
    });
  });
})();
