import type { AccuracyEntry, AccuracyReport, SoupResult } from "./accuracy-section.ts";
import type { AssignmentResult } from "./assignment-section.ts";
import type { TrackScore } from "./score-tracks.ts";
import { type SpeedReport, WARM_UP } from "./speed-section.ts";
import { figure, quantilesText, spreadText, table } from "./table.ts";

export function speedTables(report: SpeedReport): string {
  const speed = table(
    [
      "objects",
      "contender",
      "detections/s",
      "scan ms p50 / p99 / max",
      "classical kernel's speed over it",
    ],
    report.results.flatMap(({ objects, contenders }) =>
      contenders.map(({ name, detectionsPerSecond, scanMs, ratio }) => [
        String(objects),
        name,
        spreadText(detectionsPerSecond),
        scanMs === null ? "–" : quantilesText(scanMs),
        ratio === null ? "–" : spreadText(ratio),
      ]),
    ),
  );
  return [
    `All by processor time. Contenders in turn in each round, the best run of each counts, median (least – greatest) of the rounds. Warm-up: the kernel
${WARM_UP.kernel} runs, a tracker ${WARM_UP.tracker}, the native baseline one; the yardstick has none of its own, and its best run counts. Reading is not timed on
any side: the kernel and the native programs get flat numbers, a tracker gets looks and gives its confirmed tracks. Between two
scans it takes memory for more tracks, as it does in the engine when nobody waits: that counts for its detections per second and for no scan. The classical kernel is what
\`tracker.method: classical\` runs; the native programs are the same algorithm in C++.`,
    speed,
    ...(report.missing === null ? [] : [report.missing]),
  ].join("\n\n");
}

export const assignmentTable = (results: readonly AssignmentResult[]): string =>
  [
    "1000 rows, 1200 columns in a plane, so many in the gate of each row; a row may stay alone. Processor time of the solver alone, the best run of each " +
      "round. scipy is `min_weight_full_bipartite_matching` with a column of its own for each row.",
    table(
      [
        "in the gate",
        "pairs",
        "ours ms",
        "scipy ms",
        "our speed over it",
        "cost, ours less theirs",
      ],
      results.map(({ candidates, pairs, oursMs, scipyMs, ratio, costDifference }) => [
        String(candidates),
        String(pairs),
        spreadText(oursMs),
        scipyMs === null ? "–" : spreadText(scipyMs),
        ratio === null ? "no scipy here" : spreadText(ratio),
        costDifference === null ? "–" : costDifference.toExponential(1),
      ]),
    ),
  ].join("\n\n");

const pair = (a: number, b: number): string => `${figure(a)} / ${figure(b)}`;

const scoreCells = (score: TrackScore): readonly string[] => [
  figure(score.gospaM),
  figure(score.ospaM),
  figure(score.trajectoryGospaM),
  pair(score.dronePositionM, score.ballisticPositionM),
  pair(score.droneVelocityMps, score.ballisticVelocityMps),
  pair(score.droneNees, score.ballisticNees),
  figure(score.confirmationScans),
  figure(score.neverConfirmed),
  `${figure(100 * score.missedShare)} %`,
  figure(score.falsePerScan),
  figure(score.switches),
];

const HEAD = [
  "contender",
  "seeds",
  "GOSPA/√n m",
  "OSPA m",
  "trajectory GOSPA m",
  "position m drone / ballistic",
  "velocity m/s drone / ballistic",
  "NEES drone / ballistic",
  "confirmed after scans",
  "never",
  "missed",
  "false/scan",
  "switches",
];

const entryRow = ({ name, seeds, score }: AccuracyEntry): readonly string[] => [
  name,
  String(seeds),
  ...scoreCells(score),
];

function soupRows(soup: SoupResult): readonly (readonly string[])[] {
  const part =
    soup.moments === soup.momentsAll ? "" : `, first ${soup.moments} of ${soup.momentsAll} s`;
  return [
    [`Stone Soup ${soup.method}${part}`, String(soup.seeds), ...scoreCells(soup.score)],
    [`Tracker, main, the same seeds${part}`, String(soup.seeds), ...scoreCells(soup.ours)],
  ];
}

export function accuracyTables(report: AccuracyReport): string {
  const parts = report.results.map(({ name, text, entries, soup }) =>
    [
      `**${name}**: ${text}.`,
      table(HEAD, [...entries.map(entryRow), ...soup.flatMap(soupRows)]),
    ].join("\n\n"),
  );
  return [
    `Means over seeds, of confirmed tracks against what the radars could see. GOSPA and OSPA of order 2, cut-off 200 m. Trajectory GOSPA is an
upper bound with a switch penalty of 100 m. NEES is of position and velocity together: 6 is right. The oracle is our filter, given the association, that confirms at the
3rd or 2nd detection. An estimate is the mean of its mixture. What the scenarios draw (drag over Mach, wind, thrust, biases) no tracker is told.`,
    ...parts,
    report.stoneSoup
      ? "Stone Soup ran here, by processor time, on the seeds shown."
      : "No Python here finds Stone Soup; its recorded figures stand among the goals, marked so.",
  ].join("\n\n");
}
