import { stream } from "../desk/stream.ts";

/** The word in the bar that says whether this screen is in step with the others. */
export class LiveWord extends HTMLElement {
  #change = (): void => this.show();

  connectedCallback(): void {
    stream.addEventListener("change", this.#change);
    this.show();
  }

  disconnectedCallback(): void {
    stream.removeEventListener("change", this.#change);
  }

  show(): void {
    this.hidden = document.querySelector("live-region") === null;
    this.dataset.state = stream.state;
    const words = this.dataset[stream.state] ?? "";
    if (this.textContent !== words) this.textContent = words;
  }
}

customElements.define("live-word", LiveWord);
