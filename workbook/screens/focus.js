// Drawing a part of a screen anew takes the focus from what was there: it goes to the control that has come in its
// place, or else to the screen's head, so that the next Tab goes on from here. Views that know better have done so before.

class Focus {
  constructor(root) {
    Object.assign(this, { root, at: null });
    root.addEventListener("focusin", ({ target }) => { this.at = target; });
    root.addEventListener("focusout", () => queueMicrotask(() => this.left()));
    new MutationObserver(() => this.mend()).observe(root, { childList: true, subtree: true });
  }
  left() {
    if (this.at?.isConnected && document.activeElement !== this.at) this.at = null;
  }
  // By which two controls are the same one to a person.
  words(node) {
    const value = node.type === "radio" ? node.value : "";
    const text = node.matches("button, summary") ? node.textContent : "";
    return [node.dataset.card, node.name?.split("-")[0], node.getAttribute("aria-label"), value, text].join();
  }
  mend() {
    if (!this.at || this.at.isConnected || document.activeElement !== document.body) return;
    const alike = [...this.root.querySelectorAll(this.at.tagName)].find((each) => this.words(each) === this.words(this.at));
    const head = this.root.querySelector("h2");
    head?.setAttribute("tabindex", "-1");
    (alike ?? head)?.focus({ preventScroll: true });
  }
}
