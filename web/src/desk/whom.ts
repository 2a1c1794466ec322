// The field in which a patient is found: what is chosen is always of what stands typed there.

function listOf(target: EventTarget | null): HTMLElement | null {
  if (!(target instanceof HTMLInputElement) || !target.dataset.picks) return null;
  return document.getElementById(target.dataset.picks);
}

const choices = (list: HTMLElement) => [...list.querySelectorAll<HTMLInputElement>("[type=radio]")];

// Those found for fewer letters may be somebody else: nobody is chosen until the list is new.
export function letGo(event: Event): void {
  const list = listOf(event.target);
  if (list) for (const one of choices(list)) one.checked = false;
}

export function onKey(event: KeyboardEvent): void {
  const list = listOf(event.target);
  if (!list || event.isComposing) return;
  const found = choices(list);
  const at = found.findIndex((one) => one.checked);
  if (event.key === "Enter" && at < 0) event.preventDefault();
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const next = found[at + (event.key === "ArrowDown" ? 1 : -1)] ?? found[at];
  event.preventDefault();
  next?.click();
  next?.focus();
}

document.addEventListener("input", letGo);
document.addEventListener("keydown", onKey);
