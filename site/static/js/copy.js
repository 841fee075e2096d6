// Reveals « Copier » beside each address; without this file the address is there all the same, to be selected.
for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // an old telephone, or a site without https
    }
    button.textContent = button.dataset.done;
  });
}
