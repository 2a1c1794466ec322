import { fetchFragment } from "../desk/fragment.ts";

const PACE = 1000;

/**
 * Asks `src` for its own next state until the server leaves `data-running` away.
 * The work goes on without anybody watching.
 */
export class ImportProgress extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.#again();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  #again(): void {
    if (!this.hasAttribute("data-running")) return;
    this.#timer = window.setTimeout(() => void this.ask(), PACE);
  }

  async ask(): Promise<void> {
    try {
      const nodes = await fetchFragment(this.getAttribute("src") ?? "");
      // Not yet upgraded, because it comes from another document: known by its name.
      const next = nodes.find((node) => node instanceof Element && node.matches("import-progress"));
      if (!(next instanceof HTMLElement)) return;
      if (!next.hasAttribute("data-running") && this.dataset.then) {
        location.assign(this.dataset.then);
        return;
      }
      this.replaceChildren(...next.childNodes);
      this.toggleAttribute("data-running", next.hasAttribute("data-running"));
    } catch {
      // The server is away for a moment: what is shown stays, and we ask again.
    }
    if (this.isConnected) this.#again();
  }
}

customElements.define("import-progress", ImportProgress);
