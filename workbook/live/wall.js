// What those who lead have around a screen: the way to each screen, who is here, how others join; and the wall.

const bar = element("nav", { className: "wb wb-nav", hidden: true });
const wall = element("section", { className: "wb wb-wall", hidden: true });

function element(tag, properties, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

// Dark where the device is; large type for the wall, which is always light.
const dark = matchMedia("(prefers-color-scheme: dark)");
let large = false;
let screen = "";
function dress() {
  document.documentElement.dataset.theme = large ? "projector" : dark.matches ? "dark" : "light";
  wall.hidden = !(large && screen === "answer"); // nobody's own answers belong on the wall
  document.body.classList.toggle("wb-walled", !wall.hidden);
}
dark.addEventListener("change", dress);
dress();

let parts = null; // of the bar: made once, so that what somebody presses stays the same while others come and go

function build(model, room) {
  const choose = element("select", { onchange: ({ target }) => model.send({ do: "exercise", to: target.value }) },
    ...room.exercises.map(({ key, name }) => element("option", { value: key, textContent: name })));
  choose.setAttribute("aria-label", room.choose);
  const way = room.steps.map(({ key, name }) => element("button", { textContent: name, value: key, onclick: () => model.send({ do: "screen", to: key }) }));
  const type = element("button", { textContent: words.large, onclick: () => { large = !large; type.setAttribute("aria-pressed", String(large)); dress(); } });
  type.setAttribute("aria-pressed", String(large));
  const summary = element("summary", {});
  const details = element("details", {}, summary);
  bar.replaceChildren(choose, ...way, type, details);
  return { choose, way, summary, details };
}

function around(model, room) {
  bar.hidden = !room.leads;
  if (!room.leads) return;
  screen = room.screen;
  parts ??= build(model, room);
  parts.choose.value = room.exercise;
  for (const button of parts.way) {
    if (button.value === screen) button.setAttribute("aria-current", "page");
    else button.removeAttribute("aria-current");
  }
  parts.summary.textContent = `${room.people} · ${room.invite}`;
  for (const node of [...parts.details.childNodes]) if (node !== parts.summary) node.remove();
  parts.details.append(joining(room), names(room));
  wall.replaceChildren(element("h1", { textContent: room.question }), element("p", { className: "wb-done", textContent: room.done }),
    joining(room), element("p", { textContent: room.people }), names(room));
  dress();
}

function joining({ link, address, code, qr }) {
  if (!link) return "";
  return element("div", { className: "wb-joining" }, element("img", { src: qr, alt: link }),
    element("p", { className: "wb-address", textContent: address, dir: "ltr" }), element("p", { className: "wb-code", textContent: code, dir: "ltr" }));
}

function names(room) {
  return element("ul", { className: "wb-names" }, ...room.names.map((name) => element("li", { textContent: name, dir: "auto" })));
}

if (token) enter();
else ask();
