const STEPS: Record<string, [number, number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** A table one walks through with the arrows: from cell to cell, onto the first control in each. */
export class GridKeys extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("keydown", this.#walk);
  }

  disconnectedCallback(): void {
    this.removeEventListener("keydown", this.#walk);
  }

  #walk = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const cell = event.target instanceof Element ? event.target.closest("td") : null;
    const next = cell && this.#beyond(cell, step);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    next.focus();
  };

  /** The first control on the way; rows and cells that hold none are passed over. */
  #beyond(from: HTMLTableCellElement, [down, right]: [number, number]): HTMLElement | null {
    const rows = [...this.querySelectorAll<HTMLTableRowElement>("tbody tr")];
    let row = rows.indexOf(from.parentElement as HTMLTableRowElement);
    let column = from.cellIndex;
    for (;;) {
      row += down;
      column += right;
      const line = rows[row];
      if (!line || column < 0 || (right && column >= line.cells.length)) return null;
      const control = line.cells[column]?.querySelector<HTMLElement>("button, a[href]");
      if (control) return control;
    }
  }
}

customElements.define("grid-keys", GridKeys);
