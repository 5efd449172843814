import { OBJECT_CLASSES } from "@tocsin/core";
import { DRAWN_CLASSES } from "./class-objects.ts";
import { ASKED_AT, type ClassSample, classSamples } from "./class-samples.ts";
import { CLASS_RADARS, type ClassRadar, classScenario } from "./class-scenario.ts";
import { type ClassScore, confusionOf, LET_PASS, scoresOf } from "./class-scores.ts";
import { figure, table } from "./table.ts";

export interface ClassOptions {
  readonly seed: number;
  readonly seeds: number;
  readonly progress: (text: string) => void;
}

export interface ClassPart {
  readonly radar: ClassRadar;
  readonly spoofs: boolean;
  readonly scores: readonly ClassScore[];
  readonly confusion: readonly (readonly [truth: string, ...counts: number[]])[];
  /** Of claims at twenty detections, by who makes them: how many are shown as contradicted. */
  readonly claims: readonly (readonly [who: string, contradicted: number, of: number])[];
}

export interface ClassReport {
  readonly seeds: number;
  readonly parts: readonly ClassPart[];
}

/** Every radar with honest claims, and the one that reports cross-sections with spoofed ones. */
export function classSection({ seed, seeds, progress }: ClassOptions): ClassReport {
  const wanted = [
    ...CLASS_RADARS.map((radar) => ({ radar, spoofs: false })),
    { radar: CLASS_RADARS[0], spoofs: true },
    { radar: CLASS_RADARS[1], spoofs: true },
  ];
  return {
    seeds,
    parts: wanted.map(({ radar, spoofs }) => {
      const samples = Array.from({ length: seeds }, (_, i) => {
        progress(`classes, ${radar}${spoofs ? ", spoofed" : ""}, seed ${seed + i}`);
        return classSamples(classScenario(seed + i, radar, spoofs));
      }).flat();
      return partOf(radar, spoofs, samples);
    }),
  };
}

function partOf(radar: ClassRadar, spoofs: boolean, samples: readonly ClassSample[]): ClassPart {
  const confusion = confusionOf(samples, 10);
  const truths = [...DRAWN_CLASSES, ...(spoofs ? ["nothing"] : [])];
  const last = ASKED_AT[ASKED_AT.length - 1];
  const claiming = samples.filter(({ detections, claims }) => claims && detections === last);
  return {
    radar,
    spoofs,
    scores: scoresOf(samples),
    confusion: truths.map((truth) => [
      truth,
      ...OBJECT_CLASSES.map((name) => confusion.get(truth)?.get(name) ?? 0),
    ]),
    claims: truths.flatMap((truth) => {
      const made = claiming.filter((sample) => sample.truth === truth);
      const contradicted = made.filter(({ contradiction }) => contradiction !== null);
      return made.length === 0 ? [] : [[truth, contradicted.length, made.length] as const];
    }),
  };
}

const percent = (value: number): string => `${figure(100 * value)} %`;

export function classText({ seeds, parts }: ClassReport): string {
  return [
    `One object of each of 22 kinds about one radar (1 Hz, or 2 s without elevation; P_D 0.9, 8 false detections a sweep), ${seeds} draws for each
table. Speeds, heights, cross-sections, drag curves and manoeuvres are drawn even between extremes of their own, not from
the beliefs, which were set on other seeds. A track is asked at its 3rd, 5th, 10th and 20th detection. *Let pass*: harmless with ${LET_PASS} or
more, as a decision asks. Log score: mean −ln p of the true class; in brackets that of the shares among what was drawn.`,
    ...parts.flatMap((part) => [
      `### Radar ${part.radar}${part.spoofs ? ", claims spoofed" : ""}`,
      scoreTable(part.scores),
      `At 10 detections, rows what it is, columns the likeliest class:`,
      table(
        ["", ...OBJECT_CLASSES],
        part.confusion.map(([truth, ...counts]) => [truth, ...counts.map(String)]),
      ),
      ...(part.claims.length === 0
        ? []
        : [
            `Claims to be an aircraft that are shown as contradicted at 20 detections: ${part.claims
              .map(([who, contradicted, of]) => `${who} ${contradicted} of ${of}`)
              .join(", ")}.`,
          ]),
    ]),
  ].join("\n\n");
}

const scoreTable = (scores: readonly ClassScore[]): string =>
  table(
    [
      "detections",
      "tracks",
      "right / unknown / wrong",
      "log score",
      "calibration",
      "threats let pass / likeliest harmless",
      "harmless not let pass / likeliest a threat",
      "of no known class: unknown / let pass",
    ],
    scores.map((score) => [
      String(score.detections),
      String(score.count),
      [score.right, score.unknown, score.wrong].map(percent).join(" / "),
      `${figure(score.logScore)} (${figure(score.priorLogScore)})`,
      figure(score.calibrationError),
      `${percent(score.threatsLetPass)} / ${percent(score.threatsCalledHarmless)}`,
      `${percent(score.harmlessNotLetPass)} / ${percent(score.harmlessCalledThreat)}`,
      `${percent(score.othersUnknown)} / ${percent(score.othersLetPass)}`,
    ]),
  );
