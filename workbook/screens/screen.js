// A screen: says hello, shows the snapshot, sends what the person does, and keeps it until it is acknowledged.
// The kinds of answer (placement, writing, votes, drafts, form, outcome) are in files of their own; the host joins them all
// into one module, so nothing here is imported. There are no words in it: they come in the snapshot.

const RETRY = 5000; // ms without an acknowledgement before the page says hello again

function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "style") Object.entries(value).forEach(([key, set]) => node.style.setProperty(key, set));
    else if (name === "value" || name === "checked") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

// The person's own words, in whichever direction they run.
function own(text, tag = "span", props = {}) {
  return h(tag, { dir: "auto", ...props }, text);
}

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(6)); // randomUUID is missing on plain http
  return Array.from(bytes, (b) => b.toString(36).padStart(2, "0")).join("");
}

// Where a message is meant for: it may wait until another screen is open.
function on(screen) { return `${screen.exercise}/${screen.screen}`; }

// To a notebook a bare letter is a command (d d deletes the cell): what is pressed in a screen stays in it.
function ours(event) {
  if (!event.ctrlKey && !event.altKey && !event.metaKey) event.stopPropagation();
}

// Messages on their way, kept on the device so that neither a cut nor a reload loses one.
class Outbox {
  constructor(key) {
    Object.assign(this, { of: key, key: `workbook/${key}` });
    this.messages = new Map(this.read());
  }
  read() {
    try { return JSON.parse(localStorage.getItem(this.key) || "[]"); } catch { return []; }
  }
  // Another tab may show the same screen: only one's own messages are changed.
  keep(change) {
    const all = change(new Map(this.read()));
    try {
      if (all.size) localStorage.setItem(this.key, JSON.stringify([...all]));
      else localStorage.removeItem(this.key);
    } catch { /* a private window has no storage: the messages then live as long as the page */ }
  }
  // What a newer message says anew needn't be sent any more.
  add(message, instead = () => false) {
    for (const [id, older] of this.messages) if (instead(message, older)) this.drop(id);
    this.messages.set(message.id, message);
    this.keep((all) => all.set(message.id, message));
  }
  drop(id) {
    this.keep((all) => { all.delete(id); return all; });
    return this.messages.delete(id);
  }
}

