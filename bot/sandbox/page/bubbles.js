// One message as a bubble.

import { avatar, clock, h, icon, size } from "./dom.js";
import { formatted } from "./entities.js";
import { inlineKeyboard } from "./buttons.js";
import { t } from "./language.js";
import { isFromBot, tell } from "./store.js";

const fileAddress = (file) => `/control/files/${encodeURIComponent(file.file_id)}`;

export function bubble(message) {
  const out = !isFromBot(message);
  const naked = Boolean(message.sticker);
  const body = h("div", { class: naked ? "bubble naked" : "bubble" }, quote(message), ...content(message));
  body.append(meta(message, out));
  const stack = h("div", { class: "stack" }, body);
  if (message.reply_markup) stack.append(inlineKeyboard(message));
  return h(
    "div",
    {
      role: "article",
      class: out ? "message out" : "message in",
      "data-id": message.message_id,
      "data-date": message.date,
      tabindex: "-1",
      "aria-label": `${out ? t("Anda") : "Bot"}, ${clock(message.date)}`,
    },
    stack,
  );
}

function meta(message, out) {
  const parts = [message.edit_date ? h("span", {}, `${t("diedit")} `) : null, h("time", {}, clock(message.date))];
  if (out) parts.push(icon("ticks", "ticks"));
  return h("span", { class: "meta" }, ...parts);
}

export function preview(message) {
  if (message.text || message.caption) return message.text ?? message.caption;
  const names = {
    photo: `🖼 ${t("Foto")}`,
    document: `📎 ${t("Berkas")}`,
    voice: `🎤 ${t("Pesan suara")}`,
    video: "🎬 Video",
    video_note: "🎬 Video",
    audio: "🎵 Audio",
    animation: "GIF",
    sticker: `${message.sticker?.emoji ?? ""} ${t("Stiker")}`,
    contact: `👤 ${t("Kontak")}`,
    location: `📍 ${t("Lokasi")}`,
  };
  return Object.entries(names).find(([kind]) => message[kind])?.[1] ?? t("Pesan");
}

function quote(message) {
  const replied = message.reply_to_message;
  if (!replied) return null;
  const name = isFromBot(replied) ? "Bot" : replied.from?.first_name ?? "";
  return h("div", { class: "quote" }, h("strong", {}, name), h("span", {}, preview(replied)));
}

function content(message) {
  const nodes = attachment(message);
  const text = message.text ?? message.caption;
  if (text) {
    const entities = message.entities ?? message.caption_entities;
    nodes.push(h("div", { class: "text", dir: "auto" }, ...formatted(text, entities)));
  }
  return nodes;
}

function attachment(message) {
  if (message.photo) return [picture(message)];
  if (message.sticker) return [h("img", { class: "sticker", src: fileAddress(message.sticker), alt: `${t("Stiker")} ${message.sticker.emoji ?? ""}` })];
  if (message.voice) return [voice(message.voice)];
  if (message.contact) return [contact(message.contact)];
  if (message.location) return place(message.location);
  const file = message.document ?? message.video ?? message.video_note ?? message.audio ?? message.animation;
  return file ? [paper(file)] : [];
}

function picture(message) {
  const photo = message.photo.at(-1);
  const image = h("img", { src: fileAddress(photo), alt: described(message), width: photo.width, height: photo.height });
  return h("a", { class: "picture", href: fileAddress(photo), target: "_blank", rel: "noopener" }, image);
}

// What a picture shows is best said by the first words below it.
function described(message) {
  const words = (message.caption ?? "").split("\n")[0];
  if (words) return t("Foto: {words}", { words });
  return isFromBot(message) ? t("Foto dari bot") : t("Foto yang Anda kirim");
}

function paper(file) {
  const name = file.file_name ?? t("berkas");
  const about = h("span", { class: "about" }, h("strong", {}, name), h("span", {}, size(file.file_size ?? 0)));
  const label = t("Unduh {name}", { name });
  return h("a", { class: "paper", href: fileAddress(file), download: name, "aria-label": label }, h("span", { class: "disc" }, icon("file")), about);
}

function voice(note) {
  const bars = Array.from({ length: 28 }, (_, place) => h("i", { class: `b${(place * 7 + (place % 5) * 3) % 6}` }));
  const seconds = String(note.duration % 60).padStart(2, "0");
  const length = `${Math.floor(note.duration / 60)}:${seconds}`;
  const wave = h("span", { class: "wave", "aria-hidden": "true" }, ...bars);
  const label = t("Putar pesan suara, {length}", { length });
  const disc = h("button", { type: "button", class: "disc", "aria-label": label, onclick: () => play(note) }, icon("play", "glyph solid"));
  return h("div", { class: "paper voice" }, disc, h("span", { class: "about" }, wave, h("span", {}, length)));
}

let playing = null;

function play(note) {
  playing?.pause();
  playing = new Audio(fileAddress(note));
  playing.play().catch(() => tell("toast", { text: t("Suara ini tidak dapat diputar") }));
}

function contact(card) {
  const name = `${card.first_name} ${card.last_name ?? ""}`.trim();
  const about = h("span", { class: "about" }, h("strong", {}, name), h("span", {}, card.phone_number));
  return h("div", { class: "paper" }, avatar(card.user_id ?? 3, name), about);
}

function place(point) {
  const words = `${point.latitude.toFixed(4)}, ${point.longitude.toFixed(4)}`;
  return [h("div", { class: "map" }, icon("place", "glyph pin")), h("div", { class: "text" }, words)];
}
