import { word } from "../desk/words.ts";

/** A button that copies: its `text`, or the words of the element its `of` names. */
export class CopyText extends HTMLElement {
  connectedCallback(): void {
    this.querySelector("button")?.addEventListener("click", () => void this.#copy());
  }

  async #copy(): Promise<void> {
    const of = document.getElementById(this.getAttribute("of") ?? "");
    const text = this.getAttribute("text") ?? of?.textContent ?? "";
    let said = word("copied");
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      said = word("not-copied");
    }
    this.#say(said);
  }

  #say(sentence: string): void {
    const status = this.querySelector("[role=status]") ?? document.createElement("span");
    status.setAttribute("role", "status");
    status.className = "note";
    status.textContent = sentence;
    this.append(status);
  }
}

customElements.define("copy-text", CopyText);
