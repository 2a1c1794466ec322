// A control with data-fills="name=value&…" fills those fields of its form; one with data-sends
// sends its form as soon as another value is chosen.

export function fill(form: HTMLFormElement, values: URLSearchParams): void {
  for (const [name, value] of values) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
      field.value = value;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
}

document.addEventListener("click", (event) => {
  const pressed = event.target instanceof Element ? event.target : null;
  const filler = pressed?.closest<HTMLElement>("[data-fills]");
  const form = filler?.closest("form");
  if (filler && form) fill(form, new URLSearchParams(filler.dataset.fills));
});

document.addEventListener("change", (event) => {
  const chosen = event.target instanceof HTMLElement ? event.target : null;
  if (!chosen?.matches("[data-sends]")) return;
  const form = chosen.closest("form");
  if (form?.reportValidity()) form.requestSubmit();
});
