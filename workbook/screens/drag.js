// Dragging a card with the mouse, or with a finger by its grip, so that the page still scrolls elsewhere.

const SLACK = 6; // px a pointer may wander in a click

class Drag {
  constructor(board) {
    this.board = board;
    board.body.addEventListener("pointerdown", (event) => this.start(event));
    this.move = (event) => this.moved(event);
    this.end = (event) => this.ended(event);
  }
  start(event) {
    const card = event.target.closest(".wb-card");
    const grip = event.target.closest(".wb-grip");
    if (!card || event.button !== 0 || (event.pointerType !== "mouse" && !grip)) return;
    Object.assign(this, { card, id: card.dataset.card, from: [event.clientX, event.clientY], ghost: null });
    for (const [name, take] of [["pointermove", this.move], ["pointerup", this.end], ["pointercancel", this.end]]) window.addEventListener(name, take);
  }
  moved(event) {
    const [x, y] = [event.clientX - this.from[0], event.clientY - this.from[1]];
    if (!this.ghost && Math.hypot(x, y) < SLACK) return;
    if (!this.ghost) this.lift();
    event.preventDefault();
    this.ghost.style.setProperty("translate", `${x}px ${y}px`);
    this.mark(this.under(event));
  }
  lift() {
    const box = this.card.getBoundingClientRect();
    this.ghost = this.card.cloneNode(true);
    this.ghost.classList.add("wb-ghost");
    this.ghost.removeAttribute("data-card");
    Object.entries({ left: box.left, top: box.top, width: box.width }).forEach(([name, px]) => { this.ghost.style[name] = `${px}px`; });
    this.board.screen.root.append(this.ghost);
    this.card.classList.add("wb-lifted");
  }
  under(event) {
    return document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-place]");
  }
  mark(place) {
    for (const shelf of this.board.shelves) shelf.node.classList.toggle("wb-target", shelf.node === place);
  }
  ended(event) {
    for (const [name, take] of [["pointermove", this.move], ["pointerup", this.end], ["pointercancel", this.end]]) window.removeEventListener(name, take);
    if (!this.ghost) return;
    this.ghost.remove();
    this.card.classList.remove("wb-lifted");
    this.mark(null);
    const place = event.type === "pointerup" ? this.under(event) : null;
    this.justDropped = true; // the click that follows a drop chooses nothing
    setTimeout(() => { this.justDropped = false; });
    if (place && this.board.body.contains(place)) this.board.put(this.id, place.dataset.place || null);
  }
}

// A sideways stroke of a finger: 1 towards what comes next, -1 back.
function swipe(node, take) {
  let start = null;
  node.addEventListener("touchstart", (event) => { start = event.touches[0]; }, { passive: true });
  node.addEventListener("touchend", (event) => {
    const by = event.changedTouches[0].clientX - start.clientX;
    const across = Math.abs(event.changedTouches[0].clientY - start.clientY);
    const back = getComputedStyle(node).direction === "rtl" ? by < 0 : by > 0;
    if (Math.abs(by) > 60 && across < 40) take(back ? -1 : 1);
  });
}
