/** A small menu (details) that closes when one presses elsewhere or Escape. */
export class PopUp extends HTMLElement {
  #outside = (event: Event): void => {
    if (event.target instanceof Node && !this.contains(event.target)) this.#close();
  };

  connectedCallback(): void {
    document.addEventListener("pointerdown", this.#outside);
    document.addEventListener("focusin", this.#outside);
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !this.#details?.open) return;
      this.#close();
      this.querySelector("summary")?.focus();
    });
  }

  disconnectedCallback(): void {
    document.removeEventListener("pointerdown", this.#outside);
    document.removeEventListener("focusin", this.#outside);
  }

  get #details(): HTMLDetailsElement | null {
    return this.querySelector("details");
  }

  #close(): void {
    if (this.#details) this.#details.open = false;
  }
}

customElements.define("pop-up", PopUp);
