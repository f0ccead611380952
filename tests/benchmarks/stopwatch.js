// What a person waits for, measured inside the page, so that the driver's own way isn't counted.
// usable: selector of what shows that one can begin; told: of the line that says "✓" when a move is kept.
({ usable, told }) => {
  const watch = (window.stopwatch = { began: 0, usable: null, moves: [] });
  const size = (data) => (typeof data === "string" ? new TextEncoder().encode(data).length : data.byteLength ?? data.size);
  const count = (way, data) => { if (watch.moves.length) watch.moves.at(-1)[way] += size(data); };
  const kept = () => {
    const move = watch.moves.at(-1);
    if (move?.ms === null && document.querySelector(told).textContent.includes("✓")) move.ms = performance.now() - move.at;
  };
  const look = () => {
    if (!document.querySelector(usable)) { requestAnimationFrame(look); return; }
    watch.usable = performance.now() - watch.began;
    new MutationObserver(kept).observe(document.querySelector(told), { childList: true, characterData: true, subtree: true });
  };
  window.WebSocket = class extends WebSocket {
    constructor(...words) { super(...words); this.addEventListener("message", ({ data }) => count("down", data)); }
    send(data) { count("up", data); super.send(data); }
  };
  addEventListener("submit", (event) => { watch.began = event.timeStamp; }, true);
  addEventListener("keydown", (event) => { watch.moves.push({ at: event.timeStamp, ms: null, up: 0, down: 0 }); }, true);
  requestAnimationFrame(look);
}
