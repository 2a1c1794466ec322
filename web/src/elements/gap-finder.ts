import { forget, show } from "../calendar/gap.ts";
import { open } from "../desk/doors.ts";
import "../desk/htmx.ts";

/**
 * Finds a free time: what is typed is answered by the house with times that fit, the arrows
 * choose one, Enter opens its form. Pressed on a card, F looks for another time for that card.
 */
export class GapFinder extends HTMLElement {
  #goes = false;
  #watch = new MutationObserver(() => this.#fresh());
  #press = (event: MouseEvent): void => this.#asked(event);

  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#pick(event));
    this.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("focusout", () => forget());
    this.#watch.observe(this, { childList: true, subtree: true });
    document.addEventListener("click", this.#press);
  }

  disconnectedCallback(): void {
    this.#watch.disconnect();
    document.removeEventListener("click", this.#press);
    forget();
  }

  get input(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>("#gap");
  }

  get options(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[role=option]")];
  }

  get chosen(): HTMLElement | undefined {
    return this.options.find((one) => one.getAttribute("aria-selected") === "true");
  }

  /** Looks for another time for one appointment, or for somebody new again. */
  async ask(appointment = ""): Promise<void> {
    const about = appointment ? `?appointment=${appointment}` : "";
    const context = { target: this, source: this, swap: "innerHTML" };
    await window.htmx?.ajax("GET", `${this.dataset.from}${about}`, context);
    this.input?.focus();
  }

  light(option: HTMLElement | undefined): void {
    for (const one of this.options) one.setAttribute("aria-selected", String(one === option));
    const found = Boolean(option);
    this.input?.setAttribute("aria-expanded", String(found));
    if (!option) {
      this.input?.removeAttribute("aria-activedescendant");
      forget();
      return;
    }
    this.input?.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
    if (this.contains(document.activeElement)) show(option);
  }

  #fresh(): void {
    this.light(this.chosen);
    if (this.#goes && this.#isAnswered()) void this.#go();
  }

  // What is shown may still be the answer to an earlier word.
  #isAnswered(): boolean {
    return this.querySelector<HTMLElement>("[data-for]")?.dataset.for === this.input?.value;
  }

  #key(event: KeyboardEvent): void {
    if (event.target !== this.input || event.isComposing) return;
    const all = this.options;
    const here = this.chosen ? all.indexOf(this.chosen) : -1;
    if (event.key === "ArrowDown") this.light(all[(here + 1) % Math.max(all.length, 1)]);
    else if (event.key === "ArrowUp") this.light(all[(here > 0 ? here : all.length) - 1]);
    else if (event.key === "Enter") this.#enter();
    else if (event.key === "Escape") this.input?.blur();
    else return;
    event.preventDefault();
  }

  #enter(): void {
    if (this.#isAnswered()) void this.#go();
    else this.#goes = true;
  }

  async #go(): Promise<void> {
    this.#goes = false;
    const address = this.chosen?.dataset.href;
    const target = document.getElementById("act");
    if (!address || !target) return;
    await window.htmx?.ajax("GET", address, { target, source: target, swap: "innerHTML" });
    open("act");
    const first = target.querySelector<HTMLElement>("[autofocus]");
    (first ?? target.querySelector<HTMLElement>(".btn.primary"))?.focus();
  }

  #pick(event: MouseEvent): void {
    const pressed = event.target as Element;
    const option = pressed.closest<HTMLElement>("[role=option]");
    if (option) {
      this.light(option);
      void this.#go();
    } else if (pressed.closest("[data-for-anybody]")) void this.ask();
  }

  // F, on a card or anywhere; or the same from the dialog of an appointment.
  #asked(event: MouseEvent): void {
    const pressed = event.target instanceof Element ? event.target : null;
    const from = pressed?.closest<HTMLElement>("[data-gap-for]");
    if (from) {
      from.closest("dialog")?.close();
      void this.ask(from.dataset.gapFor);
    } else if (pressed?.closest("[data-asks]")) {
      const card = document.activeElement?.closest<HTMLElement>("[data-card]")?.dataset.card;
      if (card) void this.ask(card);
      else this.input?.focus();
    }
  }
}

customElements.define("gap-finder", GapFinder);
