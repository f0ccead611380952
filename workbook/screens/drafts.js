// Everyone's drafts side by side, with what recurs in them marked.

KINDS.drafts = { view: (screen, body) => new Drafts(screen, body) };

class Drafts {
  constructor(screen, body) { Object.assign(this, { screen, body }); }
  draw() {
    const { agreement, missing, items, leads, stage, words } = this.screen.data;
    const written = items.some((item) => item.drafts.length);
    this.body.replaceChildren(
      written ? h("p", { class: "wb-agreement" }, agreement, " ", own(missing)) : h("p", { class: "wb-big" }, words.nobody),
      written ? this.often() : "",
      ...items.map((item) => h("section", { "data-item": item.id }, h("h3", {}, item.text), h("p", { class: "wb-advice" }, item.asked),
        item.drafts.length ? h("ul", { class: "wb-texts", role: "list" }, item.drafts.map((draft) => h("li", {}, draftOf(this.screen, draft)))) : h("p", {}, words.nodrafts))),
      leads && stage === "compare" ? h("div", { class: "wb-bar" },
        h("button", { class: "wb-main", onclick: () => this.screen.perform({ do: "stage", to: "decide" }) }, words.decide)) : "");
  }
  often() {
    const { recurring, words } = this.screen.data;
    return h("section", { class: "wb-often" }, h("h3", {}, words.often), h("p", { class: "wb-advice" }, recurring.length ? words.oftenlead : words.seldom),
      h("ul", { role: "list" }, recurring.map(({ text, people }) => h("li", {}, h("mark", { dir: "auto" }, text), ` ${people}`))));
  }
}

// What one person wrote, as it was written.
function draftOf(screen, { parts, name, late }) {
  const { words } = screen.data;
  return [h("p", { class: "wb-draft", dir: "auto" }, parts.map(([text, recurs]) => (recurs ? h("mark", {}, text) : text))),
    name || late ? h("small", {}, own(name), name && late ? " · " : "", late && words.after) : ""];
}
