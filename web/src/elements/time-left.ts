import { word } from "../desk/words.ts";

const MINUTE = 60;
const UNITS = [
  ["days", 24 * 60 * MINUTE],
  ["hours", 60 * MINUTE],
  ["minutes", MINUTE],
] as const;

// The server's time_left says the same; one table tests both.
export function timeLeft(moment: Date, now: Date): string {
  const seconds = Math.trunc((moment.getTime() - now.getTime()) / 1000);
  const side = seconds < 0 ? "late" : "ahead";
  const distance = Math.abs(seconds);
  for (const [unit, size] of UNITS) {
    if (distance >= size) return word(`${side}-${unit}`, Math.floor(distance / size));
  }
  return word("now");
}

/** How late or how soon, said again as time goes by. */
export class TimeLeft extends HTMLElement {
  static all = new Set<TimeLeft>();

  connectedCallback(): void {
    TimeLeft.all.add(this);
    this.tell(new Date());
  }

  disconnectedCallback(): void {
    TimeLeft.all.delete(this);
  }

  tell(now: Date): void {
    const moment = new Date(this.getAttribute("datetime") ?? "");
    if (Number.isNaN(moment.getTime())) return;
    const text = timeLeft(moment, now);
    if (text !== this.textContent) this.textContent = text;
  }
}

// One timer for the page, not one a row.
window.setInterval(() => {
  const now = new Date();
  for (const one of TimeLeft.all) one.tell(now);
}, 10_000);

customElements.define("time-left", TimeLeft);
