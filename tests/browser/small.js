// What is tapped is at least 44 px each way; a radio or checkbox counts with the label around it.
(root) => [...root.querySelectorAll("button, input, select, summary")]
  .map((node) => (node.matches("[type=radio], [type=checkbox]") ? node.closest("label") : node))
  .filter((node) => node.checkVisibility())
  .filter((node) => { const box = node.getBoundingClientRect(); return box.width < 43.5 || box.height < 43.5; })
  .map((node) => { const box = node.getBoundingClientRect(); return `${node.tagName}.${node.className} ${box.width.toFixed()}x${box.height.toFixed()} ${node.textContent.slice(0, 30)}`; })
