(function () {
  const box = document.getElementById("search");
  const found = document.getElementById("found");
  const parts = Array.from(document.querySelectorAll("main tbody tr, main li, main dl div, main pre"));
  const words = new Map(parts.map((part) => [part, plain(part.textContent)]));
  function show() {
    const wanted = plain(box.value).trim();
    let count = 0;
    for (const part of parts) {
      const fits = wanted !== "" && words.get(part).includes(wanted);
      count += fits ? 1 : 0;
      part.classList.toggle("away", wanted !== "" && !fits);
      for (const cell of part.querySelectorAll("td, dd")) {
        cell.classList.toggle("hit", fits && plain(cell.textContent).includes(wanted));
      }
    }
    for (const section of document.querySelectorAll("main section")) {
      const named = wanted !== "" && plain(section.querySelector("h2") ? section.querySelector("h2").textContent : "").includes(wanted);
      const any = Array.from(section.querySelectorAll("tbody tr, li, dl div, pre")).some((part) => !part.classList.contains("away"));
      section.classList.toggle("away", wanted !== "" && !any && !named);
      for (const block of section.querySelectorAll(".wide, ul, dl")) {
        const inside = Array.from(block.querySelectorAll("tbody tr, li, div"));
        const empty = wanted !== "" && !inside.some((part) => !part.classList.contains("away"));
        block.classList.toggle("away", empty);
        for (let note = block.nextElementSibling; note && note.matches(".note, .legend"); note = note.nextElementSibling) {
          note.classList.toggle("away", empty);
        }
        const title = block.previousElementSibling;
        if (title && title.tagName === "H3") { title.classList.toggle("away", empty); }
      }
    }
    found.textContent = wanted === "" ? "" : count === 0 ? found.dataset.none : found.dataset.count.replace("{count}", String(count));
  }
  box.addEventListener("input", show);
  const asked = decodeURIComponent((location.hash.match(/^#find=(.*)$/) || ["", ""])[1]);
  if (asked) { box.value = asked; show(); }
})();
