/** A note that leaves by itself: later when it offers a way back, never while it is being read. */
export class ToastNote extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.addEventListener("pointerenter", () => this.#stay());
    this.addEventListener("focusin", () => this.#stay());
    this.addEventListener("pointerleave", () => this.#leaveSoon());
    this.addEventListener("focusout", () => this.#leaveSoon());
    this.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest("[data-close]")) this.remove();
    });
    this.#leaveSoon();
  }

  disconnectedCallback(): void {
    this.#stay();
  }

  #stay(): void {
    window.clearTimeout(this.#timer);
  }

  #leaveSoon(): void {
    this.#stay();
    if (this.classList.contains("is-broken")) return;
    const seconds = this.querySelector("form") || this.getAttribute("role") === "alert" ? 15 : 6;
    this.#timer = window.setTimeout(() => this.remove(), seconds * 1000);
  }
}

customElements.define("toast-note", ToastNote);
