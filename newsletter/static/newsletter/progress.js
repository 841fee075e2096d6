// Keeps the figures of a running sending up to date. Without it, « Actualiser » does the same.
const figures = () => document.querySelector("[data-figures]");
const timer = setInterval(async () => {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("[data-figures]");
  if (!fresh) return;
  figures().replaceWith(fresh);
  if ("running" in fresh.dataset) return;
  clearInterval(timer);
  location.reload(); // the buttons and the names of those in doubt
}, 4000);
