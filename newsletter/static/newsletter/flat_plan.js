// Moves a section with the arrows of the keyboard, or by dragging its row. Without this, the two buttons do the same.
const rows = [...document.querySelectorAll("[data-block]")];
let dragged = null;

const button = (row, key) => row.querySelector(`button[data-key="${key}"]:not(:disabled)`);

const moveTo = (row, rank) => {
  const form = row.querySelector("form");
  const to = Object.assign(document.createElement("input"), { type: "hidden", name: "to", value: rank });
  form.append(to);
  form.submit();
};

const mark = (target) => {
  for (const row of rows) {
    const below = dragged && Number(row.dataset.rank) > Number(dragged.dataset.rank);
    row.classList.toggle("is-target-above", row === target && row !== dragged && !below);
    row.classList.toggle("is-target-below", row === target && row !== dragged && below);
  }
};

for (const row of rows) {
  row.draggable = true;
  row.addEventListener("keydown", (event) => {
    const wanted = event.target.closest("button") && button(row, event.key);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
  row.addEventListener("dragstart", (event) => {
    dragged = row;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", row.dataset.block);
    row.classList.add("is-dragged");
  });
  row.addEventListener("dragend", () => {
    row.classList.remove("is-dragged");
    dragged = null;
    mark(null);
  });
  row.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    mark(row);
  });
  row.addEventListener("drop", (event) => {
    event.preventDefault();
    if (dragged && dragged !== row) moveTo(dragged, row.dataset.rank);
  });
}
