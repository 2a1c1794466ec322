import { open } from "../desk/doors.ts";
import "../desk/htmx.ts";
import { Drag } from "../flow/drag.ts";
import { Hand, stations } from "../flow/hand.ts";
import type { LiveRegion } from "./live-region.ts";

const AGAIN = 60_000;
const CARD = "[data-card]";

/**
 * The flow board: cards are chosen, taken in hand and handed over, by pointer or by key.
 * What the house refuses it says in the dialog, and the board is asked for again.
 */
export class FlowBoard extends HTMLElement {
  #hand: Hand | undefined;
  #last = "";
  #tab = "";
  #isSending = false;
  #timer = 0;
  #watch = new MutationObserver(() => this.lay());
  #changed = (): void => void this.refresh();

  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("focusin", (event) => this.#focus(event));
    this.addEventListener("focusout", (event) => this.#blur(event));
    document.body.addEventListener("visits-changed", this.#changed);
    if (this.mayMove) new Drag(this);
    const attributeFilter = ["data-shown"];
    this.#watch.observe(this, { childList: true, subtree: true, attributeFilter });
    this.#timer = window.setInterval(this.#changed, AGAIN);
    this.lay();
  }

  disconnectedCallback(): void {
    document.body.removeEventListener("visits-changed", this.#changed);
    window.clearInterval(this.#timer);
    this.#watch.disconnect();
  }

  get mayMove(): boolean {
    return this.hasAttribute("data-moves");
  }

  /** On a phone one station is seen at a time: nothing is dragged from it to another. */
  get isOneColumn(): boolean {
    const tabs = this.querySelector<HTMLElement>(".coltabs");
    return tabs !== null && window.getComputedStyle(tabs).display !== "none";
  }

  /** The card chosen: the one that has the focus, or had it last. */
  get card(): HTMLElement | null {
    const focused = document.activeElement?.closest<HTMLElement>(CARD);
    return focused ?? (this.#last ? this.querySelector(`[data-card="${this.#last}"]`) : null);
  }

  async refresh(): Promise<void> {
    await this.querySelector<LiveRegion>("live-region")?.refresh();
  }

  lay(): void {
    this.#layTabs();
    // A redrawn board may have moved the card one was on to another column.
    if (document.activeElement !== document.body || !this.#last) return;
    this.card?.focus({ preventScroll: true });
  }

  #layTabs(): void {
    const columns = [...this.querySelectorAll<HTMLElement>("[data-column]")];
    const keys = columns.map((one) => one.dataset.column ?? "");
    const busy = columns.find((one) => one.querySelector(CARD));
    if (!keys.includes(this.#tab)) this.#tab = busy?.dataset.column ?? keys[0] ?? "";
    for (const one of columns) one.toggleAttribute("data-shown", one.dataset.column === this.#tab);
    for (const tab of this.querySelectorAll<HTMLElement>("[data-tab]"))
      tab.setAttribute("aria-pressed", String(tab.dataset.tab === this.#tab));
  }

  #click(event: MouseEvent): void {
    const pressed = event.target as Element;
    const tab = pressed.closest<HTMLElement>("[data-tab]");
    const next = pressed.closest<HTMLElement>("[data-next]");
    const verb = pressed.closest<HTMLElement>("[data-verb]");
    const card = pressed.closest<HTMLElement>(CARD);
    if (tab) {
      this.#tab = tab.dataset.tab ?? "";
      this.#layTabs();
    } else if (next) void this.#send(next.dataset.next ?? "", {});
    else if (verb) this.#do(verb);
    else if (card && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      void this.#ask((card as HTMLAnchorElement).href);
    }
  }

  #do(button: HTMLElement): void {
    const { verb = "" } = button.dataset;
    const card = this.card;
    if (verb === "next") this.#callNext(card);
    else if (card) {
      const address = `${card.getAttribute("href")}${verb}/`;
      if (button.matches("[data-asks]")) void this.#ask(address);
      else void this.#send(address, { seen: card.dataset.seen ?? "" });
    }
  }

  #callNext(card: HTMLElement | null): void {
    const on = document.activeElement?.closest("[data-column]") ?? card?.closest("[data-column]");
    const call = (on ?? this).querySelector<HTMLButtonElement>("[data-next]:not(:disabled)");
    call?.click();
  }

  async #ask(address: string): Promise<void> {
    const target = document.getElementById("act");
    if (!target) return;
    await window.htmx?.ajax("GET", address, { target, source: target, swap: "innerHTML" });
    this.#told();
  }

  async #send(address: string, wish: Record<string, string>): Promise<void> {
    const form = document.getElementById("moves");
    const target = document.getElementById("act");
    if (!form || !target || this.#isSending) return;
    this.#isSending = true;
    for (const old of form.querySelectorAll("[data-wish]")) old.remove();
    for (const [name, value] of Object.entries(wish)) form.append(hidden(name, value));
    await window.htmx?.ajax("POST", address, { target, source: form, swap: "innerHTML" });
    this.#isSending = false;
    this.#told();
  }

  // What came back for the dialog is read there; a word that all is done leaves it empty.
  #told(): void {
    const act = document.getElementById("act");
    if (!act?.childElementCount) return;
    open("act");
    act.querySelector<HTMLElement>("[autofocus]")?.focus();
  }

  #key(event: KeyboardEvent): void {
    const card = (event.target as HTMLElement).closest<HTMLElement>(CARD);
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") this.#choose(card, event.key);
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight") this.#aside(card, event.key);
    else if (event.key === "Enter" && this.#hand) void this.drop();
    else if (event.key === "Escape" && this.#hand) this.putBack();
    else return;
    event.preventDefault();
  }

  #choose(card: HTMLElement, key: string): void {
    if (this.#hand) return;
    const all = [...(card.closest("ul")?.querySelectorAll<HTMLElement>(CARD) ?? [])];
    all[all.indexOf(card) + (key === "ArrowUp" ? -1 : 1)]?.focus();
  }

  #aside(card: HTMLElement, key: string): void {
    if (!this.mayMove || this.isOneColumn) return;
    const hand = this.take(card);
    hand.aside(key === "ArrowLeft" ? -1 : 1);
    const status = this.querySelector<HTMLElement>("[data-says]");
    const told = status?.dataset.says ?? "";
    if (status) status.textContent = told.replace("{station}", hand.column.dataset.title ?? "");
  }

  #focus(event: FocusEvent): void {
    const card = (event.target as Element).closest<HTMLElement>(CARD);
    if (card) this.#last = card.dataset.card ?? "";
  }

  #blur(event: FocusEvent): void {
    // Whoever walks away with a card in hand has not handed it over.
    if (this.#hand?.card === event.target && this.#hand.item.hasAttribute("data-held"))
      this.putBack();
  }

  take(card: HTMLElement): Hand {
    if (this.#hand?.card !== card) {
      this.putBack();
      this.#hand = new Hand(card);
      this.#last = card.dataset.card ?? "";
    }
    return this.#hand as Hand;
  }

  putBack(): void {
    const hand = this.#hand;
    this.#hand = undefined;
    hand?.lay();
    hand?.rest();
  }

  /** Hands the card over; it stays where it was dropped until the board is drawn again. */
  async drop(): Promise<void> {
    const hand = this.#hand;
    if (!hand?.isMoved || !stations(this).includes(hand.column)) {
      this.putBack();
      return;
    }
    this.#hand = undefined;
    const wish = { station: hand.column.dataset.station ?? "", seen: hand.card.dataset.seen ?? "" };
    const address = `${hand.card.getAttribute("href")}station/`;
    await this.#send(address, wish);
    hand.rest();
    await this.refresh();
    hand.lay();
  }
}

function hidden(name: string, value: string): HTMLInputElement {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  field.dataset.wish = "";
  return field;
}

customElements.define("flow-board", FlowBoard);
