// What makes the pages better; all of them work without.
"use strict";

// Through an article's history, without a page load for every step.
(() => {
  const then = document.getElementById("then");
  const slider = document.getElementById("n");
  const date = document.getElementById("at");
  const sort = document.getElementById("sort");
  if (!then || !slider || !date || !sort) return;
  const told = document.getElementById("told");
  const title = document.querySelector("h1").textContent;
  for (const form of document.querySelectorAll(".controls form")) {
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("button").hidden = true;
  }

  let asking = null;
  let shown = new URLSearchParams(location.search);

  async function show(asked, { keep = true } = {}) {
    if (sort.value !== "name") asked.set("sort", sort.value);
    asking?.abort();
    asking = new AbortController();
    const query = asked.toString();
    let part;
    try {
      const answer = await fetch(`${location.pathname}?${query}${query ? "&" : ""}part=then`, { signal: asking.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      part = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") location.search = query; // the page says what is wrong
      return;
    }
    then.innerHTML = part;
    shown = asked;
    const seen = then.querySelector(".then");
    slider.value = seen.dataset.number;
    date.value = seen.dataset.day;
    const { number, of } = seen.dataset;
    document.title = `${title}${number === of ? "" : `, edit ${number} of ${of}`} · diplowatch`;
    told.textContent = document.getElementById("stand").textContent;
    if (keep) history.replaceState(null, "", `${location.pathname}${query ? "?" : ""}${query}${location.hash}`);
  }

  function wait(work, milliseconds) {
    let timer = 0;
    return () => {
      clearTimeout(timer);
      timer = setTimeout(work, milliseconds);
    };
  }

  const step = wait(() => show(new URLSearchParams({ n: slider.value })), 40);
  slider.addEventListener("input", () => {
    asking?.abort(); // an answer that comes before the next question would move the slider back
    step();
  });
  date.addEventListener("change", () => {
    if (date.value && date.checkValidity()) show(new URLSearchParams({ at: date.value }));
  });
  sort.addEventListener("change", () => {
    const asked = new URLSearchParams();
    for (const name of ["n", "at", "revision"]) if (shown.has(name)) asked.set(name, shown.get(name));
    show(asked);
  });
  then.addEventListener("click", (event) => {
    const link = event.target.closest(".steps a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    const words = link.textContent;
    show(new URLSearchParams(new URL(link.href).search)).then(() => {
      const links = [...then.querySelectorAll(".steps a")];
      (links.find((one) => one.textContent === words) ?? links[0])?.focus();
    });
  });
})();

// Tables that a click on a heading sorts.
for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    heading.setAttribute("aria-sort", "none");
    const isNumber = heading.classList.contains("number");
    button.addEventListener("click", () => {
      const down = heading.getAttribute("aria-sort") === (isNumber ? "none" : "ascending") ||
        (isNumber && heading.getAttribute("aria-sort") === "ascending");
      for (const one of headings) one.setAttribute("aria-sort", "none");
      heading.setAttribute("aria-sort", down ? "descending" : "ascending");
      const value = (row) => {
        const cell = row.cells[column];
        const text = cell?.dataset.sort ?? cell?.textContent.trim() ?? "";
        return isNumber ? Number(text) : text;
      };
      const rows = [...table.tBodies[0].rows].map((row) => [value(row), row]);
      rows.sort(([one], [other]) => (isNumber ? one - other : one.localeCompare(other, "en")));
      if (down) rows.reverse();
      table.tBodies[0].append(...rows.map(([, row]) => row));
    });
  });
}
