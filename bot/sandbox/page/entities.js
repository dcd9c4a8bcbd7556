// A text and its entities as nodes. Offsets are UTF-16 units, which is what JavaScript counts in.

import { h } from "./dom.js";
import { t } from "./language.js";
import { act, state, tell } from "./store.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const SAFE = /^(https?|mailto|tel):/i;

export function formatted(text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return between(text, sorted, 0, text.length);
}

function between(text, entities, start, end) {
  const nodes = [];
  let position = start;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const from = Math.max(first.offset, position);
    const to = Math.min(first.offset + first.length, end);
    const inside = others.filter((entity) => entity.offset < to);
    rest = others.filter((entity) => entity.offset >= to);
    if (to <= from) continue;
    if (from > position) nodes.push(text.slice(position, from));
    nodes.push(wrapped(first, text.slice(from, to), between(text, inside, from, to)));
    position = to;
  }
  if (position < end) nodes.push(text.slice(position, end));
  return nodes;
}

function wrapped(entity, text, children) {
  const { type } = entity;
  if (TAGS[type]) return h(TAGS[type], {}, ...children);
  if (type === "pre") return h("pre", { tabindex: "0" }, h("code", {}, ...children));
  if (type.endsWith("blockquote")) return h("blockquote", {}, ...children);
  if (type === "spoiler") return spoiler(children);
  if (type === "bot_command") return command(text);
  if (type === "mention") return h("span", { class: "mention" }, ...children);
  if (type === "url") return link(text.includes("://") ? text : `https://${text}`, children);
  if (type === "text_link") return link(entity.url, children);
  if (type === "email") return link(`mailto:${text}`, children);
  return h("span", {}, ...children);
}

function spoiler(children) {
  const inner = h("span", { class: "hidden-text" }, ...children);
  const node = h("button", { type: "button", class: "spoiler", "aria-label": t("Tampilkan teks tersembunyi") }, inner);
  node.addEventListener("click", () => {
    node.replaceWith(...inner.childNodes);
  });
  return node;
}

const command = (text) =>
  h("button", { type: "button", class: "command", onclick: () => act("say", { text }) }, text);

export function link(url, children, properties = {}) {
  const payload = startPayload(url);
  if (payload === null && !SAFE.test(url)) return h("span", {}, ...children);
  const href = payload === null ? url : `/?as=${state.current}&start=${payload}`;
  const node = h("a", { href, rel: "noopener noreferrer", target: "_blank", ...properties }, ...children);
  if (payload !== null) {
    node.addEventListener("click", (event) => {
      event.preventDefault();
      tell("payload", { payload });
    });
  }
  return node;
}

// A link to this bot, as t.me/<bot>?start=..., stays on the page, as it stays in Telegram's app.
export function startPayload(url) {
  const address = parsed(url);
  const named = address && botIn(address);
  if (!named || named.toLowerCase() !== state.bot.username.toLowerCase()) return null;
  const payload = address.searchParams.get("start") ?? "";
  return /^[\w-]{0,64}$/.test(payload) ? payload : null;
}

function parsed(url) {
  try {
    return new URL(/^[a-z]+:/i.test(url) ? url : `https://${url}`);
  } catch {
    return null;
  }
}

function botIn({ protocol, hostname, pathname, searchParams }) {
  if (protocol === "tg:") return searchParams.get("domain");
  return /^(www\.)?(t|telegram)\.me$/i.test(hostname) ? pathname.replace(/^\/(\w+)\/?$/, "$1") : null;
}
