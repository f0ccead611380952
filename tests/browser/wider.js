// Boxes of the screen that stick out of it sideways, and boxes whose words stick out of them.
(root) => {
  const frame = root.getBoundingClientRect();
  const name = (node) => `${node.tagName}.${node.className} ${node.textContent.slice(0, 40)}`;
  const out = [...root.querySelectorAll("*")].filter((node) => {
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    if (!box.width || style.clipPath !== "none" || node.closest(".wb-hidden, svg, details:not([open]) > :not(summary)")) return false;
    return box.left < frame.left - 1 || box.right > frame.right + 1 || (node.scrollWidth > node.clientWidth + 1 && node.clientWidth && style.display !== "inline" && style.overflowX === "visible");
  });
  return [...out.map(name), ...(root.scrollWidth > root.clientWidth ? [`the screen: ${root.scrollWidth} > ${root.clientWidth}`] : [])];
}
