// The list of messages: drawn once per chat, then changed in place.

import { byId, day, h, icon } from "./dom.js";
import { bubble } from "./bubbles.js";
import { t } from "./language.js";
import { toast } from "./dialogs.js";
import { current, isFromBot, state, store } from "./store.js";

const log = () => byId("log");
const GROUP_SECONDS = 300;
let unseen = 0;
// Whether the reader is at the end and wants to stay there when something grows.
let pinned = true;

export function drawChat() {
  const person = current();
  const messages = person?.chat.messages ?? [];
  // Nobody wants the whole history read aloud when another chat opens.
  log().setAttribute("aria-live", "off");
  log().replaceChildren(...(messages.length ? messages.map(bubble) : [emptyChat(person)]));
  regroup();
  toBottom("instant");
  requestAnimationFrame(() => log().setAttribute("aria-live", "polite"));
}

function emptyChat(person) {
  const text = person?.description || t("Belum ada pesan di sini.");
  const title = person?.description ? h("strong", {}, t("Apa yang bisa dilakukan bot ini?")) : null;
  return h("div", { class: "empty" }, h("div", { class: "card" }, title, h("p", {}, text)));
}

export function addMessage(message) {
  log().querySelector(".empty")?.remove();
  log().append(bubble(message));
  regroup();
  if (pinned || !isFromBot(message)) toBottom("instant");
  else showDown(unseen + 1);
}

export function changeMessage(message) {
  const old = find(message.message_id);
  if (!old) return;
  const focused = old.contains(document.activeElement);
  const fresh = bubble(message);
  old.replaceWith(fresh);
  regroup();
  if (pinned) toBottom("instant");
  if (focused) (fresh.querySelector(".key") ?? fresh).focus({ preventScroll: true });
}

export function removeMessage(messageId) {
  find(messageId)?.remove();
  if (!log().querySelector(".message")) drawChat();
  regroup();
}

const find = (messageId) => log().querySelector(`[data-id="${messageId}"]`);

// Neighbours of one author stand together; only the last one has a tail. Days are set apart.
function regroup() {
  log().querySelectorAll(".day").forEach((node) => node.remove());
  const nodes = [...log().querySelectorAll(".message")];
  nodes.forEach((node, place) => {
    const before = nodes[place - 1];
    const newDay = !before || day(before.dataset.date) !== day(node.dataset.date);
    node.classList.toggle("first", newDay || !together(before, node));
    before?.classList.toggle("last", newDay || !together(before, node));
    if (newDay) node.before(h("div", { class: "day" }, h("span", {}, day(node.dataset.date))));
    node.tabIndex = -1;
  });
  nodes.at(-1)?.classList.add("last");
  if (nodes.length) nodes.at(-1).tabIndex = 0;
}

const together = (one, other) =>
  one.classList.contains("out") === other.classList.contains("out") &&
  other.dataset.date - one.dataset.date < GROUP_SECONDS;

const nearBottom = () => log().scrollHeight - log().scrollTop - log().clientHeight < 140;

function toBottom(behavior) {
  pinned = true;
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  log().scrollTo({ top: log().scrollHeight, behavior: calm ? "instant" : behavior });
  showDown(0);
}

function showDown(count) {
  unseen = count;
  const down = byId("down");
  down.hidden = count === 0 && nearBottom();
  down.replaceChildren(icon("down"), count ? h("span", { class: "badge" }, String(count)) : "");
}

export function watchLog(openMenu) {
  byId("down").addEventListener("click", () => toBottom("smooth"));
  log().addEventListener("scroll", scrolled, { passive: true });
  log().addEventListener("keydown", (event) => walk(event, openMenu));
  log().addEventListener("contextmenu", (event) => {
    const node = event.target.closest(".message");
    if (!node || event.target.closest("a:not(.picture)")) return;
    event.preventDefault();
    openMenu(node, event.clientX ? { x: event.clientX, y: event.clientY } : {});
  });
  // Pictures grow when they arrive, and the window when a keyboard opens.
  log().addEventListener("load", stay, true);
  new ResizeObserver(stay).observe(byId("log"));
  store.addEventListener("toast", ({ detail }) => toast(detail.text));
}

function scrolled() {
  pinned = nearBottom();
  showDown(pinned ? 0 : unseen);
}

function stay() {
  if (pinned) toBottom("instant");
}

function walk(event, openMenu) {
  const node = event.target.closest(".message");
  if (!node || event.target !== node) return;
  const nodes = [...log().querySelectorAll(".message")];
  const place = nodes.indexOf(node);
  const moves = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: nodes.length - 1 };
  if (event.key in moves) {
    event.preventDefault();
    nodes[moves[event.key]]?.focus();
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    openMenu(node, {});
  }
}

export const messageOf = (node) =>
  state.people.get(state.current).chat.messages.find((one) => one.message_id === Number(node.dataset.id));
