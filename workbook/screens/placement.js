// Putting cards in places: by mouse, by touch, by keyboard, or tap the card and then the place.

const TRAY = 40; // cards shown of those still to sort; more come on request
const SHELF = 8; // cards shown in a place

const FILTERS = { every: () => true, unsorted: (item) => !item.place, told: (item) => item.letters };

KINDS.placement = {
  foresee(data, message) {
    const item = message.do === "place" && data.items.find((card) => card.id === message.item);
    if (item) item.place = message.to;
    if (message.do === "done") data.done = message.value;
    if (message.do === "undo") data.undo = null; // which word comes next is for the journal to say
  },
  view: (screen, body) => new Placement(screen, body),
};

class Placement {
  constructor(screen, body) {
    Object.assign(this, { screen, body, chosen: null, held: null, query: "", single: null, at: null, cards: new Map(), order: "listed", filter: "every", undone: [] });
    const { words, places } = screen.data;
    this.words = words;
    this.progress = h("progress", { class: "wb-progress" });
    this.count = h("span", { class: "wb-count" });
    this.search = h("input", { type: "search", placeholder: words.search, "aria-label": words.search, oninput: () => this.find() });
    this.sorter = h("label", {}, h("small", {}, words.order), h("select", { onchange: (event) => this.choosing({ order: event.target.value }) },
      ["listed", "most"].map((order) => h("option", { value: order }, words[order]))));
    this.sieve = h("select", { onchange: (event) => this.choosing({ filter: event.target.value }) });
    this.tools = h("div", { class: "wb-tools" }, this.search, h("label", {}, h("small", {}, words.show), this.sieve), this.sorter);
    this.tray = new Shelf(this, null, TRAY);
    this.shelves = places.map((place, n) => new Shelf(this, place, SHELF, n + 1));
    this.undo = h("button", { onclick: () => this.takeBack() }, `↶ ${words.undo}`);
    this.redo = h("button", { onclick: () => this.doAgain() }, `↷ ${words.redo}`);
    this.done = h("button", { class: "wb-main", onclick: () => this.finish() });
    this.switch = h("button", { class: "wb-quiet", onclick: () => this.turn() });
    this.proposal = h("input", { maxlength: 2000, "aria-label": words.propose, placeholder: words.propose });
    this.idea = h("form", { class: "wb-idea", onsubmit: (event) => this.propose(event) }, this.proposal, h("button", {}, words.add));
    this.drag = new Drag(this);
    body.addEventListener("keydown", (event) => this.key(event));
    this.layout();
  }
  layout() {
    const { axes } = this.screen.data;
    const [keep, extend, soften, drop] = this.shelves.map((shelf) => shelf.node);
    const board = h("div", { class: "wb-board", role: "group", "aria-label": `${axes.rows} ${axes.columns}` },
      h("span", { class: "wb-axis wb-col" }, axes.necessary), h("span", { class: "wb-axis wb-col" }, axes.unnecessary),
      h("span", { class: "wb-axis wb-row" }, h("span", {}, axes.friendly)), keep, extend,
      h("span", { class: "wb-axis wb-row" }, h("span", {}, axes.unfriendly)), soften, drop);
    this.one = h("div", { class: "wb-one" });
    this.many = h("div", { class: "wb-two" }, h("div", { class: "wb-side" }, this.tray.node, this.idea), board);
    this.body.replaceChildren(
      this.bar = h("div", { class: "wb-bar" }, this.count, this.progress, this.switch),
      this.one, this.many,
      h("div", { class: "wb-bar" }, this.undo, this.redo, this.done));
  }
  fit(narrow) {
    if (this.narrow === narrow) return;
    this.narrow = narrow;
    this.single = narrow;
    this.draw(null);
  }
  turn() {
    this.single = !this.single;
    this.at = this.chosen = null;
    this.draw(null);
  }
  // Those that the filter lets through, in the order that was asked for.
  get items() {
    if (this.filter === "every" && this.order === "listed") return this.screen.data.items;
    this.picked ??= this.pick();
    return this.picked;
  }
  pick() {
    const items = this.screen.data.items.filter(FILTERS[this.filter] ?? ((item) => item.source === this.filter.slice(1)));
    return this.order === "most" ? items.sort((a, b) => (b.letters ?? 0) - (a.letters ?? 0)) : items;
  }
  get unsorted() { return this.items.filter((item) => !item.place); }
  item(id) { return this.screen.data.items.find((item) => item.id === id); }
  name(place) { return this.screen.data.places.find((each) => each.key === place)?.name ?? this.words.tray; }

