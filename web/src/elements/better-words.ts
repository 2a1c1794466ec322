/** A button that puts better words into a text, where the law check found others. */
export class BetterWords extends HTMLElement {
  #press = (event: KeyboardEvent): void => this.press(event);

  connectedCallback(): void {
    this.button?.addEventListener("click", () => this.use());
    document.addEventListener("keydown", this.#press);
  }

  disconnectedCallback(): void {
    document.removeEventListener("keydown", this.#press);
  }

  get button(): HTMLButtonElement | null {
    return this.querySelector("button");
  }

  /** While one writes, plain keys are letters: with Alt they are these buttons. */
  press(event: KeyboardEvent): void {
    const key = this.button?.dataset.key;
    if (!key || !event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.code !== `Digit${key}` || event.defaultPrevented) return;
    event.preventDefault();
    this.use();
  }

  use(): void {
    const text = document.getElementById(this.getAttribute("for") ?? "");
    if (!(text instanceof HTMLTextAreaElement)) return;
    const raw = this.getAttribute("raw") ?? "";
    const start = placeOf(text.value, raw, Number(this.getAttribute("start")));
    if (start < 0) return;
    text.focus();
    text.setSelectionRange(start, start + raw.length);
    put(text, this.getAttribute("instead") ?? "");
  }
}

/** Where the words stand now: counted in signs by the server, and perhaps moved since. */
export function placeOf(text: string, raw: string, signs: number): number {
  const there = [...text].slice(0, signs).join("").length;
  return text.startsWith(raw, there) ? there : text.indexOf(raw);
}

/** As if it were typed, so that it can be taken back by the usual keys. */
function put(text: HTMLTextAreaElement, words: string): void {
  const typed = words
    ? document.execCommand?.("insertText", false, words)
    : document.execCommand?.("delete");
  if (typed) return;
  text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

customElements.define("better-words", BetterWords);
