/** The clinic's time, whatever zone this machine believes it is in. */
export class WallClock extends HTMLElement {
  #timer = 0;

  connectedCallback(): void {
    this.#show();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  #show(): void {
    const now = new Date();
    const face = this.querySelector("time");
    if (face) {
      face.textContent = clinicTime(now, this.getAttribute("zone") ?? "UTC");
      face.dateTime = now.toISOString();
    }
    this.#timer = window.setTimeout(() => this.#show(), 60_000 - (now.getTime() % 60_000));
  }
}

export function clinicTime(moment: Date, zone: string): string {
  const face = { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat("en-GB", face).format(moment);
}

customElements.define("wall-clock", WallClock);
