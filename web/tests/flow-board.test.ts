import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { moment, press, show } from "./dom.ts";

const asked: { method: string; path: string; wish: Record<string, string> }[] = [];
(window as unknown as Record<string, unknown>).htmx = {
  ajax: async (method: string, path: string, { source }: { source?: Element }) => {
    const fields = [...(source?.querySelectorAll<HTMLInputElement>("[data-wish]") ?? [])];
    asked.push({ method, path, wish: Object.fromEntries(fields.map((f) => [f.name, f.value])) });
  },
  process: () => undefined,
};
const { FlowBoard } = await import("../src/elements/flow-board.ts");

const col = (pk: number, cards: string, more = "") => `<section class="col" data-station="${pk}"
  data-column="station-${pk}" data-title="S${pk}" ${more}><button data-next="/next/${pk}/"></button>
  <ul>${cards}<li class="slot" hidden></li></ul></section>`;
const tile = (pk: number) =>
  `<li><a class="tile-p" href="/flow/visits/${pk}/" data-card="${pk}" data-seen="${pk}0">x</a></li>`;
const BOARD = `<flow-board data-moves><nav class="coltabs" style="display:none">
  <button data-tab="station-1"></button><button data-tab="station-2"></button></nav>
  <div class="board">${col(1, tile(7) + tile(8))}${col(2, "", "data-closed")}${col(3, tile(9))}</div>
  <button data-verb="care"></button><button data-verb="next"></button>
  <form id="moves"></form><p role="status" data-says="{station}"></p></flow-board>
  <dialog id="act"></dialog>`;

function card(pk: number): HTMLElement {
  return document.querySelector(`[data-card="${pk}"]`) as HTMLElement;
}

beforeEach(() => {
  asked.length = 0;
  show(BOARD);
  assert.ok(document.querySelector("flow-board") instanceof FlowBoard);
});

test("an arrow lifts a card to the next open station and tells which", () => {
  card(7).focus();
  press("ArrowRight", card(7));

  assert.ok(card(7).classList.contains("is-lifted"));
  assert.ok(card(7).closest("li")?.hasAttribute("data-held"));
  assert.equal(document.querySelector("[data-target]")?.getAttribute("data-station"), "3");
  assert.equal(document.querySelector("[role=status]")?.textContent, "S3");
  assert.equal(asked.length, 0);
});

test("Enter hands it over with the step this screen saw, and lets go", async () => {
  card(7).focus();
  press("ArrowRight", card(7));
  press("Enter", card(7));
  await moment(5);

  const wish = { station: "3", seen: "70" };
  assert.deepEqual(asked, [{ method: "POST", path: "/flow/visits/7/station/", wish }]);
  assert.equal(document.querySelector("[data-held], [data-target], .is-lifted"), null);
});

test("Escape puts it back and asks nothing", () => {
  card(7).focus();
  press("ArrowRight", card(7));
  press("Escape", card(7));

  assert.equal(document.querySelector("[data-held], [data-target], .is-lifted"), null);
  assert.equal(asked.length, 0);
});

test("whoever walks away with a card in hand has handed over nothing", () => {
  card(7).focus();
  press("ArrowRight", card(7));
  card(8).focus();

  assert.equal(document.querySelector("[data-held]"), null);
  assert.equal(asked.length, 0);
});

test("up and down choose within a station", () => {
  card(7).focus();
  press("ArrowDown", card(7));
  assert.equal(document.activeElement, card(8));
  press("ArrowDown", card(8));
  assert.equal(document.activeElement, card(8));
});

test("a verb is about the card one was on last", async () => {
  card(9).focus();
  document.querySelector<HTMLElement>("[data-verb=care]")?.click();
  await moment(5);

  const sent = { method: "POST", path: "/flow/visits/9/care/", wish: { seen: "90" } };
  assert.deepEqual(asked, [sent]);
});

test("the next is called at the station one is at", async () => {
  card(9).focus();
  document.querySelector<HTMLElement>("[data-verb=next]")?.click();
  await moment(5);

  assert.deepEqual(
    asked.map((one) => one.path),
    ["/next/3/"],
  );
});

test("on a phone the first busy station is shown, then the one chosen", () => {
  const shown = () => document.querySelector("[data-shown]")?.getAttribute("data-column");
  assert.equal(shown(), "station-1");

  document.querySelector<HTMLElement>('[data-tab="station-2"]')?.click();

  assert.equal(shown(), "station-2");
});

test("a board drawn again shows the same station", async () => {
  document.querySelector<HTMLElement>('[data-tab="station-2"]')?.click();
  for (const one of document.querySelectorAll("[data-shown]")) one.removeAttribute("data-shown");
  await moment(5);

  assert.equal(document.querySelector("[data-shown]")?.getAttribute("data-column"), "station-2");
});
