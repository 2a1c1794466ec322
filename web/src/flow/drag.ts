import { Press } from "../calendar/press.ts";
import type { FlowBoard } from "../elements/flow-board.ts";
import { type Hand, stations } from "./hand.ts";

const SLACK = 4;
// How near to the edge of the board a card in hand makes it scroll, and how fast.
const EDGE = 40;
const PACE = 12;

/** Taking a card by the pointer: a mouse by moving it, a finger by resting on it first. */
export class Drag {
  #board: FlowBoard;
  #card: HTMLElement | undefined;
  #hand: Hand | undefined;
  #start: [number, number] = [0, 0];
  #press = new Press();
  #ended = Number.NEGATIVE_INFINITY;

  constructor(board: FlowBoard) {
    this.#board = board;
    board.addEventListener("dragstart", (event) => event.preventDefault());
    board.addEventListener("pointerdown", (event) => this.#down(event));
    board.addEventListener("pointermove", (event) => this.#move(event));
    board.addEventListener("pointerup", () => this.#up());
    board.addEventListener("pointercancel", () => this.#cancel());
    // Only this holds the page still once a card is in hand; it may not be passive.
    const still = (event: Event): void => this.#still(event);
    board.addEventListener("touchmove", still, { passive: false });
    board.addEventListener("contextmenu", still);
    board.addEventListener("click", (event) => this.#swallow(event), { capture: true });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.#hand) this.#cancel();
    });
  }

  #down(event: PointerEvent): void {
    const card = (event.target as Element).closest<HTMLElement>("[data-card]");
    if (!card || event.button !== 0 || !event.isPrimary || this.#board.isOneColumn) return;
    this.#card = card;
    this.#start = [event.clientX, event.clientY];
    if (event.pointerType === "touch") this.#press.begin(event, () => this.#take(event.pointerId));
  }

  #take(pointer: number): void {
    if (!this.#card) return;
    this.#hand = this.#board.take(this.#card);
    this.#board.setPointerCapture(pointer);
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
    const [aside, down] = [event.clientX - x, event.clientY - y];
    if (!this.#hand && Math.hypot(aside, down) > SLACK) this.#take(event.pointerId);
    if (!this.#hand) return;
    this.#hand.lie(aside, down);
    this.#scroll(event.clientX);
    const under = this.#under(event.clientX);
    if (under) this.#hand.over(under);
  }

  #under(x: number): HTMLElement | undefined {
    const hand = this.#hand as Hand;
    const board = hand.from.parentElement as HTMLElement;
    return [hand.from, ...stations(board)].find((column) => {
      const box = column.getBoundingClientRect();
      return x >= box.left && x < box.right;
    });
  }

  #scroll(x: number): void {
    const area = this.#hand?.from.closest(".flowscroll");
    const box = area?.getBoundingClientRect();
    if (!area || !box) return;
    if (x > box.right - EDGE) area.scrollLeft += PACE;
    else if (x < box.left + EDGE) area.scrollLeft -= PACE;
  }

  #up(): void {
    this.#press.end();
    const dropped = this.#hand;
    this.#card = undefined;
    this.#hand = undefined;
    if (!dropped) return;
    this.#ended = performance.now();
    void this.#board.drop();
  }

  #cancel(): void {
    this.#press.end();
    this.#card = undefined;
    if (this.#hand) this.#board.putBack();
    this.#hand = undefined;
  }

  // The click that ends a drag opens nothing.
  #swallow(event: Event): void {
    if (performance.now() - this.#ended > 50) return;
    event.preventDefault();
    event.stopPropagation();
  }
}
