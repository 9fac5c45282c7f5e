/* Draws each chart from the table beneath it, in the page's colours: light, dark, and always light on paper. */
(function () {
  const root = document.documentElement;
  const colour = (name) => getComputedStyle(root).getPropertyValue(name).trim();
  const drawn = new Map();
  const PAPER = 690, PAGE = 840;

  function share(value) {
    const [above, below] = value.split("/");
    return Number(above) / Number(below || "1");
  }

  function dataOf(figure) {
    const table = figure.querySelector("table"), kind = figure.dataset.kind;
    const rows = Array.from(table.tBodies[0].rows);
    const number = (cell) => cell.dataset.value === undefined ? null
      : kind === "rate" ? share(cell.dataset.value) * 100 : share(cell.dataset.value) / Number(figure.dataset.per);
    const names = Array.from(table.tHead.rows[0].cells).slice(1).map((cell) => cell.textContent);
    return {
      labels: rows.map((row) => row.cells[0].textContent),
      series: names.map((name, place) => ({
        name,
        texts: rows.map((row) => row.cells[place + 1].textContent),
        numbers: rows.map((row) => number(row.cells[place + 1])),
        late: rows.map((row) => row.cells[place + 1].dataset.late !== undefined),
      })),
    };
  }

  const targetOf = (figure) => share(figure.dataset.target) * 100;

  function targetLine(figure) {
    return {
      id: "target",
      afterDatasetsDraw(chart) {
        if (!figure.dataset.target) { return; }
        const { ctx, chartArea, scales } = chart;
        const x = scales.x.getPixelForValue(targetOf(figure));
        ctx.save();
        ctx.strokeStyle = ctx.fillStyle = colour("--error");
        ctx.setLineDash([5, 4]);
        ctx.beginPath();
        ctx.moveTo(x, chartArea.top);
        ctx.lineTo(x, chartArea.bottom);
        ctx.stroke();
        ctx.font = `12px ${Chart.defaults.font.family}`;
        ctx.textAlign = "left";
        const last = chart.width - ctx.measureText(figure.dataset.said).width - 4;
        ctx.fillText(figure.dataset.said, Math.max(4, Math.min(x + 4, last)), chartArea.top - 5);
        ctx.restore();
      },
    };
  }

  /* A name that leaves room for the bars; the whole one stands in the table and in the tooltip. */
  function short(name, most) {
    let width = 0, kept = "";
    for (const letter of name) {
      width += letter.codePointAt(0) > 255 ? 2 : 1;
      if (width > most) { return `${kept}…`; }
      kept += letter;
    }
    return kept;
  }

  function datasets(figure, data) {
    const colours = [colour("--one"), colour("--two"), colour("--three")];
    return data.series.map((series, place) => {
      const own = colours[place % colours.length];
      const lines = figure.dataset.form === "lines";
      return {
        label: series.name,
        data: series.numbers,
        backgroundColor: lines ? own : series.late.map((late) => late ? colour("--late") : own),
        borderColor: own,
        borderWidth: lines ? 2 : 0,
        borderDash: lines && place > 0 ? [6, 4] : [],
        pointRadius: lines && place === 0 ? 3 : 0,
        maxBarThickness: 22,
        minBarLength: figure.dataset.form === "bars" ? 4 : 0,
      };
    });
  }

  function optionsOf(figure, data, paper) {
    const { form, kind, unit } = figure.dataset;
    const ink = colour("--ink"), line = colour("--line");
    const amount = (value) => kind === "rate" ? `${value}%` : value.toLocaleString();
    const amounts = { beginAtZero: true, ticks: { color: ink, callback: amount }, grid: { color: line }, border: { color: line } };
    if (figure.dataset.target) { amounts.suggestedMin = amounts.suggestedMax = targetOf(figure); }
    const most = figure.clientWidth < 480 && !paper ? 16 : 32;
    const names = { ticks: { color: ink, autoSkip: form === "lines" || paper, callback: (value) => short(data.labels[value], most) }, grid: { display: false }, border: { color: line } };
    const lying = form !== "lines";
    if (form === "parts") { amounts.stacked = names.stacked = true; }
    return {
      animation: false,
      responsive: !paper,
      maintainAspectRatio: false,
      devicePixelRatio: data.labels.length > 300 ? 1 : Math.max(2, window.devicePixelRatio),
      indexAxis: lying ? "y" : "x",
      interaction: { mode: "index", axis: lying ? "y" : "x", intersect: false },
      layout: { padding: { top: figure.dataset.target ? 18 : 4 } },
      scales: lying ? { x: amounts, y: names } : { x: names, y: amounts },
      plugins: {
        legend: { display: data.series.length > 1, position: "bottom", labels: { color: ink, usePointStyle: form === "lines", pointStyle: "line" } },
        tooltip: {
          callbacks: {
            label: (item) => `${item.dataset.label}: ${data.series[item.datasetIndex].texts[item.dataIndex]}${kind === "money" ? ` ${unit}` : ""}`,
          },
        },
      },
    };
  }

  /* High enough for every name; on paper no higher than a page, where not every name has room. */
  function heightOf(figure, data, paper) {
    const { form } = figure.dataset, bars = data.labels.length;
    return form === "lines" ? 280 : form === "parts" ? 90 + bars * 40 : 60 + Math.min(bars * 24, paper ? PAGE : 15000);
  }

  function draw(figure, paper) {
    const data = dataOf(figure), scene = figure.querySelector(".canvas"), canvas = figure.querySelector("canvas");
    if (drawn.has(figure)) { drawn.get(figure).destroy(); }
    const height = heightOf(figure, data, paper);
    scene.style.height = `${height}px`;
    if (paper) {
      canvas.width = PAPER;
      canvas.height = height;
      canvas.style.width = `${PAPER}px`;
      canvas.style.height = `${height}px`;
    }
    const type = figure.dataset.form === "lines" ? "line" : "bar";
    drawn.set(figure, new Chart(canvas, {
      type,
      data: { labels: data.labels, datasets: datasets(figure, data) },
      options: optionsOf(figure, data, paper),
      plugins: [targetLine(figure)],
    }));
  }

  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  const figures = Array.from(document.querySelectorAll("figure.chart"));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting && !drawn.has(entry.target)) { draw(entry.target, false); }
    }
  }, { rootMargin: "400px" });
  for (const figure of figures) {
    figure.querySelector(".canvas").style.height = `${heightOf(figure, dataOf(figure), false)}px`;
    seen.observe(figure);
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const figure of drawn.keys()) { draw(figure, false); }
  });
  addEventListener("beforeprint", () => {
    root.classList.add("paper");
    for (const figure of figures) { draw(figure, true); }
  });
  addEventListener("afterprint", () => {
    root.classList.remove("paper");
    for (const figure of figures) { draw(figure, false); }
  });
})();
