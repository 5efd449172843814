// Draws way.svg, the one way through the house: node docs/assets/draw-way.mjs > docs/assets/way.svg
const STEPS = [
  ["Look", "what a sensor saw,", "and where it looked"],
  ["Track", "one object", "over time"],
  ["Projection", "where and when it", "comes down or arrives"],
  ["Decision", "warn this area or not,", "with reasons"],
  ["Warning", "the state of an area,", "with an expiry"],
];
const WIDTH = 960;
const HEIGHT = 336;
const BOX = { width: 160, height: 84, top: 62, gap: 28 };
const LEFT = (WIDTH - STEPS.length * BOX.width - (STEPS.length - 1) * BOX.gap) / 2;
const JOURNAL = { top: 196, height: 42 };
const STYLE = `
  .box { fill: #ffffff; stroke: #2f5d8a; stroke-width: 1.5 }
  .band { fill: #e8eef5; stroke: #2f5d8a; stroke-width: 1.5 }
  .name { font: 600 17px system-ui, sans-serif; fill: #16324f }
  .text { font: 13px system-ui, sans-serif; fill: #3c4a58 }
  .line { stroke: #5b6b7b; stroke-width: 1.5; fill: none }
  .head { fill: #5b6b7b }
  .thin { stroke-dasharray: 3 4 }
  @media (prefers-color-scheme: dark) {
    .box { fill: #161d26; stroke: #7fb0e0 }
    .band { fill: #22303f; stroke: #7fb0e0 }
    .name { fill: #dcebfa }
    .text { fill: #b4c2d0 }
    .line { stroke: #9aa9b8 }
    .head { fill: #9aa9b8 }
  }`;

const leftOf = (index) => LEFT + index * (BOX.width + BOX.gap);
const middleOf = (index) => leftOf(index) + BOX.width / 2;
const text = (x, y, words, kind = "text") =>
  `<text class="${kind}" x="${x}" y="${y}" text-anchor="middle">${words}</text>`;
const arrow = (from, to, kind = "") =>
  `<path class="line ${kind}" d="M${from} L${to}" marker-end="url(#head)"/>`;

const boxes = STEPS.flatMap(([name, first, second], i) => [
  `<rect class="box" x="${leftOf(i)}" y="${BOX.top}" width="${BOX.width}" height="${BOX.height}" rx="8"/>`,
  text(middleOf(i), BOX.top + 30, name, "name"),
  text(middleOf(i), BOX.top + 52, first),
  text(middleOf(i), BOX.top + 69, second),
  arrow(`${middleOf(i)} ${BOX.top + BOX.height}`, `${middleOf(i)} ${JOURNAL.top - 8}`, "thin"),
]);
const between = STEPS.slice(1).map((_, i) => {
  const y = BOX.top + BOX.height / 2;
  return arrow(`${leftOf(i) + BOX.width} ${y}`, `${leftOf(i + 1) - 8} ${y}`);
});
const last = STEPS.length - 1;
const parts = [
  text(middleOf(0), 22, "radars, trackers, observers"),
  arrow(`${middleOf(0)} 30`, `${middleOf(0)} ${BOX.top - 8}`),
  text(middleOf(last), 22, "people at risk"),
  arrow(`${middleOf(last)} ${BOX.top}`, `${middleOf(last)} 36`),
  ...boxes,
  ...between,
  `<rect class="band" x="${LEFT}" y="${JOURNAL.top}" width="${WIDTH - 2 * LEFT}" height="${JOURNAL.height}" rx="8"/>`,
  text(WIDTH / 2, JOURNAL.top + 27, "Journal: all that came in and all that was decided", "name"),
  arrow(`${WIDTH / 2} ${JOURNAL.top + JOURNAL.height}`, `${WIDTH / 2} 270`),
  text(WIDTH / 2, 298, "replay: the same answers again · why · why not", "name"),
  text(WIDTH / 2, 321, "Data goes one way. Nothing goes to a weapon."),
];

process.stdout.write(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="From a look to a warning, and into the journal">
<style>${STYLE}
</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="1" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 L8 4 L0 8 z"/></marker></defs>
${parts.join("\n")}
</svg>
`);
