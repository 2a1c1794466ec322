// allauth's own scripts speak to the passkey; when it refuses we say so instead of staying silent.
import { refuse } from "./toasts.ts";
import { word } from "./words.ts";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  refuse(word("passkey-failed"));
});
