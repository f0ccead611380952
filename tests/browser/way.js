// How the focus comes to a thing: by which key, and how many times at least; [] when it is there.
(thing) => {
  const at = document.activeElement;
  if (thing.contains(at)) return [];
  const stops = [...document.querySelectorAll("button, input:not([type=radio]), select, summary, [tabindex='0']")].filter((stop) => stop.checkVisibility() && !stop.disabled);
  const follows = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
  const [key, first, last] = follows(at, thing) ? ["Tab", at, thing] : ["Shift+Tab", thing, at];
  const between = stops.filter((stop) => follows(first, stop) && follows(stop, last) && !first.contains(stop));
  return Array(at === document.body ? 1 : 1 + between.length).fill(key);
}
