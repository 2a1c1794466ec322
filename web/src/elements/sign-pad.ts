// The units of the drawing; the server reads it by them.
const WIDTH = 600;
const HEIGHT = 200;

/**
 * A box to sign in, with a finger, a pen or a mouse. What is drawn stands in the path of its
 * drawing and, in the same words, in its hidden field: “M10 20L30 40…”, a stroke after the other.
 */
export class SignPad extends HTMLElement {
  #strokes: string[] = [];
  #stroke = "";
  #pointer: number | null = null;

  connectedCallback(): void {
    const pad = this.#pad;
    pad?.addEventListener("pointerdown", (event) => this.#begin(event));
    pad?.addEventListener("pointermove", (event) => this.#draw(event));
    for (const ends of ["pointerup", "pointercancel"] as const)
      pad?.addEventListener(ends, (event) => this.#end(event));
    this.querySelector("[data-clear]")?.addEventListener("click", () => this.clear());
    const drawn = this.#field?.value ?? "";
    this.#strokes = drawn ? [drawn] : [];
    this.#tell();
  }

  get #pad(): SVGSVGElement | null {
    return this.querySelector("svg[data-pad]");
  }

  get #field(): HTMLInputElement | null {
    return this.querySelector("input[type=hidden]");
  }

  clear(): void {
    this.#strokes = [];
    this.#tell();
  }

  #begin(event: PointerEvent): void {
    if (this.#pointer !== null || event.button !== 0) return;
    event.preventDefault();
    this.#pointer = event.pointerId;
    this.#pad?.setPointerCapture?.(event.pointerId);
    this.#stroke = `M${this.#at(event)}`;
  }

  #draw(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    this.#stroke += `L${this.#at(event)}`;
    this.#tell();
  }

  #end(event: PointerEvent): void {
    if (event.pointerId !== this.#pointer) return;
    this.#pointer = null;
    // A tap draws nothing, and a stroke of one point is no path.
    if (this.#stroke.includes("L")) this.#strokes.push(this.#stroke);
    this.#stroke = "";
    this.#tell();
  }

  /** Where the pointer is in the units of the drawing, whatever size the box has on this screen. */
  #at(event: PointerEvent): string {
    const box = this.#pad?.getBoundingClientRect() ?? new DOMRect();
    const x = within(((event.clientX - box.left) / (box.width || 1)) * WIDTH, WIDTH);
    const y = within(((event.clientY - box.top) / (box.height || 1)) * HEIGHT, HEIGHT);
    return `${x} ${y}`;
  }

  #tell(): void {
    const whole = [...this.#strokes, this.#stroke].filter((one) => one.includes("L")).join("");
    this.#pad?.querySelector("path")?.setAttribute("d", whole);
    if (this.#field) this.#field.value = whole;
    this.classList.toggle("is-drawn", whole !== "");
  }
}

function within(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most));
}

customElements.define("sign-pad", SignPad);
