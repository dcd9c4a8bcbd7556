// Puts the parts together: what happened in the sandbox, and what to draw then.

import { byId, icon } from "./dom.js";
import { setUpAttachments } from "./attach.js";
import { showKeyboard } from "./buttons.js";
import { changed, followForceReply, hideCommands, leaveMode, refreshComposer, setMode, setPayload, setUpComposer } from "./composer.js";
import { ask, askText, menu, toast } from "./dialogs.js";
import { openFaults } from "./faults.js";
import { addMessage, changeMessage, drawChat, messageOf, removeMessage, watchLog } from "./log.js";
import { changeLanguage, language, loadWords, t } from "./language.js";
import { drawPeople, drawPeopleSoon, showPeople, watchWidth } from "./people.js";
import { act, choose, connect, current, isFromBot, state, store } from "./store.js";

const TYPING = { typing: "sedang mengetik…", upload_photo: "mengirim foto…", upload_document: "mengirim berkas…", other: "sedang menyiapkan…" };
const drafts = new Map();
let typing = 0;
let online = false;
let shownPerson = 0;

const on = (kind, run) => store.addEventListener(kind, ({ detail }) => run(detail));
const here = (run) => (event) => {
  if (event.chat_id === state.current) run(event);
};

function drawAll() {
  const person = current();
  if (!person) return;
  keepDraft();
  byId("bot-name").textContent = person.bot_name;
  byId("bot-avatar").textContent = [...person.bot_name][0]?.toUpperCase() ?? "B";
  document.title = `${person.bot_name} · ${person.name}`;
  hideCommands();
  drawPeople();
  drawChat();
  refreshComposer();
  drawFaults();
}

function keepDraft() {
  if (shownPerson === state.current) return;
  drafts.set(shownPerson, byId("draft").value);
  leaveMode();
  byId("draft").value = drafts.get(state.current) ?? "";
  shownPerson = state.current;
  changed();
}

function status(words) {
  byId("bot-status").textContent = words ?? (online ? "bot" : t("menghubungkan…"));
  byId("bot-status").classList.toggle("busy", Boolean(words) || !online);
}

function showTyping({ action }) {
  clearTimeout(typing);
  status(t(TYPING[action] ?? TYPING.other));
  typing = setTimeout(() => status(), 5000);
}

function received(event) {
  addMessage(event.message);
  if (!isFromBot(event.message)) return refreshComposer();
  clearTimeout(typing);
  return status();
}

function drawFaults() {
  document.querySelectorAll("[data-open=faults] .dot").forEach((dot) => (dot.hidden = !state.faults.length));
}

function messageMenu(node, place) {
  const message = messageOf(node);
  const own = !isFromBot(message);
  const text = message.text ?? message.caption;
  const items = [{ label: t("Balas"), glyph: "reply", run: () => setMode("reply", message) }];
  if (text) items.push({ label: t("Salin teks"), glyph: "copy", run: () => copy(text) });
  if (own && text) items.push({ label: t("Edit"), glyph: "edit", run: () => setMode("edit", message) });
  items.push({ label: t("Hapus"), glyph: "trash", danger: true, run: () => remove(message) });
  menu(node, items, place);
}

async function copy(text) {
  await navigator.clipboard?.writeText(text);
  toast(t("Teks disalin"));
}

async function remove(message) {
  if (await ask(t("Hapus pesan?"), t("Pesan ini hilang juga bagi bot."), t("Hapus"))) {
    await act("delete", { message_id: message.message_id });
  }
  byId("draft").focus({ preventScroll: true });
}

function chatMenu() {
  const { blocked } = current().chat;
  menu(byId("more"), [
    { label: t("Gangguan"), glyph: "bolt", run: openFaults },
    { label: t("Tautan mulai…"), glyph: "link", run: startLink },
    blocked
      ? { label: t("Buka blokir bot"), glyph: "block", run: () => act("unblock") }
      : { label: t("Blokir bot"), glyph: "block", danger: true, run: block },
  ]);
}

async function startLink() {
  const words = await askText(t("Buka tautan mulai"), `t.me/${state.bot.username}?start=`, t("Buka"));
  if (words !== null) setPayload(words);
}

async function block() {
  if (await ask(t("Blokir bot?"), t("Bot tidak dapat lagi mengirim pesan kepada Anda."), t("Blokir"))) await act("block");
}

function followAddress() {
  const address = new URLSearchParams(location.search);
  if (address.has("as")) choose(Number(address.get("as")));
  if (address.has("start")) setPayload(address.get("start"));
}

on("state", drawAll);
store.addEventListener("state", followAddress, { once: true });
on("chosen", () => {
  setPayload(null);
  drawAll();
  if (matchMedia("(pointer: fine)").matches && !byId("line").hidden) byId("draft").focus({ preventScroll: true });
});
on("message", here(received));
on("edit", here(({ message }) => changeMessage(message)));
on("delete", here(({ message }) => removeMessage(message.message_id)));
on("keyboard", here(() => {
  showKeyboard({ afresh: true });
  refreshComposer();
  followForceReply();
}));
on("action", here(showTyping));
on("blocked", here(refreshComposer));
on("payload", ({ payload }) => setPayload(payload));
on("faults", drawFaults);
on("kept", ({ person, text }) => drafts.set(person, text));
on("online", (event) => {
  online = event.online;
  status();
});
for (const kind of ["message", "edit", "delete"]) on(kind, drawPeopleSoon);

async function begin() {
  await loadWords();
  store.addEventListener("state", () => byId("loading").remove(), { once: true });
  byId("language").textContent = language === "id" ? "English" : "Bahasa Indonesia";
  byId("language").lang = language === "id" ? "en" : "id";
  byId("language").addEventListener("click", changeLanguage);
  byId("back").append(icon("back"));
  byId("more").append(icon("more"));
  byId("back").addEventListener("click", () => showPeople(true));
  byId("who").addEventListener("click", () => showPeople(true));
  byId("more").addEventListener("click", chatMenu);
  document.querySelectorAll("[data-open=faults]").forEach((node) => node.addEventListener("click", openFaults));
  document.addEventListener("keydown", (event) => event.key === "Escape" && showPeople(false));
  watchWidth();
  setUpComposer();
  setUpAttachments();
  watchLog(messageMenu);
  connect();
}

begin();
