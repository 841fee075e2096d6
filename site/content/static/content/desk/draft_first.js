// Wagtail saves drafts by itself while one types. A form sent meanwhile would make its page a second time and be
// refused: it waits until its draft is saved.
let saving = false;

document.addEventListener("w-autosave:save", () => { saving = true; });
for (const ending of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(ending, () => { saving = false; });
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-controller~='w-autosave']") || event.defaultPrevented) return;
  form.dataset.wAutosaveActiveValue = "false"; // no other draft once the page is on its way
  if (!saving) return;
  event.preventDefault();
  keepWord(form, event.submitter);
  const send = () => form.requestSubmit();
  document.addEventListener("w-autosave:success", send, { once: true });
  document.addEventListener("w-autosave:error", send, { once: true });
});

// The pressed button may be disabled or replaced by the time the form leaves: its word goes in its stead.
function keepWord(form, button) {
  if (!button?.name) return;
  const word = document.createElement("input");
  Object.assign(word, { type: "hidden", name: button.name, value: button.value });
  form.append(word);
}
