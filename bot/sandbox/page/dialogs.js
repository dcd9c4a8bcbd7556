// Toasts, dialogs and menus, all usable with the keyboard alone.

import { byId, h, icon } from "./dom.js";
import { t } from "./language.js";

let vanishing = 0;

export function toast(text) {
  const node = byId("toast");
  clearTimeout(vanishing);
  node.textContent = text;
  node.classList.add("shown");
  vanishing = setTimeout(() => {
    node.classList.remove("shown");
    vanishing = setTimeout(() => (node.textContent = ""), 300);
  }, 3500);
}

export function dialog(title, children, buttons) {
  return new Promise((resolve) => {
    const heading = h("h2", { id: "dialog-title" }, title);
    const actions = buttons.map(({ label, value, quiet }) =>
      h("button", { type: "button", class: quiet ? "quiet" : "strong", onclick: () => node.close(value) }, label),
    );
    const node = h("dialog", { "aria-labelledby": "dialog-title" }, heading, ...children, h("div", { class: "actions" }, ...actions));
    node.addEventListener("close", () => {
      node.remove();
      resolve(node.returnValue);
    });
    document.body.append(node);
    node.showModal();
    actions.at(-1)?.focus();
  });
}

export async function ask(title, text, yes) {
  const buttons = [{ label: t("Batal"), value: "", quiet: true }, { label: yes, value: "yes" }];
  return (await dialog(title, [h("p", {}, text)], buttons)) === "yes";
}

export const say = (text) => dialog(byId("bot-name").textContent, [h("p", {}, text)], [{ label: "OK", value: "ok" }]);

export async function askText(title, label, yes) {
  const field = h("input", { type: "text", id: "dialog-text", autocomplete: "off", maxlength: "64" });
  const buttons = [{ label: t("Batal"), value: "", quiet: true }, { label: yes, value: "yes" }];
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") field.closest("dialog").close("yes");
  });
  requestAnimationFrame(() => field.focus());
  const answer = await dialog(title, [h("label", { for: "dialog-text" }, label), field], buttons);
  return answer === "yes" ? field.value.trim() : null;
}

let close = () => {};

export function menu(opener, items, place = {}) {
  close();
  const node = h("div", { class: "menu", role: "menu" }, ...items.map((item) => menuItem(item)));
  const shut = (focus = true) => {
    node.remove();
    opener?.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    close = () => {};
    if (focus) opener?.focus({ preventScroll: true });
  };
  const outside = (event) => {
    if (!node.contains(event.target)) shut(false);
  };
  close = () => shut(false);
  node.addEventListener("keydown", (event) => steer(event, node, shut));
  node.addEventListener("click", () => shut(false), true);
  byId("phone").append(node);
  opener?.setAttribute("aria-expanded", "true");
  put(node, opener, place);
  node.firstChild.focus();
  document.addEventListener("pointerdown", outside, true);
}

function menuItem({ label, glyph, run, danger }) {
  const name = danger ? "item danger" : "item";
  return h("button", { type: "button", class: name, role: "menuitem", tabindex: "-1", onclick: run }, icon(glyph), h("span", {}, label));
}

function put(node, opener, place) {
  const frame = byId("phone").getBoundingClientRect();
  const box = opener.getBoundingClientRect();
  const x = place.x ?? box.right - node.offsetWidth;
  const above = place.y === undefined && box.top - frame.top > frame.height / 2;
  const y = place.y ?? (above ? box.top - node.offsetHeight - 8 : box.bottom + 4);
  node.style.left = `${Math.min(Math.max(x - frame.left, 8), frame.width - node.offsetWidth - 8)}px`;
  node.style.top = `${Math.min(Math.max(y - frame.top, 8), frame.height - node.offsetHeight - 8)}px`;
}

function steer(event, node, shut) {
  const items = [...node.children];
  const place = items.indexOf(document.activeElement);
  const moves = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 };
  if (event.key in moves) {
    event.preventDefault();
    items.at(moves[event.key] % items.length).focus();
  } else if (event.key === "Escape" || event.key === "Tab") {
    event.preventDefault();
    shut();
  }
}