  draw() {
    this.picked = null; // once a drawing
    const { words, items } = this;
    const data = this.screen.data;
    const all = data.items.length;
    const sorted = data.items.reduce((n, item) => n + Boolean(item.place), 0);
    const matches = this.query ? items.filter((item) => item.text.toLowerCase().includes(this.query)) : items;
    this.count.textContent = fill(words.progress, { n: sorted, all })
      + (this.query || this.filter !== "every" ? ` · ${fill(words.found, { n: matches.length })}` : "");
    Object.assign(this.progress, { max: Math.max(all, 1), value: sorted });
    this.progress.setAttribute("aria-label", this.count.textContent);
    this.sift();
    this.undo.setAttribute("aria-disabled", String(!data.undo || data.closed));
    this.redo.setAttribute("aria-disabled", String(!this.undone.length || data.revealed || data.closed));
    this.idea.hidden = data.closed;
    this.done.textContent = data.done ? words.undone : words.done;
    this.done.hidden = data.closed || data.revealed || !all;
    this.done.classList.toggle("wb-main", !data.done);
    this.switch.textContent = this.single ? words.all : words.one;
    this.screen.root.classList.toggle("wb-singly", this.single);
    this.one.hidden = !this.single;
    this.many.hidden = this.single;
    // A phone shows the card first.
    for (const [above, node] of [[this.single ? this.one : this.bar, this.tools], [this.single ? this.tools : this.tray.node, this.idea]])
      if (above.nextElementSibling !== node) above.after(node);
    this.bar.hidden = this.tools.hidden = !all;
    if (this.single) this.drawOne();
    else [this.tray, ...this.shelves].forEach((shelf) => shelf.draw(matches));
  }
  // What can be filtered by, as far as there is any of it.
  sift() {
    const { words } = this;
    const { items } = this.screen.data;
    const told = items.some((item) => item.letters);
    const sources = [...new Set(items.map((item) => item.source).filter(Boolean))];
    const looks = JSON.stringify([told, sources]);
    this.sorter.hidden = !told;
    if (looks === this.sieve.dataset.looks) return;
    const option = (value, name) => h("option", { value, dir: "auto", selected: value === this.filter }, name);
    this.sieve.replaceChildren(option("every", words.every), option("unsorted", words.unsorted), told ? option("told", words.told) : "",
      sources.length > 1 ? h("optgroup", { label: words.source }, sources.map((source) => option(`=${source}`, source))) : "");
    this.sieve.dataset.looks = looks;
  }
  drawOne() {
    const { words, items, unsorted } = this;
    const card = (this.at && this.item(this.at)) || unsorted[0] || (this.screen.data.done ? null : items.at(-1));
    if (!card || (!unsorted.length && !this.at)) {
      this.one.replaceChildren(h("p", { class: "wb-big" }, this.nothingLeft()),
        items.length ? h("button", { onclick: () => this.step(-1, items.length) }, words.previous) : "");
      return;
    }
    this.at = card.id;
    const n = items.indexOf(card);
    const { axes, places } = this.screen.data;
    const button = (place, key) => h("button", { class: `wb-answer wb-${place.key}`, "aria-pressed": String(card.place === place.key), disabled: this.screen.data.closed, onclick: () => this.put(card.id, place.key) },
      h("span", { class: "wb-sign", "aria-hidden": "true" }, place.sign), h("strong", {}, place.name), h("small", {}, place.meaning));
    this.one.replaceChildren(
      h("p", { class: "wb-count" }, fill(words.step, { n: n + 1, all: items.length })),
      h("div", { class: "wb-single", "data-card": card.id }, own(card.text, "p"), h("span", { class: "wb-facts" }, card.facts && own(card.facts, "small"), letters(card))),
      h("p", { class: "wb-asks" }, `${axes.rows} ${axes.columns}`),
      h("div", { class: "wb-answers" }, places.map(button)), quotes(this.screen, card),
      h("div", { class: "wb-bar" },
        h("button", { disabled: n === 0, onclick: () => this.step(-1, n) }, words.previous),
        h("button", { disabled: n === items.length - 1, onclick: () => this.step(1, n) }, words.next)));
    swipe(this.one.querySelector(".wb-single"), (by) => this.step(by, n));
  }
  // Why there is no card to show.
  nothingLeft() {
    const { words } = this;
    const { items, done } = this.screen.data;
    if (!items.length) return words.nothing;
    if (this.query || (this.filter !== "every" && this.filter !== "unsorted")) return words.unmatched;
    return done ? words.thanks : words.empty;
  }
  step(by, from) {
    this.at = this.items[from + by]?.id ?? this.at;
    this.draw();
  }
  // A card stays the same node while nothing on it changes: a click or the focus survives what others say meanwhile.
  card(item) {
    const looks = JSON.stringify([item.text, item.facts, item.new, item.letters, item.quotes, this.chosen === item.id, this.held === item.id]);
    const known = this.cards.get(item.id);
    if (known?.looks === looks) return known.node;
    const node = this.makeCard(item);
    this.cards.set(item.id, { looks, node });
    return node;
  }
  makeCard(item) {
    const { words } = this;
    const chosen = this.chosen === item.id;
    const held = this.held === item.id;
    const node = h("button", {
      class: `wb-card${chosen ? " wb-chosen" : ""}${held ? " wb-held" : ""}`, "data-card": item.id, "aria-pressed": String(chosen),
      title: item.text.length > 150 ? words.whole : null, onclick: () => this.choose(item.id),
    }, h("span", { class: "wb-grip", "aria-hidden": "true" }, "⠿"),
    h("span", { class: "wb-words" }, own(item.text, "span", { class: "wb-text" }), h("span", { class: "wb-facts" }, item.new && h("small", {}, words.new), item.facts && own(item.facts, "small"), letters(item))));
    return h("li", {}, node, chosen && quotes(this.screen, item));
  }
  choose(id) {
    if (this.drag.justDropped) return;
    this.chosen = this.chosen === id ? null : id;
    this.held = null;
    this.draw();
    this.focus(id);
  }
  focus(id) { this.body.querySelector(`[data-card="${CSS.escape(id ?? "")}"]`)?.focus({ preventScroll: false }); }
  put(id, place) {
    const item = this.item(id);
    if (this.screen.data.closed) this.screen.warn(this.words.closed);
    if (!item || this.screen.data.closed) return;
    const next = this.neighbour(id);
    this.at = this.single ? this.items.slice(this.items.indexOf(item) + 1).find((each) => !each.place)?.id ?? null : null;
    this.chosen = this.held = null;
    this.undone = [];
    if (item.place !== place) this.screen.perform({ do: "place", item: id, to: place });
    this.screen.say(fill(this.words.moved, { place: this.name(place) }));
    this.draw();
    this.focus(next);
  }
  // The card that takes the focus when this one has left its list.
  neighbour(id) {
    const cards = [...(this.body.querySelector(`[data-card="${CSS.escape(id)}"]`)?.closest("ul")?.querySelectorAll(".wb-card") ?? [])];
    const at = cards.findIndex((card) => card.dataset.card === id);
    return (cards[at + 1] ?? cards[at - 1])?.dataset.card;
  }
  key(event) {
    const id = event.target.dataset?.card;
    const { places } = this.screen.data;
    if (this.shortcut(event) || !id || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key >= "1" && event.key <= String(places.length)) this.put(id, places[event.key - 1].key);
    else if (event.key === "0" || event.key === "Backspace") this.put(id, null);
    else if (event.key === "Enter") this.held === id ? this.put(id, this.target) : this.pickUp(id);
    else if (event.key === "Escape" && this.held) this.pickUp(null, id);
    else if (this.held === id && event.key.startsWith("Arrow")) this.aim(event.key);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.walk(id, event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  pickUp(id, focus = id) {
    this.held = this.chosen = id;
    this.target = this.screen.data.places[0].key;
    this.draw();
    this.focus(focus);
    if (id) this.screen.say(`${this.words.held} ${this.name(this.target)}`);
  }
  // The places stand two by two, and the other way round where one reads from right to left.
  aim(key) {
    const keys = this.screen.data.places.map((place) => place.key);
    const ahead = this.screen.data.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
    const at = keys.indexOf(this.target);
    const vertical = key === "ArrowDown" || key === "ArrowUp";
    const to = vertical ? (key === "ArrowDown" ? at | 2 : at & ~2) : key === ahead ? at | 1 : at & ~1;
    this.target = keys[to] ?? this.target;
    this.shelves.forEach((shelf) => shelf.node.classList.toggle("wb-target", shelf.place.key === this.target));
    this.screen.say(this.name(this.target));
  }
  walk(id, by) {
    const cards = [...this.body.querySelector(`[data-card="${CSS.escape(id)}"]`).closest("ul").querySelectorAll(".wb-card")];
    cards[cards.findIndex((card) => card.dataset.card === id) + by]?.focus();
  }
  choosing(what) {
    Object.assign(this, what, { at: null });
    this.draw();
  }
  // What is undone can be done again until something else is done; the page alone remembers it.
  takeBack() {
    const item = this.screen.data.undo && this.item(this.screen.data.undo);
    if (!item) return;
    this.undone.push([item.id, item.place]);
    this.screen.perform({ do: "undo" });
    this.at = this.single ? item.id : null;
    this.draw();
  }
  doAgain() {
    const [id, place] = this.undone.pop() ?? [];
    if (!id) return;
    this.screen.perform({ do: "place", item: id, to: place });
    this.screen.say(fill(this.words.moved, { place: this.name(place) }));
    this.draw();
  }
  shortcut(event) {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target.matches("input") || !["z", "y"].includes(key)) return false;
    if (key === "z" && !event.shiftKey) this.takeBack(); else this.doAgain();
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
  find() {
    this.query = this.search.value.trim().toLowerCase();
    this.draw();
  }
  finish() {
    this.screen.perform({ do: "done", value: !this.screen.data.done });
    this.screen.say(this.screen.data.done ? this.words.thanks : "");
    this.draw();
  }
  propose(event) {
    event.preventDefault();
    const text = this.proposal.value.trim();
    if (text) this.screen.perform({ do: "add", text }, () => { this.proposal.value = ""; });
  }
}
