import "../desk/htmx.ts";
import { stream } from "../desk/stream.ts";
import { isTyping } from "../desk/typing.ts";

const GATHER = 150;

/**
 * A part of the page that keeps itself true: <live-region src="/today/promises/" on="promises visits">.
 * Told that something happened, it asks `src` again and morphs what it gets into place.
 */
export class LiveRegion extends HTMLElement {
  #leave: (() => void) | undefined;
  #timer = 0;
  #asking = false;
  #again = false;

  connectedCallback(): void {
    const topics = (this.getAttribute("on") ?? "").split(/[\s,]+/).filter(Boolean);
    this.#leave = stream.join(topics, () => this.#soon());
    this.addEventListener("let-go", () => this.#again && this.#soon());
    this.addEventListener("htmx:before:swap", (event) => this.#holdOff(event));
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
    this.#leave?.();
  }

  // The first word starts the wait: news that never pause must not put it off for ever.
  #soon(): void {
    if (this.#timer) return;
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      void this.refresh();
    }, GATHER);
  }

  async refresh(): Promise<void> {
    if (this.#asking || this.#isHeld() || this.#isBeingWritten()) {
      this.#again = true;
      return;
    }
    this.#asking = true;
    this.#again = false;
    const source = this.getAttribute("src") ?? location.href;
    await window.htmx?.ajax("GET", source, { target: this, source: this, swap: "innerMorph" });
    this.#asking = false;
    openFirst(this);
    if (this.#again) this.#soon();
  }

  // What was asked for before somebody took a part in hand comes too late.
  #holdOff(event: Event): void {
    if (event.target !== this || !this.#asking) return;
    if (!this.#isHeld() && !this.#isBeingWritten()) return;
    event.preventDefault();
    this.#again = true;
  }

  // Nothing moves under somebody who has a part of it in hand; they tell when they let go.
  #isHeld(): boolean {
    return this.querySelector("[data-held]") !== null;
  }

  // Nothing moves under a person who is typing; what came meanwhile is fetched after.
  #isBeingWritten(): boolean {
    const field = document.activeElement;
    if (!field || !this.contains(field) || !isTyping(field)) return false;
    field.addEventListener("blur", () => this.#soon(), { once: true });
    return true;
  }
}

/** One promise is always open, so that its keys always work. */
export function openFirst(root: ParentNode): void {
  if (root.querySelector("details.promise[open]")) return;
  const first = root.querySelector<HTMLDetailsElement>("details.promise");
  if (first) first.open = true;
}

// A page may ask its region again by itself, and what it takes away may be the one that was open.
document.addEventListener("htmx:after:swap", () => {
  for (const region of document.querySelectorAll("live-region")) openFirst(region);
});

document.addEventListener("htmx:finally:request", (event) => {
  const ctx = (event as CustomEvent<{ ctx: { response?: unknown } }>).detail.ctx;
  stream.asked(ctx.response !== undefined);
});

customElements.define("live-region", LiveRegion);
