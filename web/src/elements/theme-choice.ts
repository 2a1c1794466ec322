import { newKey } from "../desk/requests.ts";
import { meta } from "../desk/words.ts";

/** Light, dark, or as the system: shown at once, kept by the server. Without script the form posts. */
export class ThemeChoice extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!(button instanceof HTMLButtonElement)) return;
      event.preventDefault();
      wear(button.value);
      void this.#keep(button.form, button.value);
    });
  }

  async #keep(form: HTMLFormElement | null, theme: string): Promise<void> {
    if (!form) return;
    const headers = { "X-CSRFToken": meta("csrf-token"), "Idempotency-Key": newKey() };
    const body = new URLSearchParams({ theme });
    await fetch(form.action, { method: "POST", headers, body, credentials: "same-origin" });
  }
}

export function wear(theme: string): void {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll<HTMLButtonElement>("theme-choice button")) {
    if (button.value === theme) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
}

customElements.define("theme-choice", ThemeChoice);
