// What can be sent besides words.

import { byId, h } from "./dom.js";
import { hold } from "./composer.js";
import { dialog, menu, toast } from "./dialogs.js";
import { t } from "./language.js";
import { act, current, state } from "./store.js";

const LONGEST_SIDE = 1280;
const MAX_FILE = 50 * 1024 * 1024;
const STICKERS = ["😀", "👍", "🙏", "🎉", "❤️", "😢", "☂️", "👷"];

export function setUpAttachments() {
  byId("attach").addEventListener("click", () => menu(byId("attach"), [
    { label: t("Foto"), glyph: "photo", run: () => byId("pick-photo").click() },
    { label: t("Berkas"), glyph: "file", run: () => byId("pick-file").click() },
    { label: t("Kontak"), glyph: "person", run: chooseContact },
    { label: t("Lokasi"), glyph: "place", run: () => act("location") },
    { label: t("Pesan suara"), glyph: "mic", run: sendVoice },
    { label: t("Stiker"), glyph: "smile", run: chooseSticker },
  ]));
  byId("voice").addEventListener("click", sendVoice);
  picked("pick-photo", takePhoto);
  picked("pick-file", takeFile);
}

function picked(id, take) {
  const input = byId(id);
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    if (file.size > MAX_FILE) toast(t("Berkas terlalu besar"));
    else await take(file);
  });
}

async function encoded(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let place = 0; place < bytes.length; place += 32768) {
    text += String.fromCharCode(...bytes.subarray(place, place + 32768));
  }
  return btoa(text);
}

async function send(kind, blob, mime = "") {
  await act("file", { kind, content: await encoded(blob), mime });
}

// Telegram's app sends photos as JPEG of at most 1,280 pixels, whatever was chosen.
async function takePhoto(file) {
  let bitmap;
  try {
    bitmap = await createImageBitmap(file);
  } catch {
    toast(t("Gambar ini tidak dapat dibaca"));
    return;
  }
  const scale = Math.min(1, LONGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = h("canvas", { width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale) });
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const content = await encoded(await drawn(canvas, "image/jpeg"));
  hold({ kind: "photo", content }, t("Foto"), `data:image/jpeg;base64,${content}`);
}

const drawn = (canvas, kind) => new Promise((resolve) => canvas.toBlob(resolve, kind, 0.87));

async function takeFile(file) {
  const content = await encoded(file);
  hold({ kind: "document", content, name: file.name, mime: file.type || "application/octet-stream" }, file.name);
}

const sendVoice = () => send("voice", new Blob(["OggS", new Uint8Array(2048)]), "audio/ogg");

async function chooseSticker() {
  const chosen = await choice(t("Pilih stiker"), STICKERS.map((sign) => ({ value: sign, label: sign })), "stickers");
  if (!chosen) return;
  const canvas = h("canvas", { width: 256, height: 256 });
  const pen = canvas.getContext("2d");
  pen.font = "200px sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(chosen, 128, 140);
  await send("sticker", await drawn(canvas, "image/png"));
}

async function chooseContact() {
  const people = [...state.people.values()];
  const options = people.map((person) => ({
    value: String(person.id),
    label: person.id === state.current ? t("Nomor saya ({phone})", { phone: person.phone }) : `${person.name} (${person.phone})`,
  }));
  const chosen = await choice(t("Bagikan kontak"), options.sort((one) => (one.value === String(state.current) ? -1 : 0)));
  if (!chosen) return;
  const person = state.people.get(Number(chosen));
  if (person === current()) await act("contact");
  else await act("contact", { of: { phone_number: person.phone, first_name: person.name, user_id: person.id } });
}

function choice(title, options, className = "") {
  const pick = (event) => event.currentTarget.closest("dialog").close(event.currentTarget.dataset.value);
  const nodes = options.map(({ value, label }) =>
    h("button", { type: "button", class: "option", "data-value": value, onclick: pick }, label),
  );
  requestAnimationFrame(() => nodes[0].focus());
  return dialog(title, [h("div", { class: `options ${className}` }, ...nodes)], [{ label: t("Batal"), value: "", quiet: true }]);
}
