// Hosts the screens on a page: gives the module a model that speaks through one websocket.
import screens from "./screens.js";

const words = JSON.parse(document.getElementById("words").textContent);
const page = document.getElementById("page");
const BACK = [500, 1000, 2000, 4000]; // ms before the next try to connect
const SILENCE = 4000; // ms without an answer to a ping after which a connection counts as dead

const bar = Object.assign(document.createElement("nav"), { className: "wb wb-nav", hidden: true });

const fragment = new URLSearchParams(location.hash.slice(1));
const code = fragment.get("j");
const place = `workbook/token/${location.host}/${code ?? ""}`;
let token = fragment.get("t") ?? stored();

function stored() {
  try { return localStorage.getItem(place); } catch { return null; }
}
function keep(value) {
  token = value;
  try { value ? localStorage.setItem(place, value) : localStorage.removeItem(place); } catch { /* a private window */ }
}

// What a screen needs of an anywidget's model.
class Model {
  constructor() { Object.assign(this, { hears: new Set(), tries: 0 }); }
  get() {}
  set() {}
  save_changes() {}
  on(name, hear) { this.hears.add(hear); }
  off(name, hear) { this.hears.delete(hear); }
  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/talk`, ["workbook", token]);
    this.socket.onopen = () => { this.tries = 0; this.send({ do: "hello" }); };
    this.socket.onmessage = ({ data }) => this.take(JSON.parse(data));
    this.socket.onclose = (event) => this.lost(event.code);
  }
  take(message) {
    clearTimeout(this.patience);
    if (message.type === "room") around(this, message);
    else if (message.type !== "pong") this.hears.forEach((hear) => hear(message));
  }
  lost(reason) {
    clearTimeout(this.patience);
    if (reason === 4401) { keep(null); ask(words.again); return; }
    setTimeout(() => this.connect(), BACK[Math.min(this.tries, BACK.length - 1)]);
    this.tries += 1;
  }
  // A phone that slept may hold a connection that is dead without knowing it.
  check() {
    if (document.hidden || this.socket?.readyState !== WebSocket.OPEN) return;
    this.send({ do: "ping" });
    this.patience = setTimeout(() => this.socket.close(), SILENCE);
  }
}

// Dark where the device is; large type for the wall, which is always light.
const dark = matchMedia("(prefers-color-scheme: dark)");
let large = false;
function dress() {
  document.documentElement.dataset.theme = large ? "projector" : dark.matches ? "dark" : "light";
}
dark.addEventListener("change", dress);
dress();

// For those who lead: the way to each screen, who is here, and how others join.
function around(model, { leads, screen, steps, people, names, invite, link, qr }) {
  bar.hidden = !leads;
  if (!leads) return;
  const open = bar.querySelector("details")?.open ?? false;
  const way = steps.map(({ key, name }) => {
    const button = Object.assign(document.createElement("button"), { textContent: name, onclick: () => model.send({ do: "screen", to: key }) });
    if (key === screen) button.setAttribute("aria-current", "page");
    return button;
  });
  const wall = Object.assign(document.createElement("button"), { textContent: words.large, onclick: () => { large = !large; wall.setAttribute("aria-pressed", String(large)); dress(); } });
  wall.setAttribute("aria-pressed", String(large));
  const details = Object.assign(document.createElement("details"), { open });
  const summary = Object.assign(document.createElement("summary"), { textContent: `${people} · ${invite}` });
  const picture = Object.assign(document.createElement("img"), { src: qr, alt: link });
  const address = Object.assign(document.createElement("p"), { className: "wb-big", textContent: link, dir: "ltr" });
  details.append(summary, Object.assign(document.createElement("p"), { textContent: names, dir: "auto" }), ...(link ? [picture, address] : []));
  bar.replaceChildren(...way, wall, details);
}

function enter() {
  const model = new Model();
  const body = document.createElement("div");
  page.replaceChildren(bar, body);
  screens.render({ model, el: body });
  model.connect();
  document.addEventListener("visibilitychange", () => model.check());
}

function ask(trouble = "") {
  const form = document.createElement("form");
  form.className = "wb wb-join";
  form.innerHTML = "<h1></h1><p></p><label><span></span><input required maxlength=80 autocomplete=name></label><p class=wb-alert role=alert hidden></p><button class=wb-main></button>";
  const [lead, alert] = form.querySelectorAll("p");
  form.querySelector("h1").textContent = words.welcome;
  lead.textContent = words.lead;
  form.querySelector("span").textContent = words.name;
  form.querySelector("button").textContent = words.join;
  const warn = (why) => { alert.textContent = why; alert.hidden = !why; };
  warn(trouble);
  form.onsubmit = async (event) => {
    event.preventDefault();
    try {
      const body = JSON.stringify({ name: form.querySelector("input").value, code, language: words.lang });
      const answer = await (await fetch("join", { method: "POST", body })).json();
      if (answer.token) { keep(answer.token); enter(); } else warn(answer.why);
    } catch { warn(words.failed); }
  };
  page.replaceChildren(form);
}

if (token) enter();
else ask(code ? "" : words.uninvited);
