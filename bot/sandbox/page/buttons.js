// Buttons under a bubble and below the input field.

import { byId, h, icon } from "./dom.js";
import { link, startPayload } from "./entities.js";
import { t } from "./language.js";
import { ask, say, toast } from "./dialogs.js";
import { act, current, state, store } from "./store.js";

const waiting = new Map();
const PATIENCE = 15000;

export function inlineKeyboard(message) {
  const rows = message.reply_markup.inline_keyboard.map((row) =>
    h("div", { class: "row" }, ...row.map((button) => inlineButton(message, button))),
  );
  return h("div", { class: "inline", role: "group", "aria-label": t("Tombol pesan") }, ...rows);
}

function inlineButton(message, button) {
  if (button.url) return urlButton(button);
  const node = h("button", { type: "button", class: "key" }, h("span", {}, button.text));
  node.addEventListener("click", () => press(node, message, button));
  return node;
}

function urlButton(button) {
  const node = link(button.url, [h("span", {}, button.text), icon("out", "corner")], { class: "key" });
  if (startPayload(button.url) !== null) return node;
  node.addEventListener("click", async (event) => {
    event.preventDefault();
    const open = await ask(t("Buka tautan ini?"), button.url, t("Buka"));
    if (open) window.open(button.url, "_blank", "noopener,noreferrer");
  });
  return node;
}

async function press(node, message, button) {
  if (button.copy_text) {
    await navigator.clipboard?.writeText(button.copy_text.text);
    return toast(t("Teks disalin"));
  }
  if (button.callback_data === undefined) return toast(t("Tombol ini tidak ada di tiruan ini"));
  if (node.getAttribute("aria-busy")) return undefined;
  node.setAttribute("aria-busy", "true");
  const query = await act("tap", { message_id: message.message_id, data: button.callback_data });
  if (query === null) return node.removeAttribute("aria-busy");
  waiting.set(query.id, node);
  if (early.has(query.id)) return answered(early.get(query.id));
  setTimeout(() => settle(query.id), PATIENCE);
  return undefined;
}

// The answer may overtake the reply to our own request.
const early = new Map();

function settle(id) {
  waiting.get(id)?.removeAttribute("aria-busy");
  waiting.delete(id);
}

function answered(answer) {
  if (!waiting.has(answer.query_id)) {
    if (answer.chat_id === state.current) early.set(answer.query_id, answer);
    return;
  }
  early.delete(answer.query_id);
  settle(answer.query_id);
  if (!answer.text) return;
  if (answer.show_alert) say(answer.text);
  else toast(answer.text);
}

store.addEventListener("answer", ({ detail }) => answered(detail));

let shown = true;

export function showKeyboard({ afresh = false } = {}) {
  if (afresh) shown = true;
  const keyboard = current()?.chat.keyboard;
  const rows = keyboard?.keyboard ?? [];
  const keys = byId("keys");
  const toggle = byId("toggle-keys");
  keys.replaceChildren(...rows.map(replyRow));
  keys.classList.toggle("tall", rows.length > 0 && !keyboard.resize_keyboard);
  keys.hidden = !rows.length || !shown;
  toggle.hidden = !rows.length;
  toggle.setAttribute("aria-expanded", String(!keys.hidden));
  byId("draft").placeholder = keyboard?.input_field_placeholder || t("Pesan");
}

export function toggleKeyboard() {
  shown = !shown;
  showKeyboard();
}

const replyRow = (row) =>
  h("div", { class: "row" }, ...row.map((button) =>
    h("button", { type: "button", class: "reply-key", onclick: () => pressReply(button) }, button.text),
  ));

async function pressReply(button) {
  if (button.request_contact) {
    const words = t("Bot akan mengetahui nomor telepon Anda. Ini dapat berguna untuk pendaftaran.");
    if (!(await ask(t("Bagikan nomor Anda?"), words, t("Bagikan")))) return;
  }
  if (button.request_location && !(await ask(t("Bagikan lokasi Anda?"), t("Bot akan mengetahui lokasi Anda."), t("Bagikan")))) return;
  await act("press", { label: button.text });
  byId("draft").focus({ preventScroll: true });
}
