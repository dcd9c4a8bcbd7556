// The column of people: whose phone one holds.

import { avatar, byId, clock, h } from "./dom.js";
import { t } from "./language.js";
import { preview } from "./bubbles.js";
import { choose, current, isFromBot, state } from "./store.js";

let drawing = 0;

// In a storm of messages the column is drawn once per frame, not once per message.
export function drawPeopleSoon() {
  cancelAnimationFrame(drawing);
  drawing = requestAnimationFrame(drawPeople);
}

export function drawPeople() {
  const focused = document.activeElement?.closest?.(".person")?.dataset.id;
  byId("people").replaceChildren(...[...state.people.values()].map(row));
  if (focused) byId("people").querySelector(`[data-id="${focused}"]`)?.focus();
  drawWho();
}

function row(person) {
  const last = person.chat.messages.at(-1);
  const unread = state.unread.get(person.id) ?? 0;
  const who = last && !isFromBot(last) ? t("Anda: ") : "";
  const words = last ? `${who}${preview(last)}` : t("Belum mulai");
  const badge = unread ? h("span", { class: "badge", "aria-label": t("{count} belum dibaca", { count: unread }) }, String(unread)) : null;
  return h("li", {}, h(
    "button",
    {
      type: "button",
      class: "person",
      "data-id": person.id,
      "aria-current": person.id === state.current ? "true" : undefined,
      onclick: () => open(person.id),
    },
    avatar(person.id, person.name),
    h("span", { class: "person-text" },
      h("span", { class: "person-line" }, h("strong", {}, person.name), last ? h("time", {}, clock(last.date)) : null),
      h("span", { class: "person-line" }, h("span", { class: "last-words" }, words), badge)),
  ));
}

function open(personId) {
  showPeople(false);
  choose(personId);
}

function drawWho() {
  const person = current();
  if (!person) return;
  const others = [...state.unread].some(([, count]) => count > 0);
  byId("who").replaceChildren(avatar(person.id, person.name, "small"), others ? h("span", { class: "dot" }) : "");
  byId("who").setAttribute("aria-label", t("Anda {name}. Ganti orang", { name: person.name }));
  byId("who").title = person.name;
}

const narrow = matchMedia("(max-width: 760px)");

// On a phone the list covers the chat: what is hidden then is out of the way of keys and screen readers, too.
export function showPeople(shown) {
  const left = !shown && byId("people-panel").contains(document.activeElement);
  byId("app").classList.toggle("choosing", shown);
  hideBehind();
  if (shown) byId("people").querySelector("[aria-current]")?.focus();
  else if (left && narrow.matches) byId("who").focus({ preventScroll: true });
}

function hideBehind() {
  const covered = narrow.matches && byId("app").classList.contains("choosing");
  for (const id of ["phone", "skip"]) byId(id).inert = covered;
  byId("people-panel").inert = narrow.matches && !covered;
}

export function watchWidth() {
  narrow.addEventListener("change", hideBehind);
  hideBehind();
}
