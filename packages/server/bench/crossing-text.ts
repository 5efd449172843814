import { type CrossingResult, type CrossingRun, OURS } from "./crossing-section.ts";
import { mean } from "./statistics.ts";
import { figure, table } from "./table.ts";

const TEXT = `Where objects contend for each other's detections: the tracker, which decides hard where confirmed tracks contend and mixes elsewhere
([ADR 14](../adr/0014-multi-bernoulli-tracker.md)), against a Poisson multi-Bernoulli mixture (\`packages/core/bench/pmbm\`) over the same laws of motion,
gates, detection probabilities, clutter maps, registration and rules of confirmation, which keeps many global hypotheses for as long as they
are probable. The mixture is read in two ways: its best global hypothesis, and each object's mean over all of them. The oracle is the tracker
with one object's detections at a time, confirmed at the third. Trajectory GOSPA as in *Tracking accuracy*; *less ours* is the mean of the differences on the same seeds,
± twice its standard error: an interval without 0 is a difference, below 0 the contender's gain.`;

export const crossingText = (results: readonly CrossingResult[]): string =>
  [TEXT, ...results.flatMap(kindText)].join("\n\n");

function kindText({ name, text, settings, runs }: CrossingResult): readonly string[] {
  const contenders = [...new Set(runs.map(({ contender }) => contender))];
  const { globalsMax, logWeightLeast, looksAlike } = settings;
  const alike =
    looksAlike === null
      ? ""
      : `; hypotheses of one object that agree in ${looksAlike} looks are one`;
  return [
    `### ${name[0].toUpperCase()}${name.slice(1)}`,
    `${text}. The mixture keeps ${globalsMax} global hypotheses of each cluster, none below e^${logWeightLeast} of the best${alike}.`,
    table(
      [
        "contender",
        "seeds",
        "trajectory GOSPA m",
        "less ours",
        "GOSPA/√n m",
        "switches a run",
        "less ours",
        "position m",
        "missed",
        "false a scan",
        "confirmed after scans",
        "processor s a run",
      ],
      contenders.map((contender) => cells(runs, contender)),
    ),
  ];
}

function cells(runs: readonly CrossingRun[], contender: string): readonly string[] {
  const own = runs.filter((run) => run.contender === contender);
  const meanOf = (of: (run: CrossingRun) => number): number => mean(own.map(of));
  const seconds = own.flatMap(({ processorS }) => (processorS === null ? [] : [processorS]));
  const less = (of: (run: CrossingRun) => number): string =>
    contender === OURS ? "–" : differenceText(runs, own, of);
  const trajectory = ({ score }: CrossingRun): number => score.trajectoryGospaM;
  const switches = ({ score }: CrossingRun): number => score.switches;
  return [
    contender,
    seedsText(own),
    figure(meanOf(trajectory)),
    less(trajectory),
    figure(meanOf(({ score }) => score.gospaM)),
    figure(meanOf(switches)),
    less(switches),
    // One of the two kinds flies in each scenario; the other's error is 0.
    figure(meanOf(({ score }) => score.dronePositionM + score.ballisticPositionM)),
    `${figure(100 * meanOf(({ score }) => score.missedShare))} %`,
    figure(meanOf(({ score }) => score.falsePerScan)),
    figure(meanOf(({ score }) => score.confirmationScans)),
    seconds.length === 0 ? "–" : figure(mean(seconds)),
  ];
}

function seedsText(runs: readonly CrossingRun[]): string {
  const seeds = runs.map(({ seed }) => seed);
  const [first, last] = [Math.min(...seeds), Math.max(...seeds)];
  return first === last ? String(first) : `${first}–${last}`;
}

/** Mean of the differences to ours on the same seeds, ± twice its standard error. */
function differenceText(
  runs: readonly CrossingRun[],
  own: readonly CrossingRun[],
  of: (run: CrossingRun) => number,
): string {
  const differences = own.flatMap((run) => {
    const ours = runs.find(({ seed, contender }) => seed === run.seed && contender === OURS);
    return ours === undefined ? [] : [of(run) - of(ours)];
  });
  const average = mean(differences);
  if (differences.length < 2) return figure(average);
  const squares = differences.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const error = Math.sqrt(squares / (differences.length - 1) / differences.length);
  return `${figure(average)} ± ${figure(2 * error)}`;
}
