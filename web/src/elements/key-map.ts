import { open } from "../desk/doors.ts";
import { isTyping } from "../desk/typing.ts";
import type { DeskFinder } from "./desk-finder.ts";

const OFF = "keys-off";
const CAPS: Record<string, string> = { ARROWLEFT: "←", ARROWRIGHT: "→" };
const ROWS = "details.promise > summary, [data-row]";

export function rows(root: ParentNode = document): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(ROWS)].filter((row) => !row.closest("[hidden]"));
}

/** Steps to the next or previous row, opening a promise so that its endings have their keys. */
export function step(by: 1 | -1): void {
  const all = rows();
  const openRow = all.findIndex((row) => row.closest("details.promise[open]"));
  const focused = all.indexOf(document.activeElement as HTMLElement);
  const here = focused >= 0 ? focused : openRow;
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  if (!next) return;
  const promise = next.closest<HTMLDetailsElement>("details.promise");
  if (promise) promise.open = true;
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

/** What a key presses: in an open dialog only there; in the row one is on; in the open promise; else on the page. */
export function keyed(key: string): HTMLElement | undefined {
  const named = (root: ParentNode) => {
    const all = [...root.querySelectorAll<HTMLElement>("[data-key]")];
    return all.filter((one) => one.dataset.key?.toLowerCase() === key && !one.matches(":disabled"));
  };
  const dialog = document.querySelector("dialog[open]");
  if (dialog) return named(dialog)[0];
  const row = document.activeElement?.closest("[data-row]");
  const ofRow = row ? named(row)[0] : undefined;
  if (ofRow) return ofRow;
  const here = document.activeElement?.closest("details.promise[open]");
  const promise = here ?? document.querySelector("details.promise[open]");
  const inside = promise ? named(promise)[0] : undefined;
  return (
    inside ?? named(document).find((one) => !one.closest("details.promise, dialog, [data-row]"))
  );
}

/** The keys of the page: listens, and lists them in the dialog it stands in. */
export class KeyMap extends HTMLElement {
  #press = (event: KeyboardEvent): void => this.press(event);

  connectedCallback(): void {
    document.addEventListener("keydown", this.#press);
    const choice = this.querySelector<HTMLInputElement>("[data-keys-on]");
    if (choice) choice.checked = !this.off;
    choice?.addEventListener("change", () => {
      localStorage.setItem(OFF, choice.checked ? "" : "1");
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#press);
  }

  get off(): boolean {
    return localStorage.getItem(OFF) === "1";
  }

  press(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    if ((event.ctrlKey || event.metaKey) && key === "k" && !event.altKey) this.#find(event);
    else if (!this.#isPlain(event) || this.off) return;
    else if (key === "/") this.#find(event);
    else this.#act(event, key);
  }

  #isPlain(event: KeyboardEvent): boolean {
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    return !held && !event.defaultPrevented && !isTyping(event.target);
  }

  #find(event: KeyboardEvent): void {
    event.preventDefault();
    document.querySelector<DeskFinder>("desk-finder")?.open();
  }

  #act(event: KeyboardEvent, key: string): void {
    const pressed = keyed(key);
    if (pressed) {
      event.preventDefault();
      if (!event.repeat) pressed.click();
    } else if (key === "?") {
      this.list();
      open("keys");
    } else if (key === "j" || key === "k") {
      event.preventDefault();
      step(key === "j" ? 1 : -1);
    }
  }

  list(): void {
    const into = this.querySelector<HTMLElement>("[data-list]");
    if (!into) return;
    const lines: [string, string][] = [];
    const told = new Set<string>();
    if (rows().length > 1) lines.push(["J K", into.dataset.move ?? ""]);
    for (const one of document.querySelectorAll<HTMLElement>("[data-key]")) {
      const promise = one.closest("details.promise");
      if (one.closest("dialog") || (promise && !promise.hasAttribute("open"))) continue;
      const cap = one.dataset.key?.toUpperCase() ?? "";
      if (one.closest("[data-row]") && told.has(cap)) continue;
      told.add(cap);
      lines.push([CAPS[cap] ?? cap, sayOf(one)]);
    }
    into.replaceChildren(...lines.flatMap(([keys, words]) => line(keys, words)));
  }
}

function sayOf(control: HTMLElement): string {
  const copy = control.cloneNode(true) as HTMLElement;
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  // What stands below the word tells how it is now, not what the key does.
  const words = (copy.querySelector("b") ?? copy).textContent?.trim() ?? "";
  // In a row the label names whom it is about; the list of keys tells of all rows.
  if (control.closest("[data-row]")) return words;
  return control.getAttribute("aria-label") ?? words;
}

function line(keys: string, words: string): HTMLElement[] {
  const term = document.createElement("dt");
  for (const key of keys.split(" ")) {
    const cap = document.createElement("kbd");
    cap.textContent = key;
    term.append(cap);
  }
  const meaning = document.createElement("dd");
  meaning.textContent = words;
  return [term, meaning];
}

customElements.define("key-map", KeyMap);
