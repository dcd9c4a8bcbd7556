// The line where one writes: draft, reply and edit, commands, start button.

import { byId, h, icon } from "./dom.js";
import { preview } from "./bubbles.js";
import { startPayload } from "./entities.js";
import { showKeyboard, toggleKeyboard } from "./buttons.js";
import { t } from "./language.js";
import { act, attempt, complain, current, isFromBot, Offline, state, tell } from "./store.js";

const draft = () => byId("draft");
const list = () => byId("commands");
const LONGEST_CAPTION = 1024;
const NEW = { kind: "new", message: null };
let mode = NEW;
let held = null; // a photo or a file that waits for its caption
let payload = null;
let active = 0;

export function setUpComposer() {
  byId("menu").append(icon("list"), h("span", {}, t("Menu")));
  byId("send").append(icon("send"));
  byId("voice").append(icon("mic"));
  byId("attach").append(icon("clip"));
  byId("toggle-keys").append(icon("keys"));
  byId("line").addEventListener("submit", submit);
  draft().addEventListener("input", changed);
  draft().addEventListener("keydown", typed);
  byId("menu").addEventListener("click", toggleCommands);
  list().addEventListener("keydown", inCommands);
  list().addEventListener("click", (event) => runCommand(event.target.closest("li")));
  byId("big").addEventListener("click", start);
  byId("toggle-keys").addEventListener("click", toggleKeyboard);
  byId("retry").addEventListener("click", submit);
}

export function refreshComposer() {
  const { chat, commands } = current() ?? { chat: { messages: [] }, commands: [] };
  const waits = !chat.started || chat.blocked || payload !== null;
  byId("big").textContent = chat.blocked ? t("BUKA BLOKIR DAN MULAI LAGI") : t("MULAI");
  byId("big").hidden = !waits;
  byId("line").hidden = waits;
  byId("menu").hidden = commands.length === 0;
  byId("keys").hidden = true;
  if (!waits) showKeyboard();
  changed();
}

export function setPayload(words) {
  payload = words;
  refreshComposer();
  if (words !== null) byId("big").focus({ preventScroll: true });
}

async function start() {
  const details = payload ? { payload } : {};
  payload = null;
  const sent = await act("start", details);
  // The news of the own message may come after the answer to it.
  if (sent) Object.assign(current().chat, { started: true, blocked: false });
  refreshComposer();
  draft().focus({ preventScroll: true });
}

export function setMode(kind, message) {
  mode = { kind, message };
  if (kind === "edit") draft().value = message.text ?? message.caption ?? "";
  drawStrip();
  if (kind !== "new") draft().focus();
}

// A photo goes out together with the words below it, so it waits until it is sent.
export function hold(file, label, picture = "") {
  held = { file, label, picture };
  drawStrip();
  draft().focus();
}

function drawStrip() {
  const strip = byId("strip");
  strip.hidden = mode.kind === "new" && !held;
  const shut = h("button", { type: "button", class: "icon", "aria-label": t("Batal"), onclick: () => leaveMode() }, icon("close"));
  if (held) {
    const sign = held.picture ? h("img", { src: held.picture, alt: t("Foto yang akan dikirim") }) : icon("file");
    strip.replaceChildren(sign, h("div", {}, h("strong", {}, held.label), h("span", {}, t("Tulis keterangan, lalu kirim"))), shut);
  } else if (!strip.hidden) {
    const name = isFromBot(mode.message) ? byId("bot-name").textContent : t("Anda");
    const title = mode.kind === "edit" ? t("Edit pesan") : t("Balas ke {name}", { name });
    strip.replaceChildren(icon(mode.kind), h("div", {}, h("strong", {}, title), h("span", {}, preview(mode.message))), shut);
  }
  changed();
}

export function leaveMode() {
  if (mode.kind === "edit") draft().value = "";
  held = null;
  setMode("new", null);
}

