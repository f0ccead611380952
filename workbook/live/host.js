// Hosts the screens on a page: gives the module a model that speaks through one websocket.
import screens from "./screens.js";

const words = JSON.parse(document.getElementById("words").textContent);
const page = document.getElementById("page");
const REFUSED = 4401; // close code for a token that doesn't count
const BEAT = 1500; // ms between two pings while the page is seen
const DEAF = 2; // pings without a word back after which a connection counts as dead
const LATE = 7; // the same for the first words on it: a long list over a slow network
const SILENCE = 3000; // ms in which a server that is there answers
const AGAIN = 700; // ms before the next try to connect, or up to 500 more, so that a room doesn't come all at once

const fragment = new URLSearchParams(location.hash.slice(1));
const code = fragment.get("j");
const place = `workbook/token/${words.place}`; // the workshop's, whichever link led here
const ticket = random();
let token = fragment.get("t") ?? stored();

function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
function stored() {
  try { return localStorage.getItem(place); } catch { return null; }
}
function keep(value) {
  token = value;
  try { value ? localStorage.setItem(place, value) : localStorage.removeItem(place); } catch { /* a private window */ }
}

// The answer of a server that is there; fails for one that doesn't say anything within the time.
async function reach(path, options, time = SILENCE) {
  const patience = new AbortController();
  const clock = setTimeout(() => patience.abort(), time);
  try { return await fetch(path, { ...options, cache: "no-store", signal: patience.signal }); } finally { clearTimeout(clock); }
}

// What a screen needs of an anywidget's model.
class Model {
  constructor() {
    this.watched = true; // screens needn't guess from silence whether they are connected
    this.hears = new Set();
    setInterval(() => this.beat(), BEAT);
    document.addEventListener("visibilitychange", () => this.wake());
  }
  get() {}
  set() {}
  save_changes() {}
  on(name, hear) { this.hears.add(hear); }
  off(name, hear) { this.hears.delete(hear); }
  send(message) {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }
  connect() {
    clearTimeout(this.next);
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/talk`, ["workbook", token]);
    Object.assign(this, { socket, asked: 0, most: LATE });
    socket.onopen = () => this.send({ do: "hello" });
    socket.onmessage = ({ data }) => this.take(JSON.parse(data));
    socket.onclose = (event) => this.lost(event.code);
  }
  take(message) {
    Object.assign(this, { asked: 0, most: DEAF });
    if (message.type === "room") around(this, message);
    else if (message.type !== "pong") this.tell(message);
  }
  tell(message) { this.hears.forEach((hear) => hear(message)); }
  // A connection may be dead without knowing it: the phone slept, or what is between swallows everything.
  beat() {
    if (document.hidden || !this.socket) return;
    if (this.asked >= this.most) { this.lost(); return; }
    this.asked += 1;
    this.send({ do: "ping" });
  }
  wake() {
    this.asked = 0;
    this.beat();
  }
  lost(reason) {
    const { socket } = this;
    socket.onopen = socket.onmessage = socket.onclose = null; // closing a dead one may take minutes
    socket.close();
    this.socket = null;
    if (reason === REFUSED) { leave(); return; }
    this.tell({ type: "gone", why: words.gone });
    this.again();
  }
  // Asks by fetch first: browsers make each websocket wait longer the more of them failed. Whoever hears nothing
  // doesn't wait for the end of one try to begin the next.
  again() {
    clearTimeout(this.next);
    this.next = setTimeout(() => {
      this.again();
      reach("host.js", { method: "HEAD" }).then(({ ok }) => { if (ok && token && !this.socket) this.connect(); }, () => {});
    }, AGAIN + Math.random() * 500);
  }
}

let close = () => {};

function enter() {
  const model = new Model();
  const body = document.createElement("div");
  page.replaceChildren(bar, wall, body);
  close = screens.render({ model, el: body });
  model.connect();
}

// The token doesn't count any more.
function leave() {
  close();
  keep(null);
  if (fragment.has("t")) turnAway(words.ended);
  else ask(words.again);
}

function turnAway(why) {
  const notice = Object.assign(document.createElement("section"), { className: "wb wb-join", innerHTML: "<h1></h1><p class=wb-alert role=alert></p>" });
  notice.querySelector("h1").textContent = words.welcome;
  notice.querySelector("p").textContent = why;
  page.replaceChildren(notice);
}

function ask(trouble = "") {
  const form = document.createElement("form");
  form.className = "wb wb-join";
  form.innerHTML = "<h1></h1><p></p><label><span></span><input required maxlength=80 autocomplete=name></label><label><span></span><input required maxlength=12 autocomplete=off autocapitalize=none></label><p class=wb-alert role=alert hidden></p><button class=wb-main></button>";
  const [lead, alert] = form.querySelectorAll("p");
  const [name, invitation, button] = form.querySelectorAll("input, button");
  form.querySelector("h1").textContent = words.welcome;
  lead.textContent = words.lead;
  [words.name, words.code].forEach((label, n) => { form.querySelectorAll("span")[n].textContent = label; });
  invitation.value = code ?? "";
  invitation.parentElement.hidden = Boolean(code);
  button.textContent = words.join;
  const warn = (why) => { alert.textContent = why; alert.hidden = !why; };
  warn(trouble);
  form.onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    warn(await join(name.value, invitation.value));
    invitation.parentElement.hidden = false; // the code in the link may be an old one
    button.disabled = false;
  };
  page.replaceChildren(form);
}

// Why the person isn't in; empty when they are. The ticket makes a second try, whose first one's answer got lost, the same person.
async function join(name, code) {
  try {
    const answer = await reach("join", { method: "POST", body: JSON.stringify({ name, code, ticket, language: words.lang }) }, LATE * BEAT);
    const { token: given, why } = await answer.json();
    if (!given) return why;
    keep(given);
    enter();
    return "";
  } catch { return words.away; }
}

addEventListener("hashchange", () => location.reload()); // another link in the same tab
