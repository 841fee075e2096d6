// Asks for the gauges of the last draft, then again after each draft that Wagtail saves by itself.
// Without this script, the panel leads to the screen that has them.
const REST = 1200;

function follow(panel) {
  let waiting;
  let latest = 0;

  const measure = async () => {
    const mine = ++latest;
    panel.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(panel.dataset.gauges);
      if (answer.ok && !answer.redirected && mine === latest) panel.innerHTML = await answer.text();
    } catch {
      // The desk is out of reach: what was last measured stays.
    }
    if (mine === latest) panel.removeAttribute("aria-busy");
  };

  document.addEventListener("w-autosave:success", () => {
    clearTimeout(waiting);
    waiting = setTimeout(measure, REST);
  });
  measure();
}

document.addEventListener("DOMContentLoaded", () => {
  for (const panel of document.querySelectorAll("[data-gauges]")) follow(panel);
});
