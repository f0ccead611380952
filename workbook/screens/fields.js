// The questions of a form: a choice, a line, a text or a date, with the advice that stands beside it.

// Whether a piece of advice applies to a text; the same as `Advice.applies` in Python.
function applies(advice, text) {
  const words = text.toLowerCase();
  const has = (list) => new RegExp(`(?<![\\p{L}\\p{N}_])(?:${list.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|")})(?![\\p{L}\\p{N}_])`, "u").test(words);
  return Boolean(words.trim()) && ((advice.found.length > 0 && has(advice.found)) || (advice.missing.length > 0 && !has(advice.missing))
    || (advice.longest > 0 && advice.longest < words.trim().split(/\s+/).length));
}

class Field {
  constructor(field, draft, changed) {
    Object.assign(this, { field, draft, changed, notes: [] });
    this.node = field.kind === "choice" ? this.choice() : this.text();
  }
  // Shown only where it is asked.
  ask() {
    const { when } = this.field;
    this.node.hidden = when.length > 0 && !when.includes(this.draft.to);
    this.advise();
  }
  set(value) {
    this.draft[this.field.name] = value;
    this.changed();
  }
  choice() {
    const { name, label, options } = this.field;
    const group = `${name}-${newId()}`;
    const option = (each) => h("label", { class: `wb-option${each.sign ? ` wb-${each.key}` : ""}` },
      h("input", { type: "radio", name: group, value: each.key, checked: this.draft[name] === each.key, onchange: () => this.set(each.key) }),
      h("span", {}, each.sign && h("span", { class: "wb-sign", "aria-hidden": "true" }, `${each.sign} `), each.name, each.meaning && h("small", {}, ` ${each.meaning}`)));
    return h("fieldset", { class: `wb-choice wb-by-${name}` }, h("legend", {}, label), options.map(option));
  }
  text() {
    const { name, label, hint, kind, advice } = this.field;
    const set = (event) => this.set(event.target.value);
    const given = { name, value: this.draft[name], maxlength: 2000, oninput: set, dir: kind === "date" ? null : "auto" };
    this.input = kind === "lines" ? h("textarea", { ...given, rows: advice.some((each) => each.question) ? 4 : 2 }) : h("input", { type: kind === "date" ? "date" : "text", ...given });
    return h("div", { class: "wb-asked" }, h("label", { class: "wb-field" }, h("span", {}, label, hint && h("small", {}, ` ${hint}`)), this.input), this.points(advice));
  }
  // Points to judge it by, each with its question; and the notes that come and go with the words.
  points(advice) {
    this.notes = advice.map((each) => [each, h(each.question ? "span" : "p", { class: "wb-note" })]);
    const points = this.notes.filter(([each]) => each.question).map(([each, note]) => h("li", {}, h("strong", {}, each.name), ` ${each.question} `, note));
    const others = this.notes.filter(([each]) => !each.question).map(([, note]) => note);
    return h("div", { "aria-live": "polite" }, points.length > 0 && h("ul", { class: "wb-points", role: "list" }, points), others);
  }
  advise() {
    for (const [each, note] of this.notes) {
      const said = applies(each, this.draft[this.field.name] ?? "") ? each.note : "";
      if (note.textContent !== said) note.textContent = said;
    }
  }
}
