// Deciding: one item at a time, with its votes, its reason, and the action that follows.

KINDS.form = { view: (screen, body) => new Form(screen, body) };

const FIELDS = ["to", "reason", "authority", "tell", "compromise", "what", "owner", "due"];

class Form {
  constructor(screen, body) {
    Object.assign(this, { screen, body, at: null, draft: {}, onlyOpen: false, jump: null });
    this.proposal = h("input", { maxlength: 2000, "aria-label": screen.data.words.propose });
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
    if (!item) { this.body.replaceChildren(h("p", { class: "wb-big" }, words.nothing), this.propose()); return; }
    if (this.at !== item.id) this.go(item);
    this.count = h("span", { class: "wb-count" });
    this.meter = h("progress", { class: "wb-progress" });
    this.picker = this.chooser();
    this.undo = h("button", { type: "button", onclick: () => this.screen.data.undo && this.screen.perform({ do: "undo" }) }, `↶ ${words.undo}`);
    this.body.replaceChildren(
      h("div", { class: "wb-bar" }, this.count, this.meter,
        h("label", {}, h("input", { type: "checkbox", checked: this.onlyOpen, onchange: (event) => { this.onlyOpen = event.target.checked; this.draw(); } }), ` ${words.open}`),
        h("label", { class: "wb-jump" }, h("span", { class: "wb-hidden" }, words.jump), this.picker)),
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
    const name = (each) => `${each.decisions.length === 1 ? this.place(each.decisions[0].to).sign : "○"} ${[...each.text].slice(0, 80).join("")}`;
    const shown = list.includes(item) ? list : [item, ...list];
    return h("select", { onchange: (event) => { this.go(this.items.find((each) => each.id === event.target.value)); this.draw(); } },
      shown.map((each) => h("option", { value: each.id, selected: each.id === item.id }, name(each))));
  }
  go(item) {
    const [decision = {}] = item.decisions;
    const [action = {}] = item.actions;
    const suggested = decision.id ? {} : item.known;
    this.at = item.id;
    this.draft = Object.fromEntries(FIELDS.map((field) => [field, decision[field] || action[field] || suggested[field] || ""]));
  }
  place(key) { return this.screen.data.places.find((place) => place.key === key); }
  about(item) {
    const { words } = this;
    return h("section", { class: "wb-about" },
      item.decisions.length > 1 && h("p", { class: "wb-alert" }, words.conflict),
      own(item.text, "p", { class: "wb-item" }),
      h("p", {}, item.new ? `${words.new} ` : "", own(item.facts, "small")),
      item.note && h("p", {}, h("small", {}, `${words.note}: `), own(item.note)),
      letters(item), quotes(this.screen, item),
      h("p", { class: "wb-votes" }, h("small", {}, `${words.votes}: `), Object.keys(item.counts).length ? this.votes(item) : item.votes));
  }
  votes(item) {
    return Object.entries(item.counts).sort((a, b) => b[1] - a[1]).map(([key, n]) => {
      const place = this.place(key);
      return h("span", { class: `wb-chip wb-${key}` }, h("span", { class: "wb-sign", "aria-hidden": "true" }, place.sign), ` ${place.name} ${n} `);
    });
  }
  form(item) {
    const { words } = this;
    const { places, needs, reasons } = this.screen.data;
    const part = (shown, ...fields) => h("div", { class: "wb-part", hidden: !shown }, fields);
    const necessary = part(needs.includes(this.draft.to), this.choice("reason", words.reason, reasons), this.text("authority", words.authority, words.authorityhint), this.habit());
    const softened = part(this.draft.to === "soften", this.text("tell", words.tell), this.text("compromise", words.compromise));
    const chosen = () => { necessary.hidden = !needs.includes(this.draft.to); softened.hidden = this.draft.to !== "soften"; };
    const actions = h("fieldset", {}, h("legend", {}, words.action), this.text("what", words.what), h("div", { class: "wb-row" }, this.text("owner", words.owner), this.text("due", words.due, "", "date")));
    const after = this.items[this.items.indexOf(item) + 1];
    const before = this.items[this.items.indexOf(item) - 1];
    const to = (other) => { this.go(other); this.draw(); };
    return h("form", { class: "wb-form", novalidate: true, onsubmit: (event) => this.settle(event, item) },
      this.choice("to", words.becomes, places, chosen), necessary, softened, actions,
      h("div", { class: "wb-bar" },
        h("button", { type: "button", disabled: !before, onclick: () => to(before) }, words.previous),
        h("button", { type: "button", disabled: !after, onclick: () => to(after) }, words.skip),
        this.undo,
        h("button", { class: "wb-main" }, item.decisions.length === 1 ? words.again : words.settle)));
  }
  choice(field, question, options, changed = () => {}) {
    const name = `${field}-${newId()}`;
    const option = (each) => h("label", { class: `wb-option${each.sign ? ` wb-${each.key}` : ""}` },
      h("input", { type: "radio", name, value: each.key, checked: this.draft[field] === each.key, onchange: () => { this.draft[field] = each.key; changed(); } }),
      h("span", {}, each.sign && h("span", { class: "wb-sign", "aria-hidden": "true" }, `${each.sign} `), each.name, each.meaning && h("small", {}, ` ${each.meaning}`)));
    return h("fieldset", { class: `wb-choice wb-by-${field}` }, h("legend", {}, question), options.map(option));
  }
  text(field, label, hint = "", type = "text") {
    return h("label", { class: "wb-field" }, h("span", {}, label, hint && h("small", {}, ` ${hint}`)),
      h("input", { type, name: field, value: this.draft[field], maxlength: 2000, dir: type === "text" ? "auto" : null, oninput: (event) => { this.draft[field] = event.target.value; this.advise?.(); } }));
  }
  habit() {
    const note = h("p", { class: "wb-note", "aria-live": "polite" });
    const habits = new RegExp(`(?<!\\p{L})(?:${this.screen.data.habits.join("|")})(?!\\p{L})`, "iu");
    this.advise = () => { note.textContent = habits.test(this.draft.authority) ? this.words.habit : ""; };
    this.advise();
    return note;
  }
  settle(event, item) {
    event.preventDefault();
    const { to, ...rest } = this.draft;
    if (!to) { this.screen.alert.textContent = this.words.missing; this.screen.alert.hidden = false; return; }
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
    this.body.querySelector(".wb-form input")?.focus({ preventScroll: true });
    this.screen.say(open.text);
  }
  propose() {
    const { words } = this;
    const add = (event) => {
      event.preventDefault();
      const text = this.proposal.value.trim();
      if (text) this.screen.perform({ do: "add", text }, () => { this.proposal.value = ""; });
    };
    return !this.screen.data.leads ? "" : h("form", { class: "wb-idea", onsubmit: add }, h("label", {}, h("span", {}, words.propose), this.proposal), h("button", {}, words.add));
  }
}
