/* Enhancement only: every page says the same without it. Events are delegated, so that the policy for scripts holds. */
(function () {
  "use strict";
  var root = document.documentElement, SHOWN = 300;

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
    var sorted = rows(table).map(function (row) { return { row: row, key: by(row, place), name: by(row, 0) }; });
    sorted.sort(function (one, other) {
      if (!one.key !== !other.key) return one.key ? -1 : 1;
      return way * (numeric ? parseFloat(one.key) - parseFloat(other.key) : collator.compare(one.key, other.key)) || collator.compare(one.name, other.name);
    });
    var all = document.createDocumentFragment();
    sorted.forEach(function (each) { all.appendChild(each.row); });
    body.appendChild(all);
    refresh(table);
  }

  /* What is asked for, as a question to one row. */
  function question(form) {
    var asked = new FormData(form), words = fold(asked.get("words") || "").split(/\s+/).filter(Boolean);
    return function (row) {
      var data = row.dataset;
      function has(name, value) { return !asked.get(name) || value === asked.get(name); }
      return words.every(function (word) { return data.words.indexOf(word) >= 0; }) &&
        has("in", data.in) && has("state", data.state) &&
        has("organisation", row.cells[1].textContent) && has("town", row.cells[2].textContent) &&
        (!asked.get("tag") || data.tags.split("|").indexOf(asked.get("tag")) >= 0);
    };
  }

  /* Show the rows that fit, no more than 300 of them until all are asked for: thousands take a phone many seconds. */
  function refresh(table) {
    var form = document.querySelector("[data-kb-filter='" + table.id + "']");
    if (!form) return;
    var fits = question(form), open = "open" in table.dataset, count = 0;
    table.querySelectorAll("[data-kb-rest]").forEach(function (body) { body.hidden = false; body.classList.add("is-open"); });
    rows(table).forEach(function (row) {
      var is = fits(row);
      count += is;
      row.hidden = !is || (!open && count > SHOWN);
    });
    counted(form.querySelector("output"), count);
    document.querySelector("[data-kb-nobody]").hidden = count > 0;
    document.querySelectorAll(".kb-more").forEach(function (more) {
      more.hidden = open || count <= SHOWN;
      counted(more.querySelector("button"), count);
    });
  }

  function counted(element, count) {
    element.textContent = element.textContent.replace(/\d+/, count);
  }

  /* The filter stands in the address, so that it can be kept and is still there when one comes back. */
  function remember(form) {
    var asked = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value) asked.set(name, value); });
    history.replaceState(null, "", "#" + asked);
  }

  function recall(form) {
    if (location.hash.indexOf("=") < 0) return;
    new URLSearchParams(location.hash.slice(1)).forEach(function (value, name) {
      if (form.elements[name]) form.elements[name].value = value;
    });
    refresh(document.getElementById(form.dataset.kbFilter));
  }

  /* Arrow keys go from name to name. */
  function step(from, way) {
    var table = document.getElementById("kb-table"), names = Array.from(table.querySelectorAll("tr:not([hidden]) a.kb-name"));
    var next = names[names.indexOf(from) + way];
    if (next) next.focus();
    else if (way < 0) document.getElementById("kb-words").focus();
  }

  function copy(button) {
    var field = document.getElementById(button.dataset.kbCopy), label = button.querySelector("span");
    field.select();
    function said() {
      var before = label.textContent;
      label.textContent = button.dataset.kbCopied;
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
    note.textContent = (days === 1 ? note.dataset.kbYesterday : note.dataset.kbAgo).replace("{days}", days);
    note.hidden = false;
  }

  document.querySelectorAll("[data-kb-filter]").forEach(function (form) { form.hidden = false; });
  document.querySelectorAll(".kb :is(pre, .kb-prose table)").forEach(function (block) {
    if (block.scrollWidth > block.clientWidth) block.tabIndex = 0;
  });
  document.querySelectorAll("[data-kb-rest]").forEach(function (body) {
    body.hidden = true;
    document.querySelector(".kb-more").hidden = false;
  });
  var search = document.querySelector(".md-search[role=dialog]");
  if (search && !search.hasAttribute("aria-label")) search.setAttribute("aria-label", document.querySelector(".md-search__input").placeholder);
  document.querySelectorAll("[data-kb-print]").forEach(function (button) { button.hidden = false; });
  age();
  document.querySelectorAll("[data-kb-filter]").forEach(recall);

  document.addEventListener("click", function (event) {
    var heading = event.target.closest(".kb-table [data-sort] button"), button = event.target.closest("[data-kb-copy]");
    if (heading) sort(heading.closest("th"));
    if (button) copy(button);
    if (event.target.closest("[data-kb-print]")) window.print();
    if (event.target.closest("[data-kb-all]")) {
      document.getElementById("kb-table").dataset.open = "";
      refresh(document.getElementById("kb-table"));
    }
    document.querySelectorAll(".kb-pop[open]").forEach(function (pop) {
      if (!pop.contains(event.target)) pop.open = false;
    });
  });
  ["input", "change"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      var form = event.target.closest("[data-kb-filter]");
      if (!form) return;
      refresh(document.getElementById(form.dataset.kbFilter));
      remember(form);
    });
  });
  document.addEventListener("submit", function (event) {
    if (event.target.closest("[data-kb-filter]")) event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    var from = event.target, way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (way && (from.id === "kb-words" ? way > 0 : from.matches(".kb-people a.kb-name"))) {
      event.preventDefault();
      step(from, way);
    }
    if (event.key !== "Escape") return;
    document.querySelectorAll(".kb-pop[open]").forEach(function (pop) {
      pop.open = false;
      pop.querySelector("summary").focus();
    });
  });
})();
