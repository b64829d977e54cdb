// Shortcuts for people who like keys. Every page works without this file.
(() => {
  "use strict";
  const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
  const rows = () => [...document.querySelectorAll("tr[data-row] a, [data-row] > a")].filter(
    (link, index, all) => index === 0 || link.closest("[data-row]") !== all[index - 1].closest("[data-row]"),
  );
  let waitingForGoal = false;

  const move = (step) => {
    const links = rows();
    const here = links.findIndex((link) => link.closest("[data-row]").contains(document.activeElement));
    const next = links[Math.min(Math.max(here + step, 0), links.length - 1)];
    if (next) next.focus();
  };
  const keys = {
    "/": () => document.querySelector("input[type=search]")?.focus(),
    j: () => move(1),
    k: () => move(-1),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    if (waitingForGoal && event.key === "i") document.querySelector("a[data-inbox]")?.click();
    waitingForGoal = event.key === "g";
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copied;
    });
  }
})();
