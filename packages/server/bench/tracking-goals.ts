import type { AccuracyReport, AccuracyResult } from "./accuracy-section.ts";
import type { GoalVerdict } from "./goals.ts";
import { verdictOf } from "./goal-verdict.ts";
import { RECORDED_STONE_SOUP } from "./recorded-figures.ts";
import type { BenchFigures, BenchReport } from "./report.ts";
import type { TrackScore } from "./score-tracks.ts";
import { KERNEL, type SpeedReport } from "./speed-section.ts";
import { figure } from "./table.ts";

/** The goals about tracking that the figures of a run speak to. */
export function trackingGoals({
  speed,
  accuracy,
  assignment,
  engine,
  warnings,
}: BenchReport): readonly GoalVerdict[] {
  return [
    ...(engine === null ? [] : engineGoals(engine.figures, accuracy?.figures ?? null)),
    ...(speed === null ? [] : speedGoals(speed.figures)),
    ...(accuracy === null ? [] : accuracyGoals(accuracy.figures)),
    ...(warnings === null ? [] : warningGoals(warnings.figures)),
    ...(assignment === null ? [] : assignmentGoals(assignment.figures)),
  ];
}

/** Over Stone Soup's JPDA in the same rounds, or else on the same scenario in the accuracy section, or else as it was recorded. */
function engineGoals(
  engine: BenchFigures["engine"],
  accuracy: AccuracyReport | null,
): GoalVerdict[] {
  return engine.flatMap(({ objects, detectionsPerSecond, soup }) => {
    if (objects !== 50 && objects !== 200) return [];
    const here = accuracy?.results
      .find(({ name }) => name === `standard, ${objects} objects`)
      ?.soup.find(({ method }) => method === "jpda");
    const theirs =
      here?.detectionsPerSecond ?? RECORDED_STONE_SOUP.detectionsPerSecond.jpda[objects];
    const value = soup?.ratio.median ?? detectionsPerSecond.median / theirs;
    const whence = soup !== null || here !== undefined ? "" : " (as recorded)";
    return [
      {
        row: "1",
        goal: `full engine over Stone Soup JPDA, ${objects} objects${whence}`,
        gate: "≥ 300×",
        measured: `${figure(value)}×`,
        verdict: verdictOf({ value, gate: 300, better: "more" }),
      },
    ];
  });
}

const KERNEL_GATE = 0.5;

function speedGoals({ results }: SpeedReport): GoalVerdict[] {
  const ratios = results.flatMap(({ objects, contenders }) =>
    contenders.flatMap(({ name, ratio }): GoalVerdict[] => {
      if (ratio === null || objects > 1000 || name.startsWith("Tracker")) return [];
      return [
        {
          row: "2",
          goal: `classical kernel over ${name}, ${objects} objects`,
          gate: "≥ 0.5×",
          measured: `${figure(ratio.median)}×`,
          verdict: verdictOf({ value: ratio.median, gate: KERNEL_GATE, better: "more" }),
        },
      ];
    }),
  );
  const scans = [
    { words: "classical", name: KERNEL },
    { words: "main tracker's", name: MAIN },
  ].flatMap((of) => [...growthGoals(results, of), ...tailGoals(results, of)]);
  return [...ratios, ...scans];
}

/** Whose scans a goal is about. */
interface ScansOf {
  readonly words: string;
  readonly name: string;
}

const scansOf = (results: SpeedReport["results"], objects: number, { name }: ScansOf) =>
  results
    .find((result) => result.objects === objects)
    ?.contenders.find((contender) => contender.name === name)?.scanMs ?? null;

const GROWTHS = [
  { from: 200, to: 1000, gate: 1.2 },
  { from: 1000, to: 5000, gate: 1.3 },
] as const;

function growthGoals(results: SpeedReport["results"], of: ScansOf): GoalVerdict[] {
  return GROWTHS.flatMap(({ from, to, gate }) => {
    const [less, more] = [scansOf(results, from, of), scansOf(results, to, of)];
    if (less === null || more === null) return [];
    const value = Math.log(more.p50 / less.p50) / Math.log(to / from);
    return [
      {
        row: "3",
        goal: `growth exponent of the ${of.words} scan time, ${from} → ${to} objects (p50)`,
        gate: `≤ ${gate.toFixed(2)}`,
        measured: figure(value),
        verdict: verdictOf({ value, gate, better: "less" }),
      },
    ];
  });
}

function tailGoals(results: SpeedReport["results"], of: ScansOf): GoalVerdict[] {
  const scans = scansOf(results, 1000, of);
  if (scans === null) return [];
  const ratio = scans.p99 / scans.p50;
  return [
    {
      row: "4",
      goal: `${of.words} scan at 1000 objects, p99 / p50`,
      gate: "≤ 3",
      measured: figure(ratio),
      verdict: verdictOf({ value: ratio, gate: 3, better: "less" }),
    },
    {
      row: "4",
      goal: `${of.words} scan at 1000 objects, max`,
      gate: "≤ 10 ms",
      measured: `${figure(scans.max)} ms`,
      verdict: verdictOf({ value: scans.max, gate: 10, better: "less" }),
    },
  ];
}

