import { basename } from "node:path";
import type { SaidGround } from "./fireball.ts";
import type { Interval } from "./interval.ts";
import type { ApogeeOutcome, Outcome } from "./judge-recording.ts";
import type { Watched } from "./watch-movements.ts";

const DEGREES = 180 / Math.PI;

/** One block for each recording, and how often the intervals held over all. */
export function outcomesText(outcomes: readonly Outcome[]): string {
  const lines = outcomes.flatMap(linesOf);
  const said = outcomes
    .flatMap((outcome) => (outcome.kind === "rocket" ? outcome.predictions : []))
    .filter((prediction) => prediction.said !== null);
  if (said.length === 0) return lines.join("\n");
  const held = (by: (prediction: ApogeeOutcome) => boolean): string =>
    `${said.filter(by).length} of ${said.length}`;
  const total = `90 % intervals that held: height ${held((p) => p.heightHeld)}, time ${held((p) => p.timeHeld)}`;
  return [...lines, "", total].join("\n");
}

function linesOf(outcome: Outcome): readonly string[] {
  const name = basename(outcome.path);
  if (outcome.kind === "none") return [`${name}: not judged: ${outcome.why}`];
  if (outcome.kind === "fireball")
    return [
      `${name}: fireball ${outcome.name}${outcome.stillBurns ? ", still burning away at its speed: what it loses is not known here" : ""}`,
      `  still air: ${groundText(outcome.calm)}`,
      `  wind: ${outcome.windy === null ? "no file of it" : groundText(outcome.windy)}`,
    ];
  if (outcome.kind === "movements") return [`${name}: ${watchedText(outcome.watched)}`];
  const { coast } = outcome;
  return [
    `${name}: rocket (${outcome.reading}), coasts from ${coast.burnOutS.toFixed(1)} s at ${coast.burnOutSpeedMps.toFixed(0)} m/s; top ${coast.apogeeM.toFixed(0)} m at ${coast.apogeeS.toFixed(1)} s`,
    ...outcome.predictions.map(predictionText),
  ];
}

function watchedText({
  radar,
  flights,
  single,
  swapped,
  ballisticShare,
  classes,
  medianErrorM,
}: Watched): string {
  const shares = Object.entries(classes)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, share]) => `${kind} ${(100 * share).toFixed(0)} %`);
  const device = radar === "air" ? "an air radar" : "a near radar";
  return (
    `${flights} flights, seen by ${device}: ${single} with one track, ${swapped} tracks on more than one object, ` +
    `ballistic in ${(100 * ballisticShare).toFixed(2)} % of looks, median error ${medianErrorM.toFixed(0)} m; ${shares.join(", ")}`
  );
}

function predictionText({ seconds, said, why, heightHeld, timeHeld }: ApogeeOutcome): string {
  if (said === null) return `  from ${seconds} s: nothing said: ${why ?? ""}`;
  return (
    `  from ${seconds} s: ${intervalText(said.heightM, 0)} m ${heightHeld ? "held" : "MISSED"}, ` +
    `${intervalText(said.timeS, 1)} s ${timeHeld ? "held" : "MISSED"}, k ${said.dragM2PerKg.toExponential(1)} m²/kg`
  );
}

const intervalText = ({ low, middle, high }: Interval, digits: number): string =>
  `${middle.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;

function groundText(said: SaidGround | { readonly why: string }): string {
  if ("why" in said) return `nothing said: ${said.why}`;
  const { place, share, distanceM } = said;
  const found =
    distanceM === null || share === null
      ? ""
      : `; the find is ${distanceM.toFixed(0)} m away, ${share <= 1 ? "inside" : "OUTSIDE"} (${share.toFixed(2)})`;
  return (
    `${(place.latitudeRad * DEGREES).toFixed(5)}, ${(place.longitudeRad * DEGREES).toFixed(5)} ` +
    `(${said.eastM.toFixed(0)} m east, ${said.northM.toFixed(0)} m north of the light's end), after ${said.afterS.toFixed(0)} s ` +
    `at ${said.speedMps.toFixed(0)} m/s, within ${said.longM.toFixed(0)} × ${said.shortM.toFixed(0)} m ` +
    `along ${(said.bearingRad * DEGREES).toFixed(0)}° nine times of ten${found}`
  );
}
