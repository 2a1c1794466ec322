import { fetchFragment } from "../desk/fragment.ts";
import { word } from "../desk/words.ts";

const PAUSE = 60;

/**
 * Finds patients, pages and actions as one types. The server draws the options;
 * an option names where it leads in `data-href`, and its actions (→) do too.
 */
export class DeskFinder extends HTMLElement {
  #timer = 0;
  #asking: AbortController | undefined;
  #shown = "";
  #goFirst = false;
  #active = -1;
  #act = -1;

  connectedCallback(): void {
    this.input.addEventListener("input", (event) => {
      if (!(event as InputEvent).isComposing) this.#soon();
    });
    this.input.addEventListener("compositionend", () => this.#soon());
    this.input.addEventListener("focus", () => this.#soon());
    this.input.addEventListener("keydown", (event) => this.#press(event));
    this.list.addEventListener("pointerdown", (event) => this.#pick(event));
    this.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("focusout", (event) => {
      if (!this.contains(event.relatedTarget as Node | null)) this.close();
    });
  }

  get input(): HTMLInputElement {
    return this.querySelector("input") as HTMLInputElement;
  }

  get list(): HTMLElement {
    return this.querySelector("[role=listbox]") as HTMLElement;
  }

  get options(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option][data-href]")];
  }

  open(): void {
    this.input.focus();
    this.input.select();
  }

  close(): void {
    window.clearTimeout(this.#timer);
    this.#asking?.abort();
    this.#goFirst = false;
    this.#show(false);
  }

  #soon(): void {
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.ask(), PAUSE);
  }

  async ask(): Promise<void> {
    const text = this.input.value.trim();
    this.#asking?.abort();
    if (!text) {
      this.#shown = "";
      this.#show(false);
      return;
    }
    const asking = new AbortController();
    this.#asking = asking;
    const path = this.querySelector("form")?.getAttribute("action") ?? "/finder/";
    try {
      const nodes = await fetchFragment(path, asking.signal, { q: text });
      if (asking.signal.aborted) return;
      this.#answer(text, nodes);
    } catch {
      if (!asking.signal.aborted) this.#say(word("offline"));
    }
  }

  #answer(text: string, nodes: Node[]): void {
    this.list.replaceChildren(...nodes);
    this.#shown = text;
    const found = this.options.length;
    this.#say(found ? word("found", found) : word("found-none"));
    this.#show(true);
    this.#light(found ? 0 : -1);
    if (this.#goFirst) this.#go();
  }

  #say(sentence: string): void {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = sentence;
  }

  #show(shown: boolean): void {
    this.list.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    if (!shown) this.input.removeAttribute("aria-activedescendant");
  }

  #light(index: number): void {
    this.#active = index;
    this.#act = -1;
    this.options.forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === index));
      for (const act of option.querySelectorAll(".act")) act.classList.remove("is-on");
    });
    const option = this.options[index];
    if (!option) return;
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const moves: Record<string, () => void> = {
      ArrowDown: () => this.#light((this.#active + 1) % Math.max(this.options.length, 1)),
      ArrowUp: () => this.#light((this.#active || this.options.length) - 1),
      Enter: () => this.#enter(),
      Escape: () => this.#escape(),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      move();
    } else if (this.#turns(event)) event.preventDefault();
  }

  // → walks the actions of the chosen one, once the caret has nowhere further to go.
  #turns(event: KeyboardEvent): boolean {
    const acts = [...(this.options[this.#active]?.querySelectorAll(".act") ?? [])];
    const atEnd = this.input.selectionStart === this.input.value.length;
    const right = event.key === "ArrowRight" && atEnd && this.#act < acts.length - 1;
    const left = event.key === "ArrowLeft" && this.#act >= 0;
    if (!right && !left) return false;
    this.#act += right ? 1 : -1;
    for (const [place, act] of acts.entries()) act.classList.toggle("is-on", place === this.#act);
    return true;
  }

  #enter(): void {
    if (this.#shown === this.input.value.trim()) this.#go();
    else {
      this.#goFirst = true;
      void this.ask();
    }
  }

  #escape(): void {
    if (this.list.hidden) this.input.blur();
    this.close();
  }

  #go(): void {
    this.#goFirst = false;
    const option = this.options[this.#active];
    const act = option?.querySelectorAll<HTMLElement>(".act")[this.#act];
    const address = (act ?? option)?.dataset.href;
    if (address) location.assign(address);
  }

  #pick(event: PointerEvent): void {
    const pressed = event.target instanceof Element ? event.target : null;
    const address = pressed?.closest<HTMLElement>("[data-href]")?.dataset.href;
    if (!address || event.button !== 0) return;
    event.preventDefault();
    location.assign(address);
  }
}

customElements.define("desk-finder", DeskFinder);
