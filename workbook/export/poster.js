// Words as large as the paper lets them be: tried out here, since only the browser knows its fonts.
const MM = 8, LARGEST = 48, SMALLEST = 8, SLACK = 0.98; // pixels a millimetre of A4, points, points, of the height
const root = document.documentElement.style, main = document.querySelector("main");
const skills = [...document.querySelectorAll("tbody th")];
const over = (high) => main.offsetHeight > high * MM * SLACK || skills.some((cell) => cell.scrollWidth > cell.clientWidth);
root.setProperty("--mm", `${MM}px`);
for (const [paper, wide, high, share] of [["portrait", 210, 297, "32%"], ["landscape", 297, 210, "31%"]]) {
  main.style = `inline-size: ${wide * MM}px; max-inline-size: none;`;
  root.setProperty("--skills", share);
  let size = LARGEST;
  do root.setProperty("--size", size);
  while (over(high) && (size -= 0.5) >= SMALLEST);
  root.setProperty(`--${paper}`, size);
}
main.removeAttribute("style");
for (const name of ["--mm", "--skills", "--size"]) root.removeProperty(name);
