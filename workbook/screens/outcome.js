// What the plan now says, who does what, and what is still open.

const FEW = 6; // open matters that are shown without being asked for

KINDS.outcome = { view: (screen, body) => new Outcome(screen, body) };

class Outcome {
  constructor(screen, body) { Object.assign(this, { screen, body }); }
  draw() {
    const { words, sections, open, summary, revealed } = this.screen.data;
    const decided = sections.reduce((sum, section) => sum + section.entries.length, 0);
    const actions = this.screen.data.actions;
    this.body.replaceChildren(
      h("p", { class: "wb-agreement" }, summary), !revealed ? "" : open.length ? this.unsettled(open) : h("p", { class: "wb-advice" }, words.settled),
      !revealed ? "" : decided ? h("div", { class: "wb-outcomes" }, sections.map((section) => this.section(section))) : h("p", { class: "wb-big" }, words.empty),
      h("h3", {}, words.actions), actions.length ? this.table(actions) : h("p", {}, words.none), this.stage());
  }
  // What the team still has to do comes first; where it is much, folded.
  unsettled(open) {
    const { words } = this.screen.data;
    const shown = this.body.querySelector(".wb-open")?.open ?? open.length <= FEW;
    return h("details", { class: "wb-open", open: shown }, h("summary", {}, `${words.open} (${open.length})`), h("p", { class: "wb-advice" }, words.openlead), this.list(open));
  }
  // Closed, an exercise takes no more answers or proposals; before the reveal there is nothing to close.
  stage() {
    const { leads, revealed, stage, words } = this.screen.data;
    const to = stage === "done" ? "decide" : "done";
    return leads && revealed ? h("div", { class: "wb-bar" },
      h("button", { onclick: () => this.screen.perform({ do: "stage", to }) }, to === "done" ? words.close : words.reopen)) : "";
  }
  section({ key, sign, title, lead, entries }) {
    return h("section", { class: `wb-place wb-${key}` },
      h("h3", {}, sign && h("span", { class: "wb-sign", "aria-hidden": "true" }, sign), title, h("span", { class: "wb-total" }, entries.length)),
      h("p", { class: "wb-advice" }, lead), this.list(entries));
  }
  list(entries) {
    return h("ul", { class: "wb-list" }, entries.map(({ text, facts }) => h("li", {}, own(text, "p"),
      facts.length > 0 && h("dl", {}, facts.map(([label, value]) => h("div", {}, h("dt", {}, label), own(value, "dd")))))));
  }
  table(actions) {
    const { words } = this.screen.data;
    const row = (action) => h("tr", {}, h("th", { scope: "row" }, own(action.what), own(action.because, "small")), own(action.owner, "td"), h("td", { class: "wb-day" }, action.due), h("td", {}, this.status(action)));
    return h("table", {},
      h("thead", {}, h("tr", {}, [words.what, words.owner, words.due, words.status].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, actions.map(row)));
  }
  status(action) {
    const { statuses, leads, words } = this.screen.data;
    if (!leads) return statuses.find((each) => each.key === action.status).name;
    return h("select", { "aria-label": `${words.status}: ${action.what}`, onchange: (event) => this.screen.perform({ do: "status", action: action.id, to: event.target.value }) },
      statuses.map((each) => h("option", { value: each.key, selected: each.key === action.status }, each.name)));
  }
}
