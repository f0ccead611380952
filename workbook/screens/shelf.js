// The cards of one place, or of those still to sort: only as many are on the page as can be looked at.

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
    this.here.hidden = !chosen || board.screen.data.closed || (chosen.place ?? null) === (place?.key ?? null);
    this.more.hidden = mine.length <= shown.length;
    this.more.textContent = fill(board.words.more, { n: Math.min(mine.length - shown.length, 10 * this.size) });
    this.node.classList.toggle("wb-target", board.held !== null && board.target === place?.key);
    const focused = document.activeElement?.dataset?.card;
    arrange(this.list, shown.map((item) => board.card(item)));
    const lost = focused && document.activeElement?.dataset?.card !== focused; // to focus anew lays the page out anew
    if (lost && shown.some((item) => item.id === focused)) board.focus(focused);
    this.hint.textContent = place || mine.length ? "" : board.nothingLeft();
  }
  tapped(event) {
    if (this.board.chosen && !event.target.closest("button, input, .wb-quotes")) this.board.put(this.board.chosen, this.place?.key ?? null);
  }
}
