import { OBJECT_CLASSES } from "@tocsin/core";
import { ASKED_AT, type ClassSample } from "./class-samples.ts";
import { mean } from "./statistics.ts";

/** From this probability on a decision lets an object pass as harmless: the policy's default. */
export const LET_PASS = 0.8;
const THREATS: ReadonlySet<string> = new Set([
  "rocket",
  "mortar",
  "missile",
  "fixed-wing-drone",
  "multirotor",
]);
const HARMLESS: ReadonlySet<string> = new Set(["aircraft", "helicopter", "bird"]);
const BINS = 10;

export interface ClassScore {
  readonly detections: number;
  readonly count: number;
  /** Of those of a known class: the likeliest class is theirs, is `unknown`, is another. */
  readonly right: number;
  readonly unknown: number;
  readonly wrong: number;
  /** Mean −ln of the probability of the true class, and the same of the classes' shares among what was drawn. */
  readonly logScore: number;
  readonly priorLogScore: number;
  /** Mean distance of probability and frequency over ten bins of as many statements each, one for each class of each track. */
  readonly calibrationError: number;
  /** Of the threats: let pass as harmless, and held likeliest to be. */
  readonly threatsLetPass: number;
  readonly threatsCalledHarmless: number;
  /** Of the harmless: not let pass, and held likeliest to be a threat. */
  readonly harmlessNotLetPass: number;
  readonly harmlessCalledThreat: number;
  /** Of objects of no known class: left unknown, and let pass. */
  readonly othersUnknown: number;
  readonly othersLetPass: number;
}

export const scoresOf = (samples: readonly ClassSample[]): readonly ClassScore[] =>
  ASKED_AT.map((detections) =>
    scoreOf(
      detections,
      samples.filter((sample) => sample.detections === detections),
    ),
  );

const share = (samples: readonly ClassSample[], is: (sample: ClassSample) => boolean): number =>
  samples.filter(is).length / samples.length;

function scoreOf(detections: number, samples: readonly ClassSample[]): ClassScore {
  const known = samples.filter(({ truth }) => THREATS.has(truth) || HARMLESS.has(truth));
  const threats = known.filter(({ truth }) => THREATS.has(truth));
  const harmless = known.filter(({ truth }) => HARMLESS.has(truth));
  const others = samples.filter(({ truth }) => truth === "other");
  const letPass = (sample: ClassSample): boolean => sample.harmless >= LET_PASS;
  return {
    detections,
    count: known.length,
    right: share(known, ({ truth, best }) => best === truth),
    unknown: share(known, ({ best }) => best === "unknown"),
    wrong: share(known, ({ truth, best }) => best !== truth && best !== "unknown"),
    logScore: mean(known.map((sample) => -Math.log(Math.max(probabilityOfTruth(sample), 1e-9)))),
    priorLogScore: mean(
      known.map(({ truth }) => -Math.log(share(known, (sample) => sample.truth === truth))),
    ),
    calibrationError: calibrationError(known),
    threatsLetPass: share(threats, letPass),
    threatsCalledHarmless: share(threats, ({ best }) => HARMLESS.has(best) || best === "clutter"),
    harmlessNotLetPass: share(harmless, (sample) => !letPass(sample)),
    harmlessCalledThreat: share(harmless, ({ best }) => THREATS.has(best)),
    othersUnknown: share(others, ({ best }) => best === "unknown"),
    othersLetPass: share(others, letPass),
  };
}

const probabilityOfTruth = ({ truth, probabilities }: ClassSample): number =>
  probabilities[OBJECT_CLASSES.findIndex((name) => name === truth)];

/** Bins of equal counts over the statements "it is of this class" of every class but unknown and clutter, given that it is of one of them. */
function calibrationError(samples: readonly ClassSample[]): number {
  const statements = samples.flatMap((sample) => {
    const told = OBJECT_CLASSES.map((name, i) => ({
      says: sample.probabilities[i],
      is: name === sample.truth,
      counts: THREATS.has(name) || HARMLESS.has(name),
    })).filter(({ counts }) => counts);
    const sum = told.reduce((total, { says }) => total + says, 0);
    return told.map(({ says, is }) => ({ says: says / sum, is }));
  });
  statements.sort((a, b) => a.says - b.says);
  let error = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const from = Math.floor((bin * statements.length) / BINS);
    const to = Math.floor(((bin + 1) * statements.length) / BINS);
    const inside = statements.slice(from, to);
    const says = mean(inside.map((statement) => statement.says));
    const is = mean(inside.map((statement) => (statement.is ? 1 : 0)));
    error += (inside.length / statements.length) * Math.abs(says - is);
  }
  return error;
}

/** How often each truth was held to be each class, at one count of detections. */
export function confusionOf(
  samples: readonly ClassSample[],
  detections: number,
): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const rows = new Map<string, Map<string, number>>();
  for (const sample of samples) {
    if (sample.detections !== detections) continue;
    const row = rows.get(sample.truth) ?? new Map<string, number>();
    rows.set(sample.truth, row);
    row.set(sample.best, (row.get(sample.best) ?? 0) + 1);
  }
  return rows;
}
