// Putting cards in places: by mouse, by touch, by keyboard, or tap the card and then the place.

const TRAY = 40; // cards shown of those still to sort; more come on request
const SHELF = 8; // cards shown in a place

KINDS.placement = {
  foresee(data, message) {
    const item = message.do === "place" && data.items.find((card) => card.id === message.item);
    if (item) item.place = message.to;
    if (message.do === "done") data.done = message.value;
  },
  view: (screen, body) => new Placement(screen, body),
};

class Placement {
  constructor(screen, body) {
    Object.assign(this, { screen, body, chosen: null, held: null, query: "", shown: {}, single: null, at: null, cards: new Map(), order: "listed" });
    const { words, places } = screen.data;
    this.words = words;
    this.progress = h("progress", { class: "wb-progress" });
    this.count = h("span", { class: "wb-count" });
    this.search = h("input", { type: "search", placeholder: words.search, "aria-label": words.search, oninput: () => this.find() });
    this.sorter = h("label", {}, h("small", {}, words.order), h("select", { onchange: (event) => this.sort(event.target.value) },
      ["listed", "most"].map((order) => h("option", { value: order }, words[order]))));
    this.tray = new Shelf(this, null, TRAY);
    this.shelves = places.map((place, n) => new Shelf(this, place, SHELF, n + 1));
    this.undo = h("button", { onclick: () => screen.perform({ do: "undo" }) }, `↶ ${words.undo}`);
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
    this.many = h("div", { class: "wb-two" }, h("div", { class: "wb-side" }, this.search, this.tray.node, this.idea), board);
    this.body.replaceChildren(
      h("div", { class: "wb-bar" }, this.count, this.progress, this.sorter, this.switch),
      this.one, this.many,
      h("div", { class: "wb-bar" }, this.undo, this.done));
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
  get items() {
    const { items } = this.screen.data;
    return this.order === "most" ? [...items].sort((a, b) => (b.letters ?? 0) - (a.letters ?? 0)) : items;
  }
  get unsorted() { return this.items.filter((item) => !item.place); }
  item(id) { return this.screen.data.items.find((item) => item.id === id); }
  name(place) { return this.screen.data.places.find((each) => each.key === place)?.name ?? this.words.tray; }

  draw() {
    const { words, items } = this;
    const sorted = items.length - this.unsorted.length;
    const data = this.screen.data;
    const matches = this.query ? items.filter((item) => item.text.toLowerCase().includes(this.query)) : items;
    this.count.textContent = fill(words.progress, { n: sorted, all: items.length })
      + (this.query ? ` · ${fill(words.found, { n: matches.length })}` : "");
    Object.assign(this.progress, { max: Math.max(items.length, 1), value: sorted });
    this.progress.setAttribute("aria-label", this.count.textContent);
    this.sorter.hidden = !items.some((item) => item.letters);
    this.undo.disabled = !data.undo;
    this.done.textContent = data.done ? words.undone : words.done;
    this.done.hidden = data.closed || data.revealed || !items.length;
    this.done.classList.toggle("wb-main", !data.done);
    this.switch.textContent = this.single ? words.all : words.one;
    this.screen.root.classList.toggle("wb-singly", this.single);
    this.one.hidden = !this.single;
    this.many.hidden = this.single;
    if (this.single) this.drawOne();
    else [this.tray, ...this.shelves].forEach((shelf) => shelf.draw(matches));
  }
  drawOne() {
    const { words } = this;
    const card = (this.at && this.item(this.at)) || this.unsorted[0] || (this.screen.data.done ? null : this.items.at(-1));
    if (!card || (!this.unsorted.length && !this.at)) {
      this.one.replaceChildren(h("p", { class: "wb-big" }, this.items.length ? (this.screen.data.done ? words.thanks : words.empty) : words.nothing),
        this.items.length ? h("button", { onclick: () => this.step(-1, this.items.length) }, words.previous) : "");
      return;
    }
    this.at = card.id;
    const n = this.items.indexOf(card);
    const { axes, places } = this.screen.data;
    const button = (place, key) => h("button", { class: `wb-answer wb-${place.key}`, "aria-pressed": String(card.place === place.key), onclick: () => this.put(card.id, place.key) },
      h("span", { class: "wb-sign", "aria-hidden": "true" }, place.sign), h("strong", {}, place.name), h("small", {}, place.meaning));
    this.one.replaceChildren(
      h("p", { class: "wb-count" }, fill(words.step, { n: n + 1, all: this.items.length })),
      h("div", { class: "wb-single", "data-card": card.id }, own(card.text, "p"), card.facts && own(card.facts, "small"), letters(card)),
      h("p", { class: "wb-asks" }, `${axes.rows} ${axes.columns}`),
      h("div", { class: "wb-answers" }, places.map(button)), quotes(this.screen, card),
      h("div", { class: "wb-bar" },
        h("button", { disabled: n === 0, onclick: () => this.step(-1, n) }, words.previous),
        h("button", { disabled: n === this.items.length - 1, onclick: () => this.step(1, n) }, words.next)));
    swipe(this.one.querySelector(".wb-single"), (by) => this.step(by, n));
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
    h("span", { class: "wb-words" }, own(item.text, "span", { class: "wb-text" }), (item.facts || item.new) && h("small", {}, item.new ? `${words.new} ` : "", own(item.facts)), letters(item)));
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
    if (!item || this.screen.data.closed) return;
    const next = this.neighbour(id);
    this.chosen = this.held = null;
    if (item.place !== place) this.screen.perform({ do: "place", item: id, to: place });
    this.at = this.single ? this.items.slice(this.items.indexOf(item) + 1).find((each) => !each.place)?.id ?? null : null;
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
    if (!id || event.ctrlKey || event.altKey || event.metaKey) return;
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
  sort(order) {
    this.order = order;
    this.at = null;
    this.draw();
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

// Makes these the children of the list; those that stay aren't touched.
function arrange(list, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...list.children]) if (!wanted.has(node)) node.remove();
  nodes.forEach((node, n) => { if (list.children[n] !== node) list.insertBefore(node, list.children[n] ?? null); });
}

// The cards of one place, or with no place those still to sort.
class Shelf {
  constructor(board, place, size, number) {
    Object.assign(this, { board, place, size, most: size });
    const { words } = board;
    this.list = h("ul", { role: "list" });
    this.total = h("span", { class: "wb-total" });
    this.more = h("button", { class: "wb-quiet", onclick: () => { this.most += 10 * this.size; board.draw(); } });
    this.hint = h("p", { class: "wb-hint" });
    this.here = h("button", { class: "wb-here", onclick: () => board.put(board.chosen, place?.key ?? null) }, place ? words.here : words.back);
    const title = place ? [h("span", { class: "wb-sign", "aria-hidden": "true" }, place.sign), place.name, h("kbd", {}, number)] : [words.tray];
    this.node = h("section", { class: place ? `wb-place wb-${place.key}` : "wb-tray", "data-place": place?.key ?? "", onclick: (event) => this.tapped(event) },
      h("h3", {}, title, this.total), place && h("p", { class: "wb-advice" }, place.advice), this.here, this.list, this.more, this.hint);
  }
  draw(matches) {
    const { board, place } = this;
    const mine = matches.filter((item) => (item.place ?? null) === (place?.key ?? null));
    const chosen = board.chosen && board.item(board.chosen);
    const shown = mine.slice(0, this.most);
    this.total.textContent = mine.length;
    this.here.hidden = !chosen || (chosen.place ?? null) === (place?.key ?? null);
    this.more.hidden = mine.length <= shown.length;
    this.more.textContent = fill(board.words.more, { n: Math.min(mine.length - shown.length, 10 * this.size) });
    this.node.classList.toggle("wb-target", board.held !== null && board.target === place?.key);
    const focused = document.activeElement?.dataset?.card;
    arrange(this.list, shown.map((item) => board.card(item)));
    if (focused && shown.some((item) => item.id === focused)) board.focus(focused);
    this.hint.textContent = place || mine.length ? "" : board.query ? board.words.unmatched : board.items.length ? board.words.empty : board.words.nothing;
  }
  tapped(event) {
    if (this.board.chosen && !event.target.closest("button, input, .wb-quotes")) this.board.put(this.board.chosen, this.place?.key ?? null);
  }
}