async function submit(event) {
  event?.preventDefault();
  const was = { text: draft().value, mode, held, person: state.current };
  const text = was.text.trim();
  if (!text && !held) return;
  if (held && text.length > LONGEST_CAPTION) {
    tell("toast", { text: t("Keterangan paling panjang 1.024 huruf") });
    return;
  }
  byId("unsent").hidden = true;
  draft().value = "";
  leaveMode();
  const words = was.held ? null : startPayload(text);
  if (words !== null && was.mode.kind !== "edit") {
    tell("payload", { payload: words });
    return;
  }
  try {
    await attempt(...deed(text, was));
  } catch (error) {
    bringBack(was, error);
  }
}

function deed(text, { mode: { kind, message }, held: waiting }) {
  if (kind === "edit") return ["edit", { message_id: message.message_id, text }];
  const reply = kind === "reply" ? { reply_to: message.message_id } : {};
  return waiting ? ["file", { ...waiting.file, caption: text, ...reply }] : ["say", { text, ...reply }];
}

// Nothing that somebody typed is lost because the line was.
function bringBack(was, error) {
  if (state.current !== was.person) {
    tell("kept", was);
  } else {
    draft().value = [was.text, draft().value].filter(Boolean).join("\n");
    [mode, held] = [was.mode, was.held];
    drawStrip();
  }
  if (error instanceof Offline) byId("unsent").hidden = false;
  else complain(error);
}

export function changed() {
  const field = draft();
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 140)}px`;
  const empty = field.value.trim() === "" && !held;
  byId("send").hidden = empty;
  byId("voice").hidden = !empty;
  byId("line").classList.toggle("writing", !empty);
  const start = /^\/(\w*)$/.exec(field.value);
  if (start) showCommands(start[1]);
  else if (document.activeElement !== list()) hideCommands();
}

function typed(event) {
  const open = !list().hidden;
  if (event.key === "Escape") {
    if (open) hideCommands();
    else leaveMode();
  } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    move(event.key === "ArrowDown" ? 1 : -1);
  } else if (open && event.key === "Tab" && list().children[active]) {
    event.preventDefault();
    draft().value = `${list().children[active].dataset.command} `;
    changed();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (open && list().children[active]) runCommand(list().children[active]);
    else submit();
  } else if (event.key === "ArrowUp" && draft().value === "") {
    editLast(event);
  }
}

// Arrow up in an empty field edits the last own message, as in Telegram's desktop app.
function editLast(event) {
  const last = current().chat.messages.findLast((one) => !isFromBot(one) && one.text);
  if (!last) return;
  event.preventDefault();
  setMode("edit", last);
}

function showCommands(filter) {
  const found = current().commands.filter(({ command }) => command.startsWith(filter.toLowerCase()));
  if (!found.length) return hideCommands();
  list().replaceChildren(...found.map(option));
  list().hidden = false;
  byId("menu").setAttribute("aria-expanded", "true");
  active = 0;
  return mark();
}

const option = ({ command, description }, place) =>
  h("li", { role: "option", id: `command-${place}`, "data-command": `/${command}`, "aria-selected": "false" }, h("strong", {}, `/${command}`), h("span", {}, description));

function mark() {
  [...list().children].forEach((node, place) => node.setAttribute("aria-selected", String(place === active)));
  const chosen = list().children[active];
  chosen?.scrollIntoView({ block: "nearest" });
  for (const node of [draft(), list()]) node.setAttribute("aria-activedescendant", chosen?.id ?? "");
}

function move(step) {
  active = (active + step + list().children.length) % list().children.length;
  mark();
}

function toggleCommands() {
  if (!list().hidden) return hideCommands();
  showCommands("");
  return list().focus();
}

export function hideCommands() {
  list().hidden = true;
  draft().removeAttribute("aria-activedescendant");
  byId("menu").setAttribute("aria-expanded", "false");
}

function inCommands(event) {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    move(steps[event.key]);
  } else if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    runCommand(list().children[active]);
  } else if (event.key === "Escape") {
    hideCommands();
    byId("menu").focus();
  }
}

async function runCommand(node) {
  if (!node) return;
  hideCommands();
  draft().value = "";
  changed();
  draft().focus({ preventScroll: true });
  await act("say", { text: node.dataset.command });
}

export function followForceReply() {
  const { keyboard, keyboardFrom, messages } = current().chat;
  if (!keyboard?.force_reply) return;
  const asked = messages.find((one) => one.message_id === keyboardFrom);
  if (asked && state.current) setMode("reply", asked);
}
