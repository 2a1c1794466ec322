/** The well a file is dropped into: shows that it may be let go, and the name of what lies there. */
export class DropFile extends HTMLElement {
  connectedCallback(): void {
    const well = this.querySelector(".drop");
    const input = this.querySelector<HTMLInputElement>("input[type=file]");
    if (!well || !input) return;
    for (const kind of ["dragenter", "dragover"])
      well.addEventListener(kind, () => well.classList.add("is-over"));
    for (const kind of ["dragleave", "drop"])
      well.addEventListener(kind, () => well.classList.remove("is-over"));
    input.addEventListener("change", () => this.#name(input.files?.[0]));
  }

  #name(file: File | undefined): void {
    const name = this.querySelector("[data-name]");
    if (!name || !file) return;
    name.textContent = `${file.name}·${sizeOf(file.size)}`;
  }
}

function sizeOf(bytes: number): string {
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return bytes < 1_000_000
    ? `${number.format(Math.ceil(bytes / 1000))} kB`
    : `${number.format(bytes / 1_000_000)} MB`;
}

customElements.define("drop-file", DropFile);
