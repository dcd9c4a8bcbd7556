// The words of the page: Indonesian as they stand in the code, others by them out of a file.

const SPEAKERS = ["id", "ms", "in", "jv", "su", "min", "iba"];
const KEPT = "payung-language";
const ATTRIBUTES = ["aria-label", "placeholder", "title"];
let words = {};

export const language = chosen() ?? (SPEAKERS.includes(navigator.language.split("-")[0].toLowerCase()) ? "id" : "en");
export const locale = language === "id" ? "id-ID" : "en-GB";

function chosen() {
  const asked = new URLSearchParams(location.search).get("lang") ?? localStorage.getItem(KEPT);
  return ["id", "en"].includes(asked) ? asked : null;
}

export function t(text, values = {}) {
  return (words[text] ?? text).replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

export async function loadWords() {
  document.documentElement.lang = language;
  if (language === "id") return;
  words = await (await fetch(`/page/${language}.json`)).json();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) texts.currentNode.data = t(texts.currentNode.data);
  for (const name of ATTRIBUTES) {
    document.querySelectorAll(`[${name}]`).forEach((node) => node.setAttribute(name, t(node.getAttribute(name))));
  }
}

export function changeLanguage() {
  localStorage.setItem(KEPT, language === "id" ? "en" : "id");
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  location.replace(address);
}
