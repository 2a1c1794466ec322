// A control with data-opens="<id>" opens that dialog; one with data-close closes what it stands in.
document.addEventListener("click", (event) => {
  const pressed = event.target instanceof Element ? event.target : null;
  const opener = pressed?.closest<HTMLElement>("[data-opens]");
  if (opener) open(opener.dataset.opens ?? "");
});

export function open(id: string): void {
  const dialog = document.getElementById(id);
  if (!(dialog instanceof HTMLDialogElement) || dialog.open) return;
  dialog.showModal();
}

// A press on the veil closes, a press inside does not.
document.addEventListener("click", (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.open) event.target.close();
});
