// Writing in one's own words: one prompt at a time, and nothing to press that it be kept.

const REST = 1200; // ms without a key after which what was written is sent
const NEARLY = 200; // characters before the end from which on they are counted

KINDS.writing = {
  foresee(data, message) {
    const item = message.do === "write" && data.items.find((each) => each.id === message.item);
    if (item) item.value = message.text;
    if (message.do === "done") data.done = message.value;
  },
  instead: (newer, older) => newer.do === "write" && older.do === "write" && newer.on === older.on && newer.item === older.item,
  view: (screen, body) => new Writing(screen, body),
};

class Writing {
  constructor(screen, body) {
    Object.assign(this, { screen, body, at: null, unsaid: false, narrow: false });
    const { words } = screen.data;
    this.count = h("span", { class: "wb-count" });
    this.progress = h("progress", { class: "wb-progress" });
    this.prompts = new Map(this.items.map((item) => [item.id, this.prompt(item)])); // id -> its name, and the sign on it
    this.list = h("ol", { class: "wb-prompts" }, [...this.prompts.values()].map(([node]) => h("li", {}, node)));
    this.text = h("textarea", { class: "wb-page", dir: "auto", rows: 9, maxlength: screen.data.longest, placeholder: words.yours,
      oninput: () => this.typed(), onblur: () => this.keep() });
    this.left = h("small", { class: "wb-left", "aria-live": "polite" });
    this.previous = h("button", { onclick: () => this.step(-1) }, words.previous);
    this.next = h("button", { onclick: () => this.step(1) }, words.next);
    this.done = h("button", { class: "wb-main", onclick: () => this.finish() });
    this.thanks = h("p", { class: "wb-advice", role: "status" });
    this.about = h("div", { class: "wb-ask" });
    this.behind = h("div", { class: "wb-behind" });
    this.label = h("label", { class: "wb-field" }, this.about, this.text);
    body.replaceChildren(
      h("div", { class: "wb-bar" }, this.count, this.progress),
      h("div", { class: "wb-two wb-writer" }, h("nav", { class: "wb-side", "aria-label": words.prompts }, this.list),
        h("section", {}, this.label, this.left, h("div", { class: "wb-bar" }, this.previous, this.next), this.behind)),
      h("div", { class: "wb-bar" }, this.thanks, this.done));
    this.hidden = () => { if (document.hidden) this.keep(); };
    this.away = () => this.keep();
    document.addEventListener("visibilitychange", this.hidden);
    addEventListener("pagehide", this.away);
  }
  leave() {
    this.keep();
    document.removeEventListener("visibilitychange", this.hidden);
    removeEventListener("pagehide", this.away);
  }
  get items() { return this.screen.data.items; }
  item() { return this.items.find((item) => item.id === this.at) ?? this.items.find((item) => !item.value) ?? this.items[0]; }

  draw() {
    const { words, done, closed, revealed } = this.screen.data;
    const item = this.item();
    const written = this.items.filter((each) => each.value).length;
    this.count.textContent = fill(words.progress, { n: written, all: this.items.length });
    Object.assign(this.progress, { max: this.items.length, value: written });
    this.progress.setAttribute("aria-label", this.count.textContent);
    if (this.at !== item.id) this.turn(item);
    if (!this.unsaid && this.text.value !== item.value) this.text.value = item.value;
    this.text.readOnly = closed;
    this.contents(item);
    this.room();
    this.thanks.textContent = done && !revealed ? words.thanks : written === this.items.length && !revealed ? words.empty : "";
    this.done.textContent = done ? words.undone : words.done;
    this.done.hidden = closed || revealed;
    this.done.classList.toggle("wb-main", !done);
  }
  // The prompts by name, with a sign for those that one has written about. To leave a text keeps it, so the names are
  // made once: what is pressed meanwhile stays where it is.
  contents(item) {
    for (const each of this.items) {
      const [node, sign] = this.prompts.get(each.id);
      if (each.id === item.id) node.setAttribute("aria-current", "step"); else node.removeAttribute("aria-current");
      sign.textContent = each.value ? "✓" : "○";
    }
    const at = this.items.indexOf(item);
    this.previous.disabled = at === 0;
    this.next.disabled = at === this.items.length - 1;
  }
  prompt(item) {
    const sign = h("span", { class: "wb-sign", "aria-hidden": "true" });
    const node = h("button", { class: "wb-prompt", "data-card": item.id, onclick: () => this.open(this.items.find(({ id }) => id === item.id)) }, sign, h("span", {}, item.text));
    return [node, sign];
  }
  // The page of one prompt: what is asked, the customer's voice, and below the text what lies behind it.
  turn(item) {
    const { words, asks } = this.screen.data;
    const { text, voice, background, claim } = asks[item.id];
    this.at = item.id;
    this.text.value = item.value;
    this.about.replaceChildren(
      h("span", { class: "wb-step" }, fill(words.step, { n: this.items.indexOf(item) + 1, all: this.items.length })),
      h("strong", { class: "wb-item" }, item.text),
      voice ? h("span", { class: "wb-voice" }, h("small", {}, words.thinks), h("q", {}, voice)) : "",
      h("span", {}, text));
    this.behind.replaceChildren(...(background.length || claim ? [h("h3", {}, words.background)] : []),
      ...background.map((each) => h("p", {}, each)), claim ? h("p", { class: "wb-claim" }, h("strong", {}, `${words.claim}: `), claim) : "");
  }
  open(item) {
    this.keep();
    this.turn(item);
    this.draw();
    this.text.focus({ preventScroll: true });
  }
  step(by) {
    const item = this.items[this.items.indexOf(this.item()) + by];
    if (item) this.open(item);
  }
  typed() {
    this.unsaid = true;
    this.screen.tell();
    this.room();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), REST);
  }
  room() {
    const left = this.screen.data.longest - this.text.value.length;
    this.left.textContent = left <= NEARLY ? fill(this.screen.data.words.left, { n: left }) : "";
  }
  // Sends what was written since the last time.
  keep() {
    clearTimeout(this.timer);
    const item = this.items.find((each) => each.id === this.at);
    const changed = this.unsaid && item && item.value !== this.text.value;
    this.unsaid = false;
    if (changed) this.screen.perform({ do: "write", item: item.id, text: this.text.value });
    if (changed) this.draw();
    else this.screen.tell();
  }
  finish() {
    this.keep();
    const { done, words } = this.screen.data;
    this.screen.perform({ do: "done", value: !done });
    this.screen.say(done ? "" : words.thanks);
    this.draw();
  }
}
