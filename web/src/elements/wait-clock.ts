const MINUTE = 60;
const NEAR = 0.75;

export interface Face {
  minutes: number;
  over: number;
  part: number;
  state: "calm" | "near" | "over";
}

// The server's clock.py says the same; one table tests both.
export function face(seconds: number, goal: number): Face {
  const minutes = Math.floor(seconds / MINUTE);
  const over = goal ? Math.max(minutes - Math.floor(goal / MINUTE), 0) : 0;
  const part = goal ? Math.min(Math.floor((100 * seconds) / goal), 100) : 0;
  if (!goal) return { minutes, over, part, state: "calm" };
  const late = seconds >= NEAR * goal ? "near" : "calm";
  return { minutes, over, part, state: seconds > goal ? "over" : late };
}

/**
 * How long somebody has waited: counted on from the seconds the server said, so that
 * screens whose own clocks differ all show the same.
 */
export class WaitClock extends HTMLElement {
  static all = new Set<WaitClock>();
  static observedAttributes = ["waited", "goal"];
  #began = performance.now();

  connectedCallback(): void {
    WaitClock.all.add(this);
  }

  disconnectedCallback(): void {
    WaitClock.all.delete(this);
  }

  attributeChangedCallback(): void {
    this.#began = performance.now() - 1000 * Number(this.getAttribute("waited") ?? 0);
  }

  tell(now = performance.now()): void {
    const seconds = Math.floor((now - this.#began) / 1000);
    const goal = Number(this.getAttribute("goal") ?? 0);
    const { minutes, over, part, state } = face(seconds, goal);
    this.dataset.state = state;
    put(this.querySelector("b"), String(minutes));
    this.querySelector(".p")?.setAttribute("stroke-dasharray", `${part} 100`);
    put(this.querySelector(".over"), over ? this.#told(over) : "");
    const card = this.closest<HTMLElement>("[data-card]");
    if (card && goal) card.dataset.state = state;
  }

  #told(over: number): string {
    const says = this.closest<HTMLElement>("[data-over]")?.dataset.over ?? "{n}";
    return says.replace("{n}", String(over));
  }
}

function put(into: Element | null, text: string): void {
  if (into && into.textContent !== text) into.textContent = text;
}

// One timer for the page, not one a card.
window.setInterval(() => {
  for (const one of WaitClock.all) one.tell();
}, 1000);

customElements.define("wait-clock", WaitClock);
