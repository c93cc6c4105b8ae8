// Live progress of a run, where the page shows one that is going on. Without
// this script the run's page asks for itself again every few seconds.
"use strict";

for (const run of document.querySelectorAll("[data-events]")) {
  const label = run.querySelector("label");
  const bar = run.querySelector("progress");
  const status = run.querySelector("[role=status]");
  const stream = new EventSource(run.dataset.events);
  let told = Date.now();

  stream.addEventListener("progress", (event) => {
    const step = JSON.parse(event.data);
    label.textContent = step.text;
    bar.max = Math.max(step.total, 1);
    bar.value = step.done;
    // Ears hear how it goes now and then, not at every source.
    if (Date.now() - told > 10000) {
      told = Date.now();
      status.textContent = step.text;
    }
  });
  stream.addEventListener("end", () => {
    stream.close();
    status.textContent = "Done.";
    location.reload();
  });
}
