// Everyone's answers: the most divided first, the map beside them, and the same as a table.

const FIRST = 10; // divided ones shown before "more"
const RINGED = 5; // of which these carry their number on the map

KINDS.votes = { view: (screen, body) => new Votes(screen, body) };

class Votes {
  constructor(screen, body) {
    Object.assign(this, { screen, body, most: FIRST });
  }
  draw() {
    const { data } = this.screen;
    const { words } = data;
    const divided = data.items.filter((item) => !item.agreed);
    const agreed = data.items.filter((item) => item.agreed);
    const answered = data.items.some((item) => Object.keys(item.counts).length);
    const open = this.body.querySelector("details.wb-agreed")?.open;
    const read = this.body.querySelector("details.wb-table")?.open;
    this.body.replaceChildren(
      !answered ? "" : h("p", { class: "wb-agreement" }, data.agreement, h("br"), data.axis, data.axis && h("br"), words.threshold, " ", own(data.missing)),
      !answered ? h("p", { class: "wb-big" }, words.nobody) : h("div", { class: "wb-two wb-even" },
        h("section", { class: this.most === FIRST ? "wb-first" : null }, h("h3", {}, words.first), data.firm && h("p", { class: "wb-advice" }, data.firm), this.list(divided),
          h("details", { class: "wb-agreed", open }, h("summary", {}, words.rest), h("ol", { class: "wb-list" }, agreed.map((item) => this.line(item))))),
        h("section", {}, h("h3", {}, words.map), h("p", { class: "wb-advice" }, words.maplead), this.map())),
      data.items.length ? h("details", { class: "wb-table", open: read }, h("summary", {}, words.table), this.table()) : "",
      data.leads && data.stage === "compare" ? h("div", { class: "wb-bar" },
        h("button", { class: "wb-main", onclick: () => this.screen.perform({ do: "stage", to: "decide" }) }, words.decide)) : "");
  }
  list(items) {
    const { words } = this.screen.data;
    const left = items.length - this.most;
    return [
      h("ol", { class: "wb-list" }, items.slice(0, this.most).map((item) => this.line(item))),
      left > 0 && h("button", { class: "wb-quiet", onclick: () => { this.most += 40; this.draw(); } }, fill(words.more, { n: Math.min(left, 40) })),
    ];
  }
  line(item) {
    const { words } = this.screen.data;
    const names = Object.entries(item.names).map(([place, who]) => h("li", {}, `${this.place(place).sign} ${this.place(place).name}: `, own(who.join(", "))));
    return h("li", { "data-item": item.id },
      own(item.text, "p"),
      h("p", { class: "wb-votes" }, this.ranked(item).map(([place, n]) => this.chip(this.place(place), n)),
        item.remark && h("em", {}, item.remark), item.late ? h("em", {}, fill(words.late, { n: item.late })) : ""),
      names.length > 0 && h("ul", { class: "wb-names" }, names));
  }
  ranked(item) {
    const order = this.screen.data.places.map((place) => place.key);
    return Object.entries(item.counts).sort((a, b) => b[1] - a[1] || order.indexOf(a[0]) - order.indexOf(b[0]));
  }
  place(key) { return this.screen.data.places.find((place) => place.key === key); }
  chip(place, n) {
    return h("span", { class: `wb-chip wb-${place.key}` }, h("span", { class: "wb-sign", "aria-hidden": "true" }, place.sign), ` ${place.name} ${n} `);
  }
  // Policies that stand at the same point share one dot, which says how many they are.
  map() {
    const { data } = this.screen;
    const spots = new Map();
    const most = Math.max(...data.items.map((item) => item.voters), 1);
    data.items.forEach((item, n) => {
      if (item.friendly === null) return;
      const ring = n < RINGED && item.divided > 0;
      const key = ring ? `${n}` : `${item.friendly.toFixed(2)}/${item.necessary.toFixed(2)}`;
      if (!spots.has(key)) spots.set(key, { ring: ring ? n + 1 : 0, items: [], weight: 0 });
      const spot = spots.get(key);
      spot.items.push(item);
      spot.weight = Math.max(spot.weight, item.voters / most);
    });
    const corner = (key) => h("span", { class: `wb-corner wb-${key}` }, `${this.place(key).sign} ${this.place(key).name}`);
    return h("div", { class: "wb-mapframe" },
      h("span", { class: "wb-axis wb-col" }, data.axes.necessary), h("span", { class: "wb-axis wb-col" }, data.axes.unnecessary),
      h("div", { class: "wb-map", role: "img", "aria-label": `${data.words.map}. ${data.words.table}.` }, data.places.map((place) => corner(place.key)),
        apart([...spots.values()]).map((spot) => this.dot(spot))),
      h("span", { class: "wb-axis wb-row" }, h("span", {}, data.axes.friendly)), h("span", { class: "wb-axis wb-row" }, h("span", {}, data.axes.unfriendly)));
  }
  // A dot's area grows with those who voted.
  dot({ items, ring, weight, x, y }) {
    const size = (ring ? 1.9 : 1.3) * Math.max(Math.sqrt(weight), 0.45);
    return h("span", {
      class: ring ? "wb-dot wb-ring" : "wb-dot", title: items.map((item) => item.text).join("\n"),
      style: { "inset-inline-start": `${x}%`, "inset-block-start": `${y}%`, "--size": `${size}rem` },
    }, ring || (items.length > 1 ? items.length : ""));
  }
  table() {
    const { data } = this.screen;
    const { words } = data;
    return h("table", {},
      h("thead", {}, h("tr", {}, [words.item, words.votes, words.friendly, words.necessary, words.remark].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, data.items.map((item) => h("tr", {}, h("th", { scope: "row", dir: "auto" }, item.text),
        h("td", {}, item.votes), item.shares.map((share) => h("td", {}, share)), h("td", {}, item.remark)))));
  }
}

function between(least, n, most) { return Math.min(Math.max(n, least), most); }

// Where each spot stands, in percent, clear of the words in the corners; rings that would cover another are moved to the nearest free place.
function apart(spots) {
  const taken = [];
  return spots.sort((a, b) => b.ring - a.ring).map((spot) => {
    const [{ friendly, necessary }] = spot.items;
    const [x, y] = [6 + 88 * (1 - necessary), 14 + 72 * (1 - friendly)];
    const room = spot.ring ? 8 : 5;
    let at = [x, y];
    for (let turn = 0; turn < 80 && taken.some(([a, b]) => Math.hypot(a - at[0], b - at[1]) < room); turn += 1) {
      const [angle, far] = [turn * 2.4, 2.5 + turn * 0.2];
      at = [between(4, x + far * Math.cos(angle), 96), between(12, y + far * Math.sin(angle), 88)];
    }
    taken.push(at);
    return { ...spot, x: at[0], y: at[1] };
  });
}
