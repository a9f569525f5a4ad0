"use strict";
(() => {
  const language = document.documentElement.lang;
  const collator = new Intl.Collator(language, { numeric: true, sensitivity: "base" });
  const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u0652]/g, "").toLowerCase();

  const keyOf = (cell) => cell.dataset.value ?? cell.textContent.trim();
  const compare = (one, other) => {
    if (one === "" || other === "") return (one === "") - (other === "");
    const first = Number(one), second = Number(other);
    return Number.isNaN(first) || Number.isNaN(second) ? collator.compare(one, other) : first - second;
  };

  const sort = (table, header) => {
    const place = [...header.parentElement.children].indexOf(header);
    const down = header.getAttribute("aria-sort") === "ascending";
    for (const other of header.parentElement.children) {
      if (other.hasAttribute("aria-sort")) other.setAttribute("aria-sort", "none");
    }
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, rank) => [keyOf(row.cells[place]), rank, row]);
    rows.sort((a, b) => {
      const empty = (a[0] === "") !== (b[0] === "");
      const order = compare(a[0], b[0]);
      return (down && !empty ? -order : order) || a[1] - b[1];
    });
    body.append(...rows.map((row) => row[2]));
  };

  for (const table of document.querySelectorAll("table[data-table]")) {
    const name = table.dataset.table;
    const own = (what) => document.querySelectorAll(what + '[data-for="' + name + '"]');
    for (const button of table.querySelectorAll("thead button")) {
      button.addEventListener("click", () => sort(table, button.closest("th")));
    }
    const search = document.querySelector('input[data-filter="' + name + '"]');
    const selects = [...own("select")];
    const count = document.querySelector('output[data-count="' + name + '"]');
    const rows = [...table.tBodies[0].rows].map((row) => [row, plain(row.textContent)]);
    const filter = () => {
      const words = search ? plain(search.value).split(/\s+/).filter(Boolean) : [];
      let shown = 0;
      for (const [row, text] of rows) {
        const kept = words.every((word) => text.includes(word)) &&
          selects.every((one) => one.value === "" || row.dataset[one.dataset.filterBy] === one.value);
        row.hidden = !kept;
        shown += kept;
      }
      if (count) count.textContent = count.dataset.says.replace("#", shown).replace("#", rows.length);
    };
    if (search) search.addEventListener("input", filter);
    for (const one of selects) one.addEventListener("change", filter);
    if (search || selects.length) filter();
  }

  document.documentElement.classList.add("scripted");
  for (const button of document.querySelectorAll("button[data-print]")) {
    button.addEventListener("click", () => window.print());
  }
  // What is folded away is printed all the same.
  window.addEventListener("beforeprint", () => {
    for (const one of document.querySelectorAll("details:not([open])")) {
      one.open = true;
      one.dataset.folded = "";
    }
  });
  window.addEventListener("afterprint", () => {
    for (const one of document.querySelectorAll("details[data-folded]")) {
      one.open = false;
      delete one.dataset.folded;
    }
  });
})();