class Screen {
  constructor(model, el) {
    Object.assign(this, { model, el, data: null, view: null, outbox: null, seq: 0, heard: false, offline: "", sent: new Set() });
    this.gone = h("p", { class: "wb-gone", role: "status", hidden: true });
    this.status = h("span", { class: "wb-status" });
    this.alert = h("p", { class: "wb-alert", role: "alert", hidden: true });
    this.live = h("p", { class: "wb-hidden", "aria-live": "polite" });
    this.root = h("section", { class: "wb", "data-lm-suppress-shortcuts": "true", onkeydown: ours }, this.gone, h("p", { class: "wb-loading" }, "…"));
    el.replaceChildren(this.root);
    this.focus = new Focus(this.root);
    this.receive = (message) => this.take(message);
    this.awake = () => { if (!document.hidden) this.hello(); };
    model.on("msg:custom", this.receive);
    document.addEventListener("visibilitychange", this.awake);
    this.fit = new ResizeObserver(() => this.measure());
    this.fit.observe(el);
    const first = model.get("first"); // a host may bring it along, so that nobody waits for its answer
    if (first?.screen) this.open({ seq: 0, screen: first });
    this.hello();
  }
  close() {
    this.view?.leave?.();
    this.model.off("msg:custom", this.receive);
    document.removeEventListener("visibilitychange", this.awake);
    this.fit.disconnect();
    clearTimeout(this.timer);
  }
  measure() {
    const width = this.el.clientWidth;
    if (!width) return; // scrolled out of sight: JupyterLab takes the cell off the page
    this.root.classList.toggle("wb-narrow", width < 640);
    this.root.classList.toggle("wb-wide", width >= 980);
    this.view?.fit?.(width < 640);
  }
  send(message) {
    try { this.model.send(message); } catch { this.heard = false; }
  }
  hello() {
    this.heard = false;
    this.send({ do: "hello" });
    this.wait();
  }
  // Asks again until the other side answers and everything is kept.
  wait() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.heard && !this.outbox?.messages.size) return;
      if (!this.model.watched) this.cut(this.data?.words.offline);
      this.hello();
    }, RETRY);
  }
  take(message) {
    if (message.type === "snapshot") this.open(message);
    else if (message.type === "delta") this.change(message);
    else if (message.type === "kept") this.acknowledge(message.id);
    else if (message.type === "refused") this.refuse(message);
    else if (message.type === "failed") this.fail(message.why);
    else if (message.type === "gone") this.cut(this.data?.words.gone ?? message.why);
  }
  // Said by a host that watches its connection; of another it is guessed when nothing comes back.
  cut(why = "") {
    Object.assign(this, { heard: false, offline: why });
    this.sent.clear();
    this.tell();
  }
  // Sends what a person did, once on each connection.
  pass(message) {
    if (!this.sent.has(message.id)) this.send(message);
    this.sent.add(message.id);
  }
  open({ seq, screen }) {
    const fresh = !this.data || this.data.key !== screen.key || on(this.data) !== on(screen) || Boolean(this.data.waiting) !== Boolean(screen.waiting);
    if (fresh) this.view?.leave?.();
    Object.assign(this, { seq, data: screen, at: null, heard: true, offline: "" });
    if (this.outbox?.of !== screen.key) this.outbox = new Outbox(screen.key);
    this.replay();
    if (fresh) this.build();
    else this.view.draw(null);
    this.tell();
    if (!this.outbox.messages.size) this.recover();
    for (const message of this.outbox.messages.values()) this.pass(message);
    if (this.outbox.messages.size) this.wait();
  }
  change({ seq, screen }) {
    if (!this.data) return;
    if (seq !== this.seq + 1) { this.hello(); return; }
    this.seq = seq;
    const { items, ...rest } = screen;
    Object.assign(this.data, rest);
    for (const item of items) this.put(item);
    this.replay();
    this.view.draw(items.map((item) => item.id));
    this.tell();
  }
  put(item) {
    const all = this.data.items;
    this.at ??= new Map(all.map(({ id }, n) => [id, n])); // once a snapshot: of 10,000 items it takes a while
    if (!this.at.has(item.id)) this.at.set(item.id, all.length);
    all[this.at.get(item.id)] = item;
  }
  replay() {
    for (const message of this.outbox?.messages.values() ?? []) this.foresee(message);
  }
  // What a message will change, shown before it is kept; one from another exercise waits without being seen.
  foresee(message) {
    if (message.on.startsWith(`${this.data.exercise}/`)) KINDS[this.data.kind].foresee?.(this.data, message);
  }
  build() {
    const { data } = this;
    this.root.lang = data.lang;
    this.root.dir = data.dir;
    Object.assign(this.root.dataset, { screen: data.screen, exercise: data.exercise });
    const kind = data.waiting ? waitingView : KINDS[data.kind].view;
    this.body = h("div", { class: `wb-body wb-${data.waiting ? "waiting" : data.kind}` });
    const steps = data.steps.map((step) => h("li", { "aria-current": step.key === data.screen ? "step" : false }, step.name));
    this.who = h("span", { class: "wb-who" });
    this.closed = h("p", { class: "wb-mark" }, data.words.closed);
    this.root.replaceChildren(
      this.gone,
      h("header", {},
        data.mark && h("p", { class: "wb-mark" }, data.mark),
        h("div", { class: "wb-where" }, h("span", {}, data.where), h("ol", {}, steps)),
        h("h2", {}, data.title),
        data.lead && h("p", { class: "wb-lead" }, data.lead, data.keys && h("span", { class: "wb-keys" }, ` ${data.keys}`)),
        this.closed),
      this.alert, this.body,
      h("footer", {}, this.who, this.status), this.live);
    this.view = kind(this, this.body);
    this.measure();
    this.view.draw(null);
  }
  tell() {
    if (this.gone.textContent !== this.offline) this.gone.textContent = this.offline;
    this.gone.hidden = !this.offline;
    const { words, who } = this.data ?? {};
    if (!words) return;
    const waiting = this.outbox?.messages.size || this.view?.unsaid;
    this.who.textContent = who ?? "";
    this.closed.hidden = this.data.stage !== "done";
    this.root.classList.toggle("wb-closed", !this.closed.hidden);
    const text = waiting ? words.keeping : `${words.kept} ✓`;
    if (this.status.textContent !== text) this.status.textContent = text;
    this.status.classList.toggle("wb-unkept", Boolean(waiting));
  }
  // What the person does: shown at once, sent, and kept until it is acknowledged. Until the other side has answered
  // hello it only waits: sent now, it would overtake what waits already, and an older word would become the latest.
  perform(message, then) {
    const whole = { ...message, on: on(this.data), id: newId() };
    this.alert.hidden = true;
    this.outbox.add(whole, KINDS[this.data.kind].instead);
    this.foresee(whole);
    if (this.heard) this.pass(whole);
    this.then = { ...this.then, [whole.id]: then };
    this.tell();
    this.wait();
  }
  acknowledge(id) {
    if (!this.outbox?.drop(id)) return;
    if (this.outbox.messages.size) this.wait();
    this.recover();
    this.tell();
    this.then?.[id]?.();
  }
  refuse({ id, why }) {
    if (id && !this.outbox?.drop(id)) return;
    this.warn(why);
    if (id) this.hello(); // what was shown ahead of time is taken back
  }
  // It couldn't be kept just now: it is sent again after the next hello.
  fail(why) {
    this.sent.clear();
    this.warn(why);
    this.failed = true;
  }
  recover() {
    if (this.failed) this.alert.hidden = true;
    this.failed = false;
  }
  warn(why) {
    this.failed = false;
    this.alert.textContent = why;
    this.alert.hidden = false;
    this.alert.scrollIntoView({ block: "nearest" });
  }
  say(text) { this.live.textContent = text; }
}

// What is seen while answers are hidden; the facilitator's button asks once more, since it can't be undone.
function waitingView(screen, body) {
  return {
    draw() {
      const { waiting, leads } = screen.data;
      const ask = () => box.replaceChildren(
        h("p", {}, waiting.sure),
        h("button", { class: "wb-main", onclick: () => screen.perform({ do: "show" }) }, waiting.yes), " ",
        h("button", { onclick: () => this.draw() }, waiting.no));
      const box = h("div", {}, leads && h("button", { class: "wb-main", onclick: ask }, waiting.show));
      body.replaceChildren(h("h3", {}, waiting.title), h("p", {}, waiting.text), h("p", { class: "wb-big" }, waiting.done), box);
    },
  };
}

const KINDS = {};

export default {
  render({ model, el }) {
    const screen = new Screen(model, el);
    return () => screen.close();
  },
};
