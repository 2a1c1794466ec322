// A control with data-opens="<id>" opens that dialog; one with data-close closes what it stands in.
document.addEventListener("click", (event) => {
  const pressed = event.target instanceof Element ? event.target : null;
  const opener = pressed?.closest<HTMLElement>("[data-opens]");
  if (!opener) return;
  if (opener.hasAttribute("hx-get")) empty(opener.dataset.opens ?? "");
  open(opener.dataset.opens ?? "");
});

// Until its new form has come nobody may press what was asked about somebody else.
function empty(id: string): void {
  const dialog = document.getElementById(id);
  if (dialog instanceof HTMLDialogElement && !dialog.open) dialog.replaceChildren();
}

export function open(id: string): void {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.showModal();
}

// A press on the veil closes, a press inside does not.
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close();
});
