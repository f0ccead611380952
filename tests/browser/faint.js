// Words below 4.5 : 1 against what is behind them (3 : 1 when large), as WCAG 2 reckons it.
(root) => {
  const channel = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const parse = (text) => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return [r, g, b, a]; };
  const over = (top, under) => [0, 1, 2].map((n) => top[n] * top[3] + under[n] * (1 - top[3]));
  const behind = (node) => {
    if (!node) return [255, 255, 255];
    const colour = parse(getComputedStyle(node).backgroundColor);
    return colour[3] === 1 ? colour : over(colour, behind(node.parentElement));
  };
  const faint = new Set();
  const words = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const check = (node, text) => {
    const style = getComputedStyle(node);
    if (!node.checkVisibility() || node.closest(".wb-hidden") || node.matches(":disabled")) return;
    const size = parseFloat(style.fontSize);
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
    const back = behind(node);
    const got = ratio(over(parse(style.color), back), back);
    if (got < least) faint.add(`${got.toFixed(2)} ${node.tagName}.${node.className} ${text.slice(0, 40)}`);
  };
  while (words.nextNode()) if (words.currentNode.data.trim()) check(words.currentNode.parentElement, words.currentNode.data.trim());
  root.querySelectorAll("input:not([type=radio], [type=checkbox]), select").forEach((field) => check(field, `${field.name || field.type} ${field.value}`));
  return [...faint];
}
