// Forms on the keyboard alone: start at the first error, Enter goes on, and nothing typed is lost by a slip.

const FIELDS = "input:not([type=hidden]), select, textarea";

export function fieldsOf(form: HTMLFormElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (field) => !field.matches(":disabled") && !field.closest("[hidden], details:not([open])"),
  );
}

export function focusFirstError(root: ParentNode): boolean {
  const wrong = root.querySelector<HTMLElement>('[aria-invalid="true"]');
  wrong?.focus();
  return wrong !== null;
}

/** Where a person begins: the field marked `data-first`, or the first empty one of the form so marked. */
export function focusFirst(): void {
  const marked = document.querySelector<HTMLElement>("[data-first]");
  if (!(marked instanceof HTMLFormElement)) marked?.focus();
  else
    fieldsOf(marked)
      .find((field) => !(field as HTMLInputElement).value)
      ?.focus();
}

// Enter moves on; on the last field, and in a search, it sends. Ctrl Enter sends from anywhere.
export function onEnter(event: KeyboardEvent): void {
  const field = event.target;
  if (event.key !== "Enter" || event.isComposing || !(field instanceof HTMLElement)) return;
  const form = field.closest<HTMLFormElement>("form[data-enter]");
  if (!form || !field.matches(FIELDS)) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (field.matches("textarea, [type=submit], [aria-expanded=true]")) return;
  const fields = fieldsOf(form);
  const next = fields[fields.indexOf(field) + 1];
  if (!next) return;
  event.preventDefault();
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
}

function contents(form: HTMLFormElement): string {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  return JSON.stringify([...data].map(([name, value]) => [name, String(value)]));
}

const untouched = new WeakMap<HTMLFormElement, string>();
const guarded = () => [...document.querySelectorAll<HTMLFormElement>("form[data-guard]")];

export function isUnsaved(form: HTMLFormElement): boolean {
  const before = untouched.get(form);
  return before !== undefined && before !== contents(form);
}

function remember(form: HTMLFormElement): void {
  if (!untouched.has(form)) untouched.set(form, contents(form));
}

document.addEventListener("keydown", onEnter);
document.addEventListener("focusin", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (form instanceof HTMLFormElement && form.matches("[data-guard]")) remember(form);
});
document.addEventListener("submit", (event) => {
  if (event.target instanceof HTMLFormElement) untouched.delete(event.target);
});
window.addEventListener("beforeunload", (event) => {
  if (guarded().some(isUnsaved)) event.preventDefault();
});
document.addEventListener("htmx:after:swap", () => focusFirstError(document));
document.addEventListener("DOMContentLoaded", () => {
  if (!focusFirstError(document)) focusFirst();
});
