// Where things lie: minutes of the clinic's day, told to the style by variables (the strict
// policy lets scripts set them, but no style attribute come with the page).

export const STEP = 5;
export const QUARTER = 15;

export function minutesIn(cal: HTMLElement): [number, number] {
  return [Number(cal.dataset.starts), Number(cal.dataset.ends)];
}

export function told(minute: number): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export function snapped(minute: number, to: number): number {
  return Math.round(minute / to) * to;
}

/** Puts one block where its data say; what somebody has in hand stays in their hand. */
export function layOne(item: HTMLElement, first: number): void {
  if (item.hasAttribute("data-in-hand")) return;
  const { starts, minutes, lane, lanes } = item.dataset;
  item.style.setProperty("--at", String(Number(starts) - first));
  item.style.removeProperty("--aside");
  if (minutes) item.style.setProperty("--for", minutes);
  if (lanes) item.style.setProperty("--lanes", lanes);
  else item.style.removeProperty("--lanes");
  if (lane) item.style.setProperty("--lane", lane);
  else item.style.removeProperty("--lane");
}

/** Lays a whole calendar out to the minute. */
export function layOut(cal: HTMLElement): void {
  const [first, last] = minutesIn(cal);
  cal.style.setProperty("--length", String(last - first));
  for (const item of cal.querySelectorAll<HTMLElement>(".at, .hours > [data-starts]"))
    layOne(item, first);
  if (!cal.classList.contains("is-exact")) cal.classList.add("is-exact");
}

/** Draws the line of this moment, or hides it outside the hours shown. */
export function layNow(cal: HTMLElement, minute: number): void {
  const [first, last] = minutesIn(cal);
  for (const line of cal.querySelectorAll<HTMLElement>("[data-now]")) {
    line.hidden = minute < first || minute > last;
    line.style.setProperty("--at", String(minute - first));
    const face = line.querySelector("span");
    // Who watches the board would be called again by a word that is the same.
    if (face && face.textContent !== told(minute)) face.textContent = told(minute);
  }
  const isDrawn = cal.querySelector("[data-now]:not([hidden])") !== null;
  for (const hour of cal.querySelectorAll<HTMLElement>(".hours > [data-starts]")) {
    const isUnder = isDrawn && Math.abs(Number(hour.dataset.starts) - minute) < QUARTER;
    hour.toggleAttribute("data-under", isUnder);
  }
}

/** The columns one can see and book into, in their order. */
export function columns(cal: HTMLElement): HTMLElement[] {
  return [...cal.querySelectorAll<HTMLElement>(".lane[data-of]")].filter(
    (lane) => lane.getClientRects().length > 0,
  );
}

/** Which minute of the day a pointer stands at. */
export function minuteAt(cal: HTMLElement, day: HTMLElement, y: number): number {
  const [first, last] = minutesIn(cal);
  const box = day.getBoundingClientRect();
  return first + ((y - box.top) / box.height) * (last - first);
}
