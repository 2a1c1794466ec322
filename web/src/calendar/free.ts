import { columns, minuteAt, minutesIn, QUARTER, told } from "./lay.ts";

// What the server draws knows nothing of it, and a redrawn link is still the same one.
const chosen = new WeakMap<HTMLElement, number>();

/** The empty time of a column that a pointer or the arrows stand at. */
export function choose(link: HTMLElement, minute: number): void {
  const cal = link.closest<HTMLElement>(".cal");
  const face = link.querySelector<HTMLElement>("span");
  if (!cal || !face) return;
  const [first, last] = minutesIn(cal);
  const whole = Math.floor(minute / QUARTER) * QUARTER;
  const at = Math.min(Math.max(whole, first), last - QUARTER);
  chosen.set(link, at);
  link.dataset.at = String(at);
  link.style.setProperty("--at", String(at - first));
  face.textContent = told(at);
}

/** What others redraw leaves the time one stands at as it was. */
export function keep(cal: HTMLElement): void {
  for (const link of cal.querySelectorAll<HTMLElement>("[data-free]")) {
    const at = chosen.get(link);
    if (at !== undefined && link.dataset.at !== String(at)) choose(link, at);
  }
}

export function forget(link: HTMLElement): void {
  chosen.delete(link);
  delete link.dataset.at;
}

export function pointAt(link: HTMLElement, y: number): void {
  const cal = link.closest<HTMLElement>(".cal");
  const day = link.closest<HTMLElement>(".day");
  if (cal && day) choose(link, minuteAt(cal, day, y));
}

/** Arrows walk over the empty calendar: a quarter up or down, a column to the side. */
export function walk(link: HTMLElement, key: string): HTMLElement | undefined {
  const cal = link.closest<HTMLElement>(".cal");
  if (!cal) return undefined;
  const at = chosen.get(link) ?? minutesIn(cal)[0];
  if (key === "ArrowUp" || key === "ArrowDown") {
    choose(link, at + (key === "ArrowUp" ? -QUARTER : QUARTER));
    return link;
  }
  const all = columns(cal);
  const here = all.findIndex((lane) => lane.contains(link));
  const next = all[here + (key === "ArrowLeft" ? -1 : 1)];
  const free = next?.querySelector<HTMLElement>("[data-free]");
  if (!free) return link;
  forget(link);
  choose(free, at);
  return free;
}

export function addressOf(link: HTMLElement): string {
  const href = link.getAttribute("href") ?? "";
  const at = chosen.get(link);
  return at === undefined ? href : `${href}&clock=${encodeURIComponent(told(at))}`;
}
