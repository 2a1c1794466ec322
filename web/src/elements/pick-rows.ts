/**
 * A list of which some rows are chosen: Space ticks the row one is on, J and K go down and up,
 * A takes the whole page or lets it go. It says how many are chosen.
 */
export class PickRows extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("change", () => this.#tell());
    this.querySelector("[data-all]")?.addEventListener("click", () => this.#all());
    this.querySelector("[data-shuts]")?.addEventListener("click", () => {
      this.querySelector("dialog")?.close();
    });
    this.#tell();
  }

  get boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>('input[name="patient"]')];
  }

  #all(): void {
    const boxes = this.boxes;
    const rest = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = rest;
    this.#tell();
  }

  #tell(): void {
    const chosen = this.boxes.filter((box) => box.checked).length;
    for (const box of this.boxes) box.closest("tr")?.classList.toggle("is-chosen", box.checked);
    const says = this.querySelector<HTMLElement>("[data-chosen]");
    if (!says) return;
    const { one = "", many = "" } = says.dataset;
    says.textContent = chosen === 1 ? one : many.replace("%(n)s", String(chosen));
  }
}

customElements.define("pick-rows", PickRows);
