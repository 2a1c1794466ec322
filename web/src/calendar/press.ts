const STAYS = 450;
const SHAKES = 10;

/**
 * A finger that stays on a card takes it in hand; one that moves on scrolls, as everywhere.
 */
export class Press {
  #timer = 0;
  #at: [number, number] = [0, 0];

  begin(event: PointerEvent, taken: () => void): void {
    this.#at = [event.clientX, event.clientY];
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      taken();
    }, STAYS);
  }

  /** Whether the finger is still held to see if it stays. */
  get isOpen(): boolean {
    return this.#timer !== 0;
  }

  /** Whether it has gone too far to mean the card. */
  hasLeft(event: PointerEvent): boolean {
    const [x, y] = this.#at;
    return Math.hypot(event.clientX - x, event.clientY - y) > SHAKES;
  }

  end(): void {
    window.clearTimeout(this.#timer);
    this.#timer = 0;
  }
}
