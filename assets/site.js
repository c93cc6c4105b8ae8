// Comforts only: every page is complete without this script.
"use strict";

// A button that copies, beside each field meant for copying.
for (const field of document.querySelectorAll(".copy")) {
  const name = field.labels?.[0]?.textContent.trim() || "text";
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.className = "quiet small";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "Copy: " + name);
  said.className = "basis";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "Copied.";
    } catch {
      // No leave to write to the clipboard: select it, so that the keyboard can.
      field.focus();
      field.select();
      said.textContent = "Selected: press Ctrl+C, or ⌘C, to copy.";
    }
  });
  const row = document.createElement("div");
  row.className = "copying";
  row.append(button, said);
  field.after(row);
}

// "/" goes to the search box, unless one is writing.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = document.activeElement;
  if (at && (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName))) return;
  const box = document.querySelector('input[type="search"]');
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
