import { columns, layOne, minutesIn, STEP, snapped, told } from "./lay.ts";

const SHORTEST = STEP;

/** A card somebody has in hand: where it was, and where they would put it. */
export class Hand {
  readonly item: HTMLElement;
  readonly cal: HTMLElement;
  readonly from: HTMLElement;
  column: HTMLElement;
  starts: number;
  minutes: number;

  constructor(item: HTMLElement) {
    this.item = item;
    this.cal = item.closest<HTMLElement>(".cal") as HTMLElement;
    this.from = item.closest<HTMLElement>(".lane") as HTMLElement;
    this.column = this.from;
    this.starts = Number(item.dataset.starts);
    this.minutes = Number(item.dataset.minutes);
    item.setAttribute("data-in-hand", "");
    item.setAttribute("data-held", "");
    this.show();
  }

  get card(): HTMLElement {
    return this.item.querySelector<HTMLElement>("[data-card]") as HTMLElement;
  }

  get isMoved(): boolean {
    const { starts, minutes } = this.item.dataset;
    const same = Number(starts) === this.starts && Number(minutes) === this.minutes;
    return !same || this.column !== this.from;
  }

  /** To another minute, no further than the hours shown. */
  to(starts: number): void {
    const [first, last] = minutesIn(this.cal);
    const furthest = Math.max(first, last - this.minutes);
    this.starts = Math.min(Math.max(snapped(starts, STEP), first), furthest);
    this.show();
  }

  by(minutes: number): void {
    this.to(this.starts + minutes);
  }

  lasting(minutes: number): void {
    const most = minutesIn(this.cal)[1] - this.starts;
    this.minutes = Math.max(Math.min(minutes, most), SHORTEST);
    this.show();
  }

  /** To the next column of the kind that cards are moved between. */
  aside(by: 1 | -1): void {
    const all = columns(this.cal);
    const next = all[all.indexOf(this.column) + by];
    if (next) this.over(next);
  }

  over(column: HTMLElement): void {
    this.column = column;
    this.show();
  }

  show(): void {
    const [first] = minutesIn(this.cal);
    const { style } = this.item;
    style.setProperty("--at", String(this.starts - first));
    style.setProperty("--for", String(this.minutes));
    style.setProperty("--aside", `${this.column.offsetLeft - this.from.offsetLeft}px`);
    this.card.dataset.wanted = `${told(this.starts)}–${told(this.starts + this.minutes)}`;
  }

  /** What the house is asked for: only what changed, and when. */
  wish(): Record<string, string> {
    const wish: Record<string, string> = {
      day: this.column.dataset.day ?? "",
      clock: told(this.starts),
      minutes: String(this.minutes),
      version: this.card.dataset.version ?? "",
    };
    const { of = "", pk = "" } = this.column.dataset;
    const was = this.from.dataset.pk ?? "";
    if (this.column === this.from || pk === was) return wish;
    wish[of] = pk;
    if (of === "device") wish.device_from = was;
    return wish;
  }

  /** Screens may be redrawn again; the card stays where it was dropped until they are. */
  rest(): void {
    this.item.removeAttribute("data-held");
    this.item.dispatchEvent(new CustomEvent("let-go", { bubbles: true }));
  }

  putBack(): void {
    this.item.removeAttribute("data-in-hand");
    delete this.card.dataset.wanted;
    layOne(this.item, minutesIn(this.cal)[0]);
    this.rest();
  }
}

/** Whether a card may be moved: who is here already, or was, stays. */
export function isMovable(card: HTMLElement): boolean {
  return Boolean(card.dataset.card) && !["done", "wait"].includes(card.dataset.state ?? "");
}
