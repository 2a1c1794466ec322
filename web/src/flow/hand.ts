/** A card somebody has in hand, on its way to another station. */
export class Hand {
  readonly card: HTMLElement;
  readonly item: HTMLElement;
  readonly from: HTMLElement;
  column: HTMLElement;

  constructor(card: HTMLElement) {
    this.card = card;
    this.item = card.closest("li") as HTMLElement;
    this.from = card.closest<HTMLElement>("[data-column]") as HTMLElement;
    this.column = this.from;
    this.item.setAttribute("data-held", "");
    card.classList.add("is-lifted");
  }

  get isMoved(): boolean {
    return this.column !== this.from;
  }

  /** To the next station that takes people, by key: the card goes and stands there. */
  aside(by: 1 | -1): void {
    const all = stations(this.from.parentElement as HTMLElement);
    const next = all[all.indexOf(this.column) + by];
    if (!next) return;
    this.over(next);
    this.lie(next.offsetLeft - this.from.offsetLeft, 0);
    next.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  over(column: HTMLElement): void {
    mark(this.column, false);
    this.column = column;
    mark(column, this.isMoved);
  }

  lie(aside: number, down: number): void {
    this.card.style.setProperty("--aside", `${aside}px`);
    this.card.style.setProperty("--down", `${down}px`);
  }

  /** Screens may be redrawn again; the card stays where it was dropped until they are. */
  rest(): void {
    this.item.removeAttribute("data-held");
    this.item.dispatchEvent(new CustomEvent("let-go", { bubbles: true }));
  }

  lay(): void {
    mark(this.column, false);
    this.card.classList.remove("is-lifted");
    this.card.style.removeProperty("--aside");
    this.card.style.removeProperty("--down");
  }
}

/** The columns somebody can be handed over to: closed ones and those of no station are not. */
export function stations(board: HTMLElement): HTMLElement[] {
  return [...board.querySelectorAll<HTMLElement>("[data-station]:not([data-closed])")];
}

function mark(column: HTMLElement, isTarget: boolean): void {
  column.toggleAttribute("data-target", isTarget);
  const slot = column.querySelector<HTMLElement>(".slot");
  if (slot) slot.hidden = !isTarget;
}
