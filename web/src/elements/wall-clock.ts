/** The clinic's time, whatever zone and whatever time this machine believes it is. */
export class WallClock extends HTMLElement {
  #timer = 0;
  #ahead: number | undefined;

  connectedCallback(): void {
    // The page came just now, with the time as the house has it.
    const told = Date.parse(this.querySelector("time")?.dateTime ?? "");
    this.#ahead ??= Number.isNaN(told) ? 0 : told - Date.now();
    this.#show();
  }

  disconnectedCallback(): void {
    window.clearTimeout(this.#timer);
  }

  #show(): void {
    const now = new Date(Date.now() + (this.#ahead ?? 0));
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
