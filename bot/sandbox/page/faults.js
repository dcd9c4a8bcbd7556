// The panel "Gangguan": what goes wrong on a bad day, by hand.

import { h } from "./dom.js";
import { t } from "./language.js";
import { dialog } from "./dialogs.js";
import { complain, request, state, store } from "./store.js";

const KINDS = [
  { kind: "429", label: "Terlalu banyak permintaan (429)", about: "Telegram menyuruh bot menunggu 3 detik", retry_after: 3 },
  { kind: "500", label: "Galat server (500)", about: "Jawaban berupa halaman HTML" },
  { kind: "drop_before", label: "Sambungan putus", about: "Pesan bot tidak pernah sampai" },
  { kind: "drop_after", label: "Jawaban hilang", about: "Pesan sampai, tetapi bot tidak diberi tahu" },
  { kind: "delay", label: "Lambat", about: "Setiap panggilan menunggu 3 detik", seconds: 3 },
  { kind: "repeat_update", label: "Pesan ganda", about: "Bot menerima hal yang sama dua kali" },
];
const RANGES = [
  { value: "once", label: "Sekali", filter: { count: 1 } },
  { value: "some", label: "Kadang", filter: { probability: 0.3 } },
  { value: "always", label: "Terus", filter: {} },
];
let range = RANGES[0];

export function openFaults() {
  const switches = h("div", { class: "switches" });
  const draw = () => switches.replaceChildren(...KINDS.map(switchFor));
  draw();
  store.addEventListener("faults", draw);
  const words = t("Uji ketahanan bot: gangguan mengenai panggilan bot, bukan halaman ini.");
  const shown = dialog(t("Gangguan"), [h("p", {}, words), ranges(), switches], [{ label: t("Tutup"), value: "" }]);
  shown.finally(() => store.removeEventListener("faults", draw));
}

function ranges() {
  const nodes = RANGES.map((one) => {
    const input = h("input", { type: "radio", name: "range", value: one.value, onchange: () => (range = one) });
    input.checked = one === range;
    return h("label", {}, input, h("span", {}, t(one.label)));
  });
  return h("fieldset", { class: "segments" }, h("legend", {}, t("Seberapa sering")), ...nodes);
}

function switchFor({ label, about, ...fault }) {
  const on = state.faults.filter((one) => one.kind === fault.kind);
  const input = h("input", { type: "checkbox", role: "switch", "data-kind": fault.kind });
  input.checked = on.length > 0;
  input.addEventListener("change", () => change(input.checked, fault, on));
  return h("label", { class: "switch" }, h("span", {}, h("strong", {}, t(label)), h("span", {}, t(about))), input);
}

async function change(wanted, fault, on) {
  try {
    if (wanted) await request("POST", "faults", { ...fault, ...range.filter });
    else await Promise.all(on.map((one) => request("DELETE", `faults/${one.id}`)));
  } catch (error) {
    complain(error);
  }
  document.querySelector(`[data-kind="${fault.kind}"]`)?.focus();
}
