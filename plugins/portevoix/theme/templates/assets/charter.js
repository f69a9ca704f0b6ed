// What is typed in a field of [data-blanks] stands in every mark of its section, ready to be copied.
document.addEventListener("input", ({ target }) => {
  const name = target.dataset.fills, typed = target.value.trim();
  if (!name) return;
  for (const mark of target.closest("section").querySelectorAll(`[data-blank="${CSS.escape(name)}"]`)) {
    mark.dataset.empty ??= mark.textContent;
    mark.textContent = typed || mark.dataset.empty;
    mark.toggleAttribute("data-filled", Boolean(typed));
  }
});
