import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { show } from "./dom.ts";

const { layOut, layNow, snapped, told } = await import("../src/calendar/lay.ts");
const { Hand, isMovable } = await import("../src/calendar/hand.ts");
const { addressOf, choose, keep, walk } = await import("../src/calendar/free.ts");
const { fill } = await import("../src/desk/fills.ts");

const lane = (pk: number, inside: string) => `
  <section class="lane" data-of="doctor" data-pk="${pk}" data-day="2026-03-03" data-title="D${pk}">
    <ol class="day"><li class="free"><a data-free href="/new/?day=2026-03-03&amp;doctor=${pk}"><span></span></a></li>
    ${inside}</ol></section>`;
const CARD = `<li class="at" id="a" data-starts="607" data-minutes="25" data-lane="1" data-lanes="2">
  <a data-card="7" data-version="3" data-state="ask" href="/a/7/">x</a></li>`;
const PAGE = `<div class="cal" data-starts="510" data-ends="1080">
  <ol class="hours"><li data-starts="540"></li><li data-now><span></span></li></ol>
  ${lane(1, CARD)}${lane(2, "")}</div>`;

let cal: HTMLElement;
let card: HTMLElement;

beforeEach(() => {
  show(PAGE);
  cal = document.querySelector(".cal") as HTMLElement;
  card = document.querySelector("#a") as HTMLElement;
  // Nothing is drawn here, so every column says that it is seen.
  for (const one of document.querySelectorAll(".lane"))
    one.getClientRects = () => [{}] as unknown as DOMRectList;
});

test("a card lies on its minute, as long as it lasts, in its lane", () => {
  layOut(cal);

  assert.equal(card.style.getPropertyValue("--at"), "97");
  assert.equal(card.style.getPropertyValue("--for"), "25");
  assert.equal(card.style.getPropertyValue("--lane"), "1");
  assert.ok(cal.classList.contains("is-exact"));
});

test("an hour that the time of now would cover is left out", () => {
  const hour = document.querySelector(".hours > [data-starts]") as HTMLElement;

  layNow(cal, 546);
  assert.equal(hour.hasAttribute("data-under"), true);

  layNow(cal, 560);
  assert.equal(hour.hasAttribute("data-under"), false);
});

test("the line of now says the time, and hides outside the hours shown", () => {
  const line = document.querySelector("[data-now]") as HTMLElement;

  layNow(cal, 642);
  assert.equal(line.textContent, "10:42");
  assert.equal(line.hidden, false);
  layNow(cal, 1200);
  assert.equal(line.hidden, true);
});

test("times are told and snapped", () => {
  assert.equal(told(487), "08:07");
  assert.equal(snapped(608, 5), 610);
});

test("a card in hand asks only for what changed", () => {
  const hand = new Hand(card);

  hand.by(5);
  assert.deepEqual(hand.wish(), {
    day: "2026-03-03",
    clock: "10:10",
    minutes: "25",
    version: "3",
  });
  hand.aside(1);
  assert.equal(hand.wish().doctor, "2");
});

test("a card stays within the hours shown and never gets shorter than a step", () => {
  const hand = new Hand(card);

  hand.to(0);
  assert.equal(hand.starts, 510);
  hand.to(5000);
  assert.equal(hand.starts + hand.minutes, 1080);
  hand.lasting(-10);
  assert.equal(hand.minutes, 5);
});

test("what others redraw leaves a card in hand alone, and putting it back does not", () => {
  layOut(cal);
  const hand = new Hand(card);
  hand.by(60);
  layOut(cal);
  assert.equal(card.style.getPropertyValue("--at"), "155");

  let letGo = 0;
  cal.addEventListener("let-go", () => letGo++);
  hand.putBack();
  assert.equal(card.style.getPropertyValue("--at"), "97");
  assert.equal(letGo, 1);
});

test("who is here already is not moved", () => {
  const link = card.querySelector("a") as HTMLElement;

  assert.equal(isMovable(link), true);
  link.dataset.state = "wait";
  assert.equal(isMovable(link), false);
});

test("the arrows walk over empty time, and its address says where", () => {
  const link = document.querySelector<HTMLElement>("[data-free]") as HTMLElement;

  choose(link, 600);
  walk(link, "ArrowDown");
  assert.equal(addressOf(link), "/new/?day=2026-03-03&doctor=1&clock=10%3A15");
  const beside = walk(link, "ArrowRight") as HTMLElement;
  assert.equal(addressOf(beside), "/new/?day=2026-03-03&doctor=2&clock=10%3A15");
  assert.equal(addressOf(link), "/new/?day=2026-03-03&doctor=1");
});

test("a board that others redraw leaves the time one stands at as it was", () => {
  const link = document.querySelector<HTMLElement>("[data-free]") as HTMLElement;
  const face = link.querySelector("span") as HTMLElement;
  choose(link, 615);

  delete link.dataset.at;
  face.textContent = "";
  keep(link.closest(".cal") as HTMLElement);

  assert.equal(face.textContent, "10:15");
  walk(link, "ArrowDown");
  assert.equal(addressOf(link), "/new/?day=2026-03-03&doctor=1&clock=10%3A30");
});

test("an offer fills the form it stands in", () => {
  show(
    `<form><input name="clock"><select name="doctor"><option value="1"><option value="2"></select></form>`,
  );
  const form = document.querySelector("form") as HTMLFormElement;

  fill(form, new URLSearchParams("clock=11:45&doctor=2&day=x"));

  assert.equal((form.elements.namedItem("clock") as HTMLInputElement).value, "11:45");
  assert.equal((form.elements.namedItem("doctor") as HTMLSelectElement).value, "2");
});