function accuracyGoals({ results }: AccuracyReport): GoalVerdict[] {
  return results.flatMap((result) => [
    ...(result.name === "standard, 200 objects" ? soupGoals(result) : []),
    ...delayGoals(result),
    ...(result.name === "swarm crossing" ? swarmGoals(result) : []),
  ]);
}

const entry = (result: AccuracyResult, name: string): TrackScore | null =>
  result.entries.find((candidate) => candidate.name === name)?.score ?? null;

const MAIN = "Tracker, main";

const AGAINST_SOUP = [
  { field: "gospaM", words: "GOSPA", gate: 0.7 },
  { field: "ballisticPositionM", words: "ballistic position", gate: 0.55 },
  { field: "ballisticVelocityMps", words: "ballistic velocity", gate: 0.35 },
  { field: "switches", words: "switches", gate: 0.5 },
] as const;

/** Against Stone Soup on the same seeds where it ran, else against its recorded figures and all of our seeds. */
function soupGoals(result: AccuracyResult): GoalVerdict[] {
  const here = result.soup.find(({ method }) => method === "gnn");
  const ours = here?.ours ?? entry(result, MAIN);
  if (ours === null) return [];
  const theirs: Partial<TrackScore> = here?.score ?? RECORDED_STONE_SOUP.gnn200;
  return AGAINST_SOUP.flatMap(({ field, words, gate }) => {
    const reference = theirs[field];
    if (reference === undefined) return [];
    const value = ours[field] / reference;
    return [
      {
        row: "5",
        goal: `${words} over Stone Soup GNN's, 200 objects${here === undefined ? " (as recorded)" : ""}`,
        gate: `≤ ${gate}`,
        measured: figure(value),
        verdict: verdictOf({ value, gate, better: "less" }),
      },
    ];
  });
}

/** Whole scans, on top of which the gate gives a tenth. */
const DELAY_MARGIN_SCANS = 0.1;

function delayGoals(result: AccuracyResult): GoalVerdict[] {
  const [ours, oracle] = [entry(result, MAIN), entry(result, "oracle@3")];
  if (ours === null || oracle === null) return [];
  const native = entry(result, "native GNN-EKF");
  const value = ours.confirmationScans - oracle.confirmationScans;
  const met = value <= DELAY_MARGIN_SCANS;
  const falseTracks =
    `; false tracks a scan ${figure(ours.falsePerScan)}` +
    (native === null ? "" : `, native ${figure(native.falsePerScan)}`);
  return [
    {
      row: "6",
      goal: `confirmation after oracle@3's, ${result.name}`,
      gate: "≤ 0.1 scan",
      measured: `${figure(value)} scan${falseTracks}`,
      verdict: met ? "met" : `missed by ${figure(value - DELAY_MARGIN_SCANS)} scan`,
    },
  ];
}

const SWARM_GATE = "≤ 0.75";

function swarmGoals(result: AccuracyResult): GoalVerdict[] {
  const { soup } = result;
  const recorded = entry(result, MAIN);
  if (soup.length === 0 && recorded !== null) {
    const value = recorded.gospaM / RECORDED_STONE_SOUP.swarmJpda.gospaM;
    return [
      {
        row: "7",
        goal: "GOSPA over Stone Soup JPDA's where swarms cross (as recorded)",
        gate: SWARM_GATE,
        measured: figure(value),
        verdict: verdictOf({ value, gate: 0.75, better: "less" }),
      },
    ];
  }
  return soup.map(({ method, score, ours, moments, momentsAll }) => {
    const value = ours.gospaM / score.gospaM;
    const part = moments === momentsAll ? "" : `, first ${moments} of ${momentsAll} s`;
    return {
      row: "7",
      goal: `GOSPA over Stone Soup ${method}'s where swarms cross${part}`,
      gate: SWARM_GATE,
      measured: figure(value),
      verdict: verdictOf({ value, gate: 0.75, better: "less" }),
    };
  });
}

function warningGoals({ delayScans, objects }: BenchFigures["warnings"]): GoalVerdict[] {
  const gates = [
    { words: "median", value: delayScans.p50, gate: 1 },
    { words: "p95", value: delayScans.p95, gate: 2 },
  ];
  return gates.map(({ words, value, gate }) => ({
    row: "11",
    goal: `first take-cover after an oracle's that knows the association, ${objects} objects, ${words}`,
    gate: `≤ +${gate} scan`,
    measured: `${figure(value)} scan`,
    verdict: value <= gate ? "met" : `missed by ${figure(value - gate)} scan`,
  }));
}

const ASSIGNMENT_GATES: Readonly<Record<number, number>> = { 6: 3, 20: 1.5, 60: 1 };

function assignmentGoals(assignment: BenchFigures["assignment"]): GoalVerdict[] {
  return assignment.flatMap(({ candidates, ratio }) => {
    if (ratio === null) return [];
    const gate = ASSIGNMENT_GATES[candidates];
    return [
      {
        row: "14",
        goal: `sparse assignment over scipy's, 1000 rows, ${candidates} in each gate`,
        gate: `≥ ${gate}×`,
        measured: `${figure(ratio.median)}×`,
        verdict: verdictOf({ value: ratio.median, gate, better: "more" }),
      },
    ];
  });
}
