import type { DayGrid } from "../elements/day-grid.ts";
import { type Hand, isMovable } from "./hand.ts";
import { columns, minuteAt } from "./lay.ts";
import { Press } from "./press.ts";

const SLACK = 4;

/** Taking a card by the pointer: a mouse by moving it, a finger by resting on it first. */
export class Drag {
  #grid: DayGrid;
  #card: HTMLElement | undefined;
  #hand: Hand | undefined;
  #start: [number, number] = [0, 0];
  #held = 0;
  #sizes = false;
  #press = new Press();

  constructor(grid: DayGrid) {
    this.#grid = grid;
    grid.addEventListener("dragstart", (event) => event.preventDefault());
    grid.addEventListener("pointerdown", (event) => this.#down(event));
    grid.addEventListener("pointermove", (event) => this.#move(event));
    grid.addEventListener("pointerup", () => this.#up());
    grid.addEventListener("pointercancel", () => this.#cancel());
    // Only this holds the page still once a card is in hand; it may not be passive.
    const still = (event: Event): void => this.#still(event);
    grid.addEventListener("touchmove", still, { passive: false });
    grid.addEventListener("contextmenu", still);
    grid.addEventListener("click", (event) => this.#swallow(event), { capture: true });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#hand) this.#cancel();
    });
  }

  #down(event: PointerEvent): void {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!card || event.button !== 0 || !event.isPrimary || !isMovable(card)) return;
    this.#card = card;
    this.#start = [event.clientX, event.clientY];
    this.#sizes = (event.target as Element).matches(".grip");
    const day = card.closest<HTMLElement>(".day") as HTMLElement;
    const cal = card.closest<HTMLElement>(".cal") as HTMLElement;
    const item = card.closest<HTMLElement>(".at") as HTMLElement;
    this.#held = minuteAt(cal, day, event.clientY) - Number(item.dataset.starts);
    if (event.pointerType === "touch") this.#press.begin(event, () => this.#take(event.pointerId));
  }

  #take(pointer: number): void {
    if (!this.#card) return;
    this.#hand = this.#grid.take(this.#card);
    this.#grid.setPointerCapture(pointer);
  }

  #still(event: Event): void {
    const isMenu = event.type === "contextmenu" && this.#press.isOpen;
    if ((this.#hand || isMenu) && event.cancelable) event.preventDefault();
  }

  #move(event: PointerEvent): void {
    if (!this.#card || !event.isPrimary) return;
    if (this.#press.isOpen) {
      if (this.#press.hasLeft(event)) this.#cancel();
      return;
    }
    const [x, y] = this.#start;
    const far = Math.hypot(event.clientX - x, event.clientY - y) > SLACK;
    if (!this.#hand && !far) return;
    if (!this.#hand) this.#take(event.pointerId);
    if (this.#hand) this.#follow(this.#hand, event);
  }

  #follow(hand: Hand, event: PointerEvent): void {
    const day = hand.from.querySelector<HTMLElement>(".day") as HTMLElement;
    const minute = minuteAt(hand.cal, day, event.clientY);
    if (this.#sizes) {
      hand.lasting(Math.round((minute - hand.starts) / 5) * 5);
      return;
    }
    hand.to(minute - this.#held);
    const under = columns(hand.cal).find((lane) => {
      const box = lane.getBoundingClientRect();
      return event.clientX >= box.left && event.clientX < box.right;
    });
    if (under) hand.over(under);
  }

  #up(): void {
    this.#press.end();
    const dropped = this.#hand;
    this.#card = undefined;
    this.#hand = undefined;
    if (!dropped) return;
    this.#ended = performance.now();
    void this.#grid.drop();
  }

  #cancel(): void {
    this.#press.end();
    this.#card = undefined;
    if (this.#hand) this.#grid.putBack();
    this.#hand = undefined;
  }

  // The click that ends a drag opens nothing.
  #ended = Number.NEGATIVE_INFINITY;

  #swallow(event: Event): void {
    if (performance.now() - this.#ended > 50) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
