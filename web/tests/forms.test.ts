import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { press, show } from "./dom.ts";

const { focusFirst, focusFirstError, isUnsaved } = await import("../src/desk/forms.ts");

beforeEach(() => {
  show(`<form data-enter data-guard><input id="a" name="a"><input type="hidden" name="h">
    <input id="b" name="b" aria-invalid="true"><textarea id="c" name="c"></textarea></form>`);
});

const at = (id: string) => document.getElementById(id) as HTMLElement;

test("Enter goes to the next field instead of sending half a form", () => {
  at("a").focus();

  const untouched = press("Enter", at("a"));

  assert.equal(untouched, false);
  assert.equal(document.activeElement, at("b"));
});

test("Enter while choosing characters belongs to the input method", () => {
  at("a").focus();

  press("Enter", at("a"), { isComposing: true });

  assert.equal(document.activeElement, at("a"));
});

test("Enter in a long text makes a new line", () => {
  assert.equal(press("Enter", at("c")), true);
});

test("after a refusal the person starts at the first error", () => {
  assert.ok(focusFirstError(document));
  assert.equal(document.activeElement, at("b"));
});

test("a form counts as unsaved once its contents differ", () => {
  const form = document.querySelector("form") as HTMLFormElement;
  at("a").dispatchEvent(new Event("focusin", { bubbles: true }));
  assert.equal(isUnsaved(form), false);

  (at("a") as HTMLInputElement).value = "王芳";

  assert.equal(isUnsaved(form), true);
});

test("a sign-in that comes back begins at the password", () => {
  show(
    `<form data-first><input id="name" value="lin"><input id="password" type="password"></form>`,
  );

  focusFirst();

  assert.equal(document.activeElement, at("password"));
});
