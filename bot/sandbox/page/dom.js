// Small helpers for building nodes: text is always a text node, never markup.

import { locale, t } from "./language.js";

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  back: "M15 5l-7 7 7 7",
  more: "M12 5v.01M12 12v.01M12 19v.01",
  send: "M4 12l16-8-6 17-3-7zM11 14l9-10",
  mic: "M12 3a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zM6 11a6 6 0 0 0 12 0M12 17v4M9 21h6",
  clip: "M19 11l-7.500 7.500a4.500 4.500 0 0 1-6.400-6.400L13 4.200a3 3 0 0 1 4.300 4.300L9.600 16.200a1.500 1.500 0 0 1-2.200-2.100L14 7.500",
  keys: "M4 5h16v14H4zM8 9h2M14 9h2M8 12.500h2M14 12.500h2M8 16h8",
  list: "M4 7h16M4 12h16M4 17h16",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9v.01",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM5 20a7 7 0 0 1 14 0",
  place: "M12 21q-7-7-7-11a7 7 0 0 1 14 0q0 4-7 11zM12 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4z",
  smile: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8.500 14q3.500 4 7 0M9 9.500v.01M15 9.500v.01",
  reply: "M10 6L4 12l6 6M4 12h10a6 6 0 0 1 6 6",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  copy: "M9 9h11v11H9zM5 15V4h11",
  trash: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13",
  block: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM6 6l12 12",
  bolt: "M13 3L5 14h6l-1 7 8-11h-6z",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  ticks: "M2 13l4 4 8-9M10 16l1.500 1.500L20 8",
  play: "M8 5l11 7-11 7z",
  out: "M8 16L17 7M10 7h7v7",
};

export function h(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

export function icon(name, className = "glyph") {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

export const byId = (id) => document.getElementById(id);

export function avatar(id, name, className = "") {
  const letters = name.replace(/[^\p{L}\p{N} ]/gu, "").split(/\s+/).filter(Boolean);
  const initials = letters.slice(0, 2).map((word) => [...word][0].toUpperCase()).join("");
  return h("span", { class: `avatar c${Math.abs(id) % 7} ${className}`, "aria-hidden": "true" }, initials);
}

let clockFormat;
let dayFormat;
let ahead = 0;

// The time of the office, where the server says it: `zone` is a name of the IANA, `now` the server's seconds.
export function setClock({ zone, now }) {
  const place = zone ? { timeZone: zone } : {};
  clockFormat = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", ...place });
  dayFormat = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", ...place });
  ahead = now * 1000 - Date.now();
}

export const clock = (seconds) => clockFormat.format(new Date(seconds * 1000));

export function day(seconds) {
  const shown = dayFormat.format(new Date(seconds * 1000));
  return shown === dayFormat.format(new Date(Date.now() + ahead)) ? t("Hari ini") : shown;
}

export function size(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB"];
  const big = bytes >= 1024 * 1024 ? 1 : 0;
  return `${(bytes / 1024 ** (big + 1)).toFixed(1).replace(".", locale === "id-ID" ? "," : ".")} ${units[big]}`;
}
