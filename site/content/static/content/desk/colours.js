// The two colours of the town: the trial below follows what is typed, and each field gets the system's own palette.
// Without this script, colours are typed and the trial shows those that are saved.
document.addEventListener("DOMContentLoaded", () => {
  const trial = document.querySelector("[data-colours-trial]");
  const fields = ["c1", "c2"].map((name, rank) => [name, document.getElementById(`id_colour_${rank + 1}`)]);
  if (!trial || fields.some(([, field]) => !field)) return;

  const whole = (value) => /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.test(value.trim());
  let waiting;
  const follow = () => {
    clearTimeout(waiting);
    if (!fields.every(([, field]) => whole(field.value))) return;
    const asked = new URLSearchParams(fields.map(([name, field]) => [name, field.value]));
    waiting = setTimeout(() => { trial.contentWindow.location.replace(`${trial.getAttribute("src")}?${asked}`); }, 200);
  };

  for (const [, field] of fields) {
    const palette = Object.assign(document.createElement("input"), { type: "color", value: field.value });
    palette.setAttribute("aria-label", "Choisir sur la palette");
    palette.addEventListener("input", () => { field.value = palette.value; follow(); });
    field.addEventListener("input", () => {
      if (/^#[0-9a-f]{6}$/i.test(field.value)) palette.value = field.value;
      follow();
    });
    field.after(palette);
  }
});
