const MINUS = "−";

/** An amount in fen as the pages write it: the fen only where there are some. */
export function yuan(fen: number): string {
  const [whole, rest] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100];
  const cents = rest ? `.${String(rest).padStart(2, "0")}` : "";
  return `${fen < 0 ? MINUS : ""}¥${whole.toLocaleString("en-US")}${cents}`;
}

/** What is ticked within it, added up where a person is about to sign for it. */
export class TickSum extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", () => this.tell());
    this.tell();
  }

  tell(): void {
    const says = this.querySelector<HTMLElement>("[data-sum]");
    const boxes = [...this.querySelectorAll<HTMLInputElement>("input[data-fen]")];
    const ticked = boxes.filter((box) => box.checked && !box.disabled);
    const fen = ticked.reduce((sum, box) => sum + Number(box.dataset.fen), 0);
    if (says) says.textContent = yuan(fen);
  }
}

customElements.define("tick-sum", TickSum);
