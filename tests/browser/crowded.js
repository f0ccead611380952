// Words that lie on other words, and words that are cut off where nobody asked for it. The map is a picture; a closed card shows its first lines.
(root) => {
  const name = (node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`;
  const clips = (node) => getComputedStyle(node).overflowX !== "visible";
  const meant = (node) => node.closest(".wb-hidden, .wb-map, select");
  const frames = (node) => (node === root ? [] : [...(clips(node) ? [node.getBoundingClientRect()] : []), ...frames(node.parentElement)]);
  const seen = (box, frame) => ({ left: Math.max(box.left, frame.left), right: Math.min(box.right, frame.right), top: Math.max(box.top, frame.top), bottom: Math.min(box.bottom, frame.bottom) });
  const boxes = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !node.checkVisibility() || meant(node)) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const line of range.getClientRects()) {
      const box = frames(node).reduce(seen, line);
      if (box.right - box.left > 1 && box.bottom - box.top > 1) boxes.push({ node, box });
    }
  }
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
  const out = new Set();
  boxes.sort((a, b) => a.box.top - b.box.top).forEach(({ node, box }, n) => {
    for (let other = n + 1; other < boxes.length && boxes[other].box.top < box.bottom; other += 1) {
      if (boxes[other].node !== node && overlap(box, boxes[other].box)) out.add(`${name(node)} lies on ${name(boxes[other].node)}`);
    }
  });
  for (const node of root.querySelectorAll("*")) {
    if (!node.checkVisibility() || !node.textContent.trim() || meant(node) || node.matches(".wb-text, svg *")) continue;
    const hides = ["hidden", "clip"].includes(getComputedStyle(node).overflowX);
    if (hides && (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1)) out.add(`${name(node)} is cut off`);
  }
  return [...out];
}
