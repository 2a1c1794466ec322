import "../elements/toast-note.ts";

/** Says what went wrong, in ink, where every other note appears. */
export function refuse(sentence: string): void {
  const region = document.getElementById("toasts");
  if (!region) return;
  const note = document.createElement("toast-note");
  note.className = "toast is-refused";
  note.setAttribute("role", "alert");
  const body = document.createElement("div");
  const title = document.createElement("b");
  title.textContent = sentence;
  body.append(title);
  note.append(body);
  region.append(note);
}
