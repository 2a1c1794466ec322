/** A button that prints. Tables behind pictures are opened for paper and closed again after. */
export class PrintPage extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => window.print());
  }
}

const opened = new Set<HTMLDetailsElement>();

window.addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll<HTMLDetailsElement>(
    ".chart details:not([open])",
  )) {
    details.open = true;
    opened.add(details);
  }
});
window.addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
  opened.clear();
});

customElements.define("print-page", PrintPage);
