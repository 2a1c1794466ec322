import { Drag } from "../calendar/drag.ts";
import { addressOf, choose, forget, keep, pointAt, walk } from "../calendar/free.ts";
import { Hand, isMovable } from "../calendar/hand.ts";
import { layNow, layOut, minutesIn, QUARTER, STEP, told } from "../calendar/lay.ts";
import { open } from "../desk/doors.ts";
import "../desk/htmx.ts";
import { clinicTime } from "./wall-clock.ts";

const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

/**
 * The calendar: lays its cards out to the minute, moves the line of now, and lets a card be
 * taken in hand, by pointer or by key, and put somewhere else.
 */
export class DayGrid extends HTMLElement {
  #hand: Hand | undefined;
  #timer = 0;
  #last = "";
  #watch = new MutationObserver(() => this.layOut());

  connectedCallback(): void {
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("focusin", (event) => this.#focus(event));
    this.addEventListener("focusout", (event) => this.#blur(event));
    this.addEventListener("change", (event) => this.#choose(event));
    this.addEventListener("pointermove", (event) => this.#point(event));
    this.addEventListener("pointerout", (event) => this.#point(event));
    if (this.mayBook) new Drag(this);
    const attributeFilter = ["class", "data-starts", "data-minutes", "data-lanes"];
    this.#watch.observe(this, { childList: true, subtree: true, attributeFilter });
    this.layOut();
    this.#tick();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
    this.#watch.disconnect();
  }

  get mayBook(): boolean {
    return Boolean(this.dataset.new);
  }

  get now(): number {
    const [hours = 0, minutes = 0] = clinicTime(new Date(), this.getAttribute("zone") ?? "UTC")
      .split(":")
      .map(Number);
    return hours * 60 + minutes;
  }

  layOut(): void {
    const only = this.querySelector<HTMLSelectElement>("[data-only]")?.value;
    for (const cal of this.querySelectorAll<HTMLElement>(".cal")) {
      layOut(cal);
      layNow(cal, this.now);
      keep(cal);
      for (const lane of cal.querySelectorAll<HTMLElement>(".lane"))
        lane.toggleAttribute("data-shown", lane.dataset.column === only);
    }
    // A redrawn board may have moved the card one was on to another column.
    if (document.activeElement !== document.body || !this.#last) return;
    this.querySelector<HTMLElement>(`[data-card="${this.#last}"]`)?.focus();
  }

  #tick(): void {
    for (const cal of this.querySelectorAll<HTMLElement>(".cal")) layNow(cal, this.now);
    this.#timer = window.setTimeout(() => this.#tick(), 60_000 - (Date.now() % 60_000));
  }

  #choose(event: Event): void {
    if ((event.target as Element).matches("[data-only]")) this.layOut();
  }

  #click(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const pressed = event.target as Element;
    if (pressed.closest("[data-put-back]")) this.putBack();
    const link = pressed.closest<HTMLElement>("[data-card], [data-free]");
    if (!link) return;
    event.preventDefault();
    this.#last = link.dataset.card ?? "";
    void this.#show(
      link.matches("[data-free]") ? addressOf(link) : (link as HTMLAnchorElement).href,
    );
  }

  async #show(address: string): Promise<void> {
    const target = document.getElementById("act");
    if (!target) return;
    await window.htmx?.ajax("GET", address, { target, source: target, swap: "innerHTML" });
    open("act");
    target.querySelector<HTMLElement>("[autofocus]")?.focus();
  }

  #key(event: KeyboardEvent): void {
    const on = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (on.matches("[data-free]") && ARROWS.includes(event.key)) {
      event.preventDefault();
      walk(on, event.key)?.focus();
    } else if (on.matches("[data-card]") && this.mayBook) this.#move(event, on);
  }

  #move(event: KeyboardEvent, card: HTMLElement): void {
    const { key } = event;
    if (ARROWS.includes(key) && isMovable(card)) this.#arrow(card, key, event.shiftKey);
    else if (key === "Enter" && this.#hand) void this.drop();
    else if (key === "Escape" && this.#hand) this.putBack();
    else return;
    event.preventDefault();
  }

  #arrow(card: HTMLElement, key: string, isLonger: boolean): void {
    const hand = this.take(card);
    if (key === "ArrowLeft" || key === "ArrowRight") hand.aside(key === "ArrowLeft" ? -1 : 1);
    else {
      const by = key === "ArrowUp" ? -STEP : STEP;
      if (isLonger) hand.lasting(hand.minutes + by);
      else hand.by(by);
    }
    this.#say(hand, isLonger);
  }

  #say(hand: Hand, isLonger: boolean): void {
    const status = this.querySelector<HTMLElement>("[data-says]");
    if (!status) return;
    const { says = "", lasts = "" } = status.dataset;
    status.textContent = isLonger
      ? lasts.replace("{n}", String(hand.minutes))
      : says
          .replace("{time}", told(hand.starts))
          .replace("{column}", hand.column.dataset.title ?? "");
  }

  #focus(event: FocusEvent): void {
    const on = event.target as HTMLElement;
    if (on.matches("[data-card]")) this.#last = on.dataset.card ?? "";
    if (!on.matches("[data-free]") || on.dataset.at) return;
    const cal = on.closest<HTMLElement>(".cal");
    const [first, last] = cal ? minutesIn(cal) : [0, 0];
    const isToday = on.closest(".lane")?.querySelector("[data-now]") !== null;
    const soon = isToday ? this.now + QUARTER : first;
    choose(on, soon > first && soon < last ? soon : first);
  }

  #blur(event: FocusEvent): void {
    const from = event.target as HTMLElement;
    if (from.matches("[data-free]")) forget(from);
    // Whoever walks away with a card in hand has not put it anywhere.
    if (this.#hand?.card === from && this.#hand.item.hasAttribute("data-held")) this.putBack();
  }

  #point(event: PointerEvent): void {
    const link = (event.target as Element).closest<HTMLElement>("[data-free]");
    if (!link || this.#hand) return;
    if (event.type === "pointerout" && link !== document.activeElement) forget(link);
    else if (event.type === "pointermove") pointAt(link, event.clientY);
  }

  take(card: HTMLElement): Hand {
    const item = card.closest<HTMLElement>(".at") as HTMLElement;
    if (this.#hand?.item !== item) {
      this.putBack();
      this.#hand = new Hand(item);
    }
    return this.#hand as Hand;
  }

  putBack(): void {
    const hand = this.#hand;
    this.#hand = undefined;
    this.querySelector("#why")?.replaceChildren();
    hand?.putBack();
    if (hand && document.activeElement === document.body) hand.card.focus();
  }

  /** Asks the house; if it says no, the card stays in hand beside the reason. */
  async drop(): Promise<void> {
    const hand = this.#hand;
    const form = document.getElementById("moved");
    const why = document.getElementById("why");
    if (!hand?.isMoved || !form || !why) {
      this.putBack();
      return;
    }
    why.replaceChildren();
    for (const old of form.querySelectorAll("[data-wish]")) old.remove();
    for (const [name, value] of Object.entries(hand.wish())) form.append(hidden(name, value));
    this.#last = hand.card.dataset.card ?? "";
    const address = `${hand.card.getAttribute("href")}rebooking/`;
    const context = { target: why, source: form, swap: "innerHTML" };
    await window.htmx?.ajax("POST", address, context);
    hand.rest();
    const conflict = why.querySelector<HTMLElement>("[data-conflict]");
    if (conflict) conflict.querySelector("button")?.focus();
    else if (this.#hand === hand) this.#hand = undefined;
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

customElements.define("day-grid", DayGrid);
