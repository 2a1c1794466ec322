// The free time that is chosen in the list, drawn where it lies in the calendar.

export function forget(): void {
  for (const old of document.querySelectorAll("[data-gap]")) old.remove();
}

export function show(option: HTMLElement): void {
  forget();
  const { doctor, day, starts, minutes, face } = option.dataset;
  const lane = document.querySelector<HTMLElement>(
    `.lane[data-of="doctor"][data-pk="${doctor}"][data-day="${day}"] .day`,
  );
  if (!lane || !starts || !minutes) return;
  const item = document.createElement("li");
  item.className = "at";
  item.dataset.gap = "";
  item.dataset.starts = starts;
  item.dataset.minutes = minutes;
  const block = document.createElement("div");
  block.className = "appt";
  block.dataset.state = "free";
  block.textContent = face ?? "";
  item.append(block);
  lane.append(item);
}
