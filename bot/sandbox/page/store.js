// What the page knows: a copy of the sandbox's state, kept fresh by Server-Sent Events.

import { setClock } from "./dom.js";
import { t } from "./language.js";

export const store = new EventTarget();
export const state = { bot: { id: 0, username: "" }, people: new Map(), current: 0, faults: [], unread: new Map() };

export const current = () => state.people.get(state.current);
export const isFromBot = (message) => message.from?.id === state.bot.id;

export function tell(kind, detail = {}) {
  store.dispatchEvent(new CustomEvent(kind, { detail }));
}

// There is no way to the server just now: nothing was done.
export class Offline extends Error {}

export async function request(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`/control/${path}`, options).catch(() => null);
  const answer = await response?.json().catch(() => null);
  if (!answer) throw new Offline();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export const attempt = (deed, details = {}) => request("POST", "act", { as: state.current, do: deed, ...details });

export function complain(error) {
  const text = error instanceof Offline ? t("Tidak ada sambungan. Coba lagi.") : t("Tidak bisa: {why}", { why: error.message });
  tell("toast", { text });
}

export async function act(deed, details) {
  try {
    return await attempt(deed, details);
  } catch (error) {
    complain(error);
    return null;
  }
}

export function choose(personId) {
  if (!state.people.has(personId)) return;
  state.current = personId;
  state.unread.delete(personId);
  tell("chosen");
}

export function connect() {
  const source = new EventSource("/control/events");
  source.onmessage = (event) => apply(JSON.parse(event.data));
  source.onopen = () => tell("online", { online: true });
  source.onerror = () => {
    tell("online", { online: false });
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 1500);
  };
}

const appliers = {
  message: takeMessage,
  edit: (chat, { message }) => {
    const place = chat.messages.findIndex((one) => one.message_id === message.message_id);
    if (place >= 0) chat.messages[place] = message;
  },
  delete: (chat, { message }) => {
    chat.messages = chat.messages.filter((one) => one.message_id !== message.message_id);
  },
  keyboard: (chat, event) => {
    chat.keyboard = event.keyboard;
    chat.keyboardFrom = event.message_id;
  },
  blocked: (chat, event) => {
    chat.blocked = event.blocked;
  },
};

function apply(event) {
  if (event.type === "faults") state.faults = event.faults;
  const chat = state.people.get(event.chat_id)?.chat;
  if (event.type === "state") takeState(event);
  else if (chat) appliers[event.type]?.(chat, event);
  tell(event.type, event);
}

function takeState(event) {
  setClock(event);
  state.bot = event.bot;
  state.faults = event.faults;
  state.people = new Map(event.people.map((person) => [person.id, person]));
  if (!state.people.has(state.current)) state.current = event.people[0]?.id ?? 0;
}

function takeMessage(chat, { chat_id: chatId, message }) {
  chat.messages.push(message);
  if (chat.messages.length > 300) chat.messages.shift();
  if (!isFromBot(message)) chat.started = true;
  else if (chatId !== state.current) state.unread.set(chatId, (state.unread.get(chatId) ?? 0) + 1);
}
