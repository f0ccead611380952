// Deciding: one item at a time, with what was answered, the questions asked of it, and the action that follows.

KINDS.form = { view: (screen, body) => new Form(screen, body) };

class Form {
  constructor(screen, body) {
    Object.assign(this, { screen, body, at: null, draft: {}, onlyOpen: false, jump: null });
    this.proposal = h("input", { maxlength: 2000, "aria-label": screen.data.words.further });
  }
  get items() { return this.screen.data.items; }
  get words() { return this.screen.data.words; }
  get open() { return this.items.filter((item) => item.decisions.length !== 1); }
  item() { return this.items.find((item) => item.id === this.at) ?? this.open[0] ?? this.items[0]; }

  // What is heard meanwhile redraws all but the form that is being filled, unless it changes that very item.
  draw() {
    const { words } = this;
    const item = this.item();
    const looks = JSON.stringify([item, this.screen.data.leads]);
    if (looks === this.looks && this.body.querySelector(".wb-form:focus-within")) { this.progress(); return; }
    this.looks = looks;
    if (!item) { this.body.replaceChildren(h("p", { class: "wb-big" }, words.undecided), this.propose()); return; }
    if (this.at !== item.id) this.go(item);
    this.count = h("span", { class: "wb-count" });
    this.meter = h("progress", { class: "wb-progress" });
    this.picker = this.chooser();
    this.undo = h("button", { type: "button", onclick: () => this.screen.data.undo && this.screen.perform({ do: "undo" }) }, `↶ ${words.undo}`);
    this.body.replaceChildren(
      h("div", { class: "wb-bar" }, this.count, this.meter,
        this.items.length > 1 && h("label", {}, h("input", { type: "checkbox", checked: this.onlyOpen, onchange: (event) => { this.onlyOpen = event.target.checked; this.draw(); } }), ` ${words.open}`),
        this.items.length > 1 && h("label", { class: "wb-jump" }, h("span", { class: "wb-hidden" }, words.jump), this.picker)),
      this.open.length ? "" : h("p", { class: "wb-big" }, words.finished),
      h("div", { class: "wb-two wb-even" }, this.about(item), this.screen.data.leads ? this.form(item) : h("p", {}, words.watch)),
      this.propose());
    this.progress();
  }
  progress() {
    const settled = this.items.length - this.open.length;
    this.count.textContent = fill(this.words.progress, { n: settled, all: this.items.length });
    Object.assign(this.meter, { max: this.items.length, value: settled });
    this.meter.setAttribute("aria-label", this.count.textContent);
    this.undo.setAttribute("aria-disabled", String(!this.screen.data.undo)); // disabled, it would lose the focus
    if (this.picker.matches(":focus")) return;
    const picker = this.chooser();
    this.picker.replaceWith(picker);
    this.picker = picker;
  }
  chooser() {
    const item = this.item();
    const list = this.onlyOpen ? this.open : this.items;
    const sign = (each) => (each.decisions.length === 1 ? this.place(each.decisions[0].to)?.sign ?? "✓" : "○");
    const name = (each) => `${sign(each)} ${[...each.text].slice(0, 80).join("")}`;
    const shown = list.includes(item) ? list : [item, ...list];
    return h("select", { onchange: (event) => { this.go(this.items.find((each) => each.id === event.target.value)); this.draw(); } },
      shown.map((each) => h("option", { value: each.id, selected: each.id === item.id }, name(each))));
  }
  go(item) {
    const [decision = {}] = item.decisions;
    const [action = {}] = item.actions;
    const suggested = decision.id ? {} : item.known;
    this.at = item.id;
    const { fields, deeds } = this.screen.data;
    this.draft = Object.fromEntries([...fields, ...deeds].map(({ name }) => [name, decision[name] || action[name] || suggested[name] || ""]));
  }
  place(key) { return this.screen.data.places?.find((place) => place.key === key); }
  about(item) {
    const { words } = this;
    return h("section", { class: "wb-about" },
      item.decisions.length > 1 && h("p", { class: "wb-alert" }, words.conflict),
      own(item.text, "p", { class: "wb-item" }),
      h("p", {}, item.new ? `${words.new} ` : "", own(item.facts, "small")),
      item.note && h("p", {}, h("small", {}, `${words.note}: `), own(item.note)),
      letters(item), quotes(this.screen, item),
      this.voice(item), item.counts ? this.voted(item) : this.drafts(item));
  }
  voted(item) {
    return h("p", { class: "wb-votes" }, h("small", {}, `${this.words.votes}: `), Object.keys(item.counts).length ? this.votes(item) : item.votes);
  }
  voice(item) {
    const { text, voice } = this.screen.data.asks?.[item.id] ?? {};
    return text ? [voice && h("p", { class: "wb-voice" }, h("small", {}, this.words.thinks), h("q", {}, voice)), h("p", {}, text)] : "";
  }
  // What people wrote, each with a way into the text that is being decided.
  drafts(item) {
    const { words } = this;
    const take = (draft) => h("button", { type: "button", class: "wb-quiet", onclick: () => this.take(draft) }, words.take);
    const list = (drafts) => h("ul", { class: "wb-texts", role: "list" }, drafts.map((draft) => h("li", {}, draftOf(this.screen, draft), this.screen.data.leads && take(draft))));
    const several = item.drafts.length > 1;
    return item.drafts.map((each) => h("details", { class: "wb-given", open: !several || this.unfolded?.has(each.id), ontoggle: (event) => this.fold(each.id, event.target.open) },
      h("summary", {}, `${several ? each.text : words.drafts} (${each.drafts.length})`), each.drafts.length ? list(each.drafts) : h("p", {}, words.nodrafts)));
  }
  fold(id, open) {
    this.unfolded ??= new Set();
    if (open) this.unfolded.add(id); else this.unfolded.delete(id);
  }
  take({ parts }) {
    const text = parts.map(([piece]) => piece).join("");
    this.draft.to = [this.draft.to.trim(), text].filter(Boolean).join("\n").slice(0, 2000);
    const field = this.body.querySelector('.wb-form [name="to"]');
    Object.assign(field, { value: this.draft.to });
    this.ask();
    field.focus();
  }
  votes(item) {
    return Object.entries(item.counts).sort((a, b) => b[1] - a[1]).map(([key, n]) => {
      const place = this.place(key);
      return h("span", { class: `wb-chip wb-${key}` }, h("span", { class: "wb-sign", "aria-hidden": "true" }, place.sign), ` ${place.name} ${n} `);
    });
  }
  form(item) {
    const { words } = this;
    const { fields, deeds } = this.screen.data;
    const make = (field) => new Field(field, this.draft, () => this.ask());
    this.fields = fields.map(make);
    const asked = this.fields.map(({ node }) => node);
    const deed = deeds.map((field) => make(field).node);
    const row = deeds.filter(({ name }) => name !== "what").length;
    this.ask();
    const after = this.items[this.items.indexOf(item) + 1];
    const before = this.items[this.items.indexOf(item) - 1];
    const to = (other) => { this.go(other); this.draw(); };
    return h("form", { class: "wb-form", novalidate: true, onsubmit: (event) => this.settle(event, item) },
      asked, deed.length > 0 && h("fieldset", {}, h("legend", {}, words.action), deed.slice(0, -row), h("div", { class: "wb-row" }, deed.slice(-row))),
      h("div", { class: "wb-bar" },
        this.items.length > 1 && h("button", { type: "button", disabled: !before, onclick: () => to(before) }, words.previous),
        this.items.length > 1 && h("button", { type: "button", disabled: !after, onclick: () => to(after) }, words.skip),
        this.undo,
        h("button", { class: "wb-main" }, item.decisions.length === 1 ? words.again : words.settle)));
  }
  ask() { this.fields.forEach((field) => field.ask()); }
  settle(event, item) {
    event.preventDefault();
    const { to, ...rest } = this.draft;
    if (!to.trim()) { this.screen.warn(this.words.unchosen); return; }
    const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
    const known = item.decisions.map((decision) => decision.id);
    this.screen.perform({ do: "settle", item: item.id, to, known, ...filled }, () => this.next(item));
  }
  // The next one that is open, once this one is on record.
  next(item) {
    const rest = this.items.slice(this.items.indexOf(item) + 1).concat(this.items);
    const open = rest.find((each) => each.id !== item.id && each.decisions.length !== 1) ?? rest[0];
    this.go(open);
    this.draw();
    this.body.querySelector(".wb-form :is(input, textarea)")?.focus({ preventScroll: true });
    this.screen.say(open.text);
  }
  propose() {
    const { words } = this;
    const add = (event) => {
      event.preventDefault();
      const text = this.proposal.value.trim();
      if (text) this.screen.perform({ do: "add", text }, () => { this.proposal.value = ""; });
    };
    return !this.screen.data.leads || !words.further ? "" : h("form", { class: "wb-idea", onsubmit: add }, h("label", {}, h("span", {}, words.further), this.proposal), h("button", {}, words.add));
  }
}
