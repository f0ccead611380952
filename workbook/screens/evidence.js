// What customers said about an item: how many there are, and the closest in their own words.

function letters(item) {
  return !item.letters ? "" : h("small", { class: "wb-letters", title: item.told },
    h("span", { "aria-hidden": "true" }, `✉ ${item.letters}`), h("span", { class: "wb-hidden" }, item.told));
}

function quotes(screen, item) {
  const found = (item.quotes ?? []).map((id) => screen.data.quotes[id]).filter(Boolean);
  return !found.length ? "" : h("div", { class: "wb-quotes" },
    h("small", {}, screen.data.words.customers),
    h("ul", { role: "list" }, found.map((quote) => h("li", {}, own(quote.text, "q"), h("small", {}, quote.why)))));
}
