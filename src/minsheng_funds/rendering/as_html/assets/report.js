/* Sorts, filters and opens the tables of a report. Figures are only compared, never computed. */
(function () {
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const order = document.getElementById("order");

  /* --- A table as groups of rows: each with what stands beneath it, a total at the end ----------------------- */

  function groupsOf(table) {
    return Array.from(table.tBodies, (body) => {
      const group = { body, rows: [], total: body.querySelector(":scope > tr.total") };
      for (const row of body.querySelectorAll(":scope > tr.row")) {
        const next = row.nextElementSibling;
        const beneath = next && next.classList.contains("beneath") ? next : null;
        group.rows.push({ row, beneath, place: group.rows.length, open: false, words: null, own: null });
      }
      return group;
    });
  }

  /* --- Sorting: by the exact value, what is incomplete and then what has none last, totals where they are ---- */

  function valueOf(cell, kind) {
    if (kind === "text") {
      const text = cell.textContent.trim();
      return text === "" || text === "—" ? null : text;
    }
    if (cell.dataset.value === undefined) { return null; }
    const [above, below] = cell.dataset.value.split("/");
    return [BigInt(above), BigInt(below || "1")];
  }

  /* What is incomplete may be any amount: it is neither the lowest nor the highest. */
  function rankOf(cell, value, kind) {
    return value === null ? 2 : kind === "number" && cell.textContent.trim().endsWith("*") ? 1 : 0;
  }

  function compared(one, other, kind) {
    if (kind === "text") { return collator.compare(one, other); }
    const left = one[0] * other[1], right = other[0] * one[1];
    return left < right ? -1 : left > right ? 1 : 0;
  }

  function arrange(group, column, kind, way) {
    const ways = { ascending: 1, descending: -1, none: 0 };
    const keyed = group.rows.map((item) => {
      const cell = item.row.cells[column], value = way === "none" ? null : valueOf(cell, kind);
      return { item, value, rank: rankOf(cell, value, kind) };
    });
    keyed.sort((one, other) => {
      if (one.rank !== other.rank) { return one.rank - other.rank; }
      if (one.value === null) { return one.item.place - other.item.place; }
      return ways[way] * compared(one.value, other.value, kind) || one.item.place - other.item.place;
    });
    for (const { item } of keyed) {
      group.body.insertBefore(item.row, group.total);
      if (item.beneath) { group.body.insertBefore(item.beneath, group.total); }
    }
  }

  function sortable(table, groups) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      if (!head.dataset.kind) { return; }
      const kind = head.dataset.kind, label = head.textContent;
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label;
      head.textContent = "";
      head.append(button);
      head.setAttribute("aria-sort", "none");
      const ways = kind === "text" ? ["ascending", "descending", "none"] : ["descending", "ascending", "none"];
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        const way = ways[(ways.indexOf(now) + 1) % 3];
        for (const other of heads) { if (other.dataset.kind) { other.setAttribute("aria-sort", "none"); } }
        head.setAttribute("aria-sort", way);
        for (const group of groups) { arrange(group, column, kind, way); }
        if (order) {
          const said = { ascending: order.dataset.up, descending: order.dataset.down, none: order.dataset.unsorted }[way];
          order.textContent = said.replace("{column}", label);
        }
      });
    });
  }

  /* --- Drill-down: what a row is made of opens beneath it --------------------------------------------------- */

  function setOpen(item, open) {
    if (!item.beneath) { return; }
    item.open = open;
    item.button.setAttribute("aria-expanded", String(open));
    item.beneath.classList.toggle("away", !open || item.row.classList.contains("away"));
  }

  function drillable(groups) {
    for (const item of groups.flatMap((group) => group.rows)) {
      if (!item.beneath) { continue; }
      const head = item.row.cells[0];
      item.button = document.createElement("button");
      item.button.type = "button";
      item.button.className = "drill";
      item.button.textContent = head.textContent;
      item.button.setAttribute("aria-controls", item.beneath.id);
      head.textContent = "";
      head.append(item.button);
      item.beneath.querySelector("details").open = true;
      setOpen(item, false);
      item.button.addEventListener("click", () => setOpen(item, !item.open));
    }
  }

  /* --- Search and filters of the table of projects ---------------------------------------------------------- */

  /* The texts of a row and of each payment beneath it: not of headers, sums and plan cells, which all rows have. */
  function wordsOf(item) {
    if (item.words === null) {
      const cells = (row) => Array.from(row.cells, (cell) => plain(cell.textContent)).join("\n");
      const payments = item.beneath ? item.beneath.querySelectorAll("[data-key=payments] tbody tr:not(.total)") : [];
      item.own = cells(item.row);
      item.words = Array.from(payments, (row) => [row, cells(row)]);
    }
    return item.words;
  }

  function filterable(table, groups) {
    const box = document.getElementById("search"), shown = document.getElementById("shown");
    const choices = Array.from(document.querySelectorAll("[data-filter]"));
    const heads = Array.from(table.tHead.rows[0].cells);
    const opener = document.getElementById("open");
    const rows = groups.flatMap((group) => group.rows);
    const openText = opener ? opener.textContent : "";
    let opened = [];

    function chosen(item) {
      return choices.every((choice) => {
        if (choice.value === "") { return true; }
        if (choice.dataset.filter === "complete") { return item.row.dataset.complete === choice.value; }
        const text = item.row.cells[heads.findIndex((head) => head.dataset.key === choice.dataset.filter)].textContent;
        return choice.dataset.filter === "state" ? text.split(shown.dataset.comma).includes(choice.value) : text === choice.value;
      });
    }

    /* Whether the row itself has all words, and which payments beneath it have them or those that the row has not. */
    function found(item, wanted) {
      if (wanted.length === 0) { return { own: true, beneath: [] }; }
      const payments = wordsOf(item);
      const missing = wanted.filter((word) => !item.own.includes(word));
      const asked = missing.length > 0 ? missing : wanted;
      const beneath = payments.filter(([, words]) => asked.every((word) => words.includes(word))).map(([row]) => row);
      return { own: missing.length === 0, beneath };
    }

    function show() {
      const wanted = plain(box.value).split(" ").filter((word) => word !== "");
      for (const item of opened) { setOpen(item, false); }
      for (const row of table.querySelectorAll(".hit")) { row.classList.remove("hit"); }
      const inside = [];
      let count = 0;
      for (const item of rows) {
        const hits = found(item, wanted);
        const fits = (hits.own || hits.beneath.length > 0) && chosen(item);
        count += fits ? 1 : 0;
        item.row.classList.toggle("away", !fits);
        if (fits && !hits.own) { inside.push(item); }
        if (fits) { for (const row of hits.beneath) { row.classList.add("hit"); } }
        setOpen(item, item.open);
      }
      opened = inside.length <= 5 ? inside.filter((item) => !item.open) : [];
      for (const item of opened) { setOpen(item, true); }
      for (const group of groups) {
        const none = group.rows.length > 0 && group.rows.every((item) => item.row.classList.contains("away"));
        group.body.classList.toggle("away", none);
      }
      const filtered = count < rows.length;
      table.classList.toggle("filtered", filtered);
      shown.classList.toggle("some", filtered);
      const nothing = `${shown.dataset.nothing}${wanted.length > 0 && shown.dataset.elsewhere ? ` ${shown.dataset.elsewhere}` : ""}`;
      const said = count === 0 ? nothing : filtered ? shown.dataset.shown : shown.dataset.every;
      shown.textContent = said.replace("{shown}", String(count)).replace("{all}", String(rows.length));
    }

    box.addEventListener("input", show);
    for (const choice of choices) { choice.addEventListener("change", show); }
    document.getElementById("reset").addEventListener("click", () => {
      box.value = "";
      for (const choice of choices) { choice.value = ""; }
      show();
      box.focus();
    });
    if (opener) {
      opener.addEventListener("click", () => {
        const open = !rows.some((item) => item.open);
        for (const item of rows) { setOpen(item, open && !item.row.classList.contains("away")); }
        opened = [];
        name();
      });
      const name = () => { opener.textContent = rows.some((item) => item.open) ? opener.dataset.close : openText; };
      table.addEventListener("click", name);
      box.addEventListener("input", name);
    }
    show();
  }

  /* A table that is not too long is as tall as it is, so that the next fund is not out of sight; where it is not too
     wide, either, its header stays under the page's own. One that shows all of itself needs no stop of the keyboard. */
  const TALLEST = 60;
  const head = document.querySelector("header");
  function stops() {
    document.documentElement.style.setProperty("--head", getComputedStyle(head).position === "sticky" ? `${head.offsetHeight}px` : "0px");
    for (const box of document.querySelectorAll(".wide[role=region]")) {
      const fits = box.scrollWidth <= box.clientWidth && box.querySelectorAll("tr.row").length <= TALLEST;
      box.classList.toggle("fits", fits);
      box.tabIndex = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight ? 0 : -1;
    }
  }

  for (const table of document.querySelectorAll("main table.list")) {
    const groups = groupsOf(table);
    drillable(groups);
    if (table.classList.contains("sorted")) { sortable(table, groups); }
    if (table.dataset.key === "projects" && document.getElementById("search")) { filterable(table, groups); }
  }
  stops();
  addEventListener("resize", stops);
})();
