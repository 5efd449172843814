/**
 * Said launch regions against where bodies truly left the ground, through the real tracker and its own history:
 * `node packages/core/bench/launch-accuracy.ts [--runs 1000] [--seed 1]`. One JSON line for each radar and each time by
 * which the first detection is late: bodies of the impact bench, first seen 60 to 250 m above the ground or so much later.
 */
import { createTracker, estimateLaunch, type LaunchAnswer, type Track } from "../src/index.ts";
import { standardAtmosphereWithWind } from "../src/atmosphere/atmosphere.ts";
import { createEnvironment } from "../src/motion/environment.ts";
import { randomFrom } from "./impact-random.ts";
import { mean, median } from "./impact-score.ts";
import { looksOf, measure, type RadarDesign, RADARS, specOf, START_US } from "./impact-sensors.ts";
import { type Draw, drawBody, GRID_S, SITE } from "./impact-truth.ts";

/** Seconds by which the first detection is late, and for which the object is then followed. */
const LATE_S = [0, 3, 6, 12] as const;
const FOLLOWED_S = 8;
/** χ²(2, 0.9) and the two-sided 90 % of a normal. */
const INSIDE_90 = 4.605170186;
const TWO_SIDED_90 = 1.644853627;
const env = createEnvironment(SITE, standardAtmosphereWithWind());

interface Row {
  readonly why: string[];
  readonly held: boolean[];
  readonly heldTime: boolean[];
  readonly areasM2: number[];
  readonly errorsM: number[];
}

const after = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};

const rows = RADARS.map(() =>
  LATE_S.map((): Row => ({ why: [], held: [], heldTime: [], areasM2: [], errorsM: [] })),
);
const random = randomFrom(after("--seed", 1));
for (let run = 0; run < after("--runs", 1000); run++) {
  const body = drawBody(random, false);
  RADARS.forEach((radar, r) =>
    LATE_S.forEach((lateS, l) => {
      const track = followed(body, radar, lateS);
      if (track === null) rows[r][l].why.push("no track");
      else score(rows[r][l], body, estimateLaunch(track, env), lateS);
    }),
  );
}
RADARS.forEach((radar, r) => LATE_S.forEach((lateS, l) => report(radar, lateS, rows[r][l])));

/** The track of a body of which the first `lateS` seconds were outside cover. */
function followed({ flight }: Draw, radar: RadarDesign, lateS: number): Track | null {
  const states = flight.states.slice(Math.round(lateS / GRID_S));
  const measured = measure(states, FOLLOWED_S, radar, random);
  const tracker = createTracker({
    origin: SITE,
    sensors: [specOf(radar)],
    confirmDetections: 3,
    confirmWindow: 5,
    endAfterMisses: 8,
    endAfterUs: 30_000_000,
    tracksMax: 100,
  });
  for (const look of looksOf(measured, radar, FOLLOWED_S)) tracker.processLook(look, new Map());
  return [...tracker.tracks()].sort((a, b) => b.detectionCount - a.detectionCount)[0] ?? null;
}

function score(row: Row, body: Draw, answer: LaunchAnswer, lateS: number): void {
  if (!answer.known) {
    row.why.push(answer.why);
    return;
  }
  const { region } = answer;
  const e = body.launchE - region.eastM;
  const n = body.launchN - region.northM;
  const { covarianceEeM2: ee, covarianceEnM2: en, covarianceNnM2: nn } = region;
  const det = ee * nn - en * en;
  row.held.push((nn * e * e - 2 * en * e * n + ee * n * n) / det <= INSIDE_90);
  const saidS = (region.launchUs - START_US) / 1e6;
  const offS = saidS - (body.launchS - lateS);
  row.heldTime.push(Math.abs(offS) <= TWO_SIDED_90 * region.launchSigmaS);
  row.areasM2.push(Math.PI * INSIDE_90 * Math.sqrt(det));
  row.errorsM.push(Math.hypot(e, n));
}

function report(radar: RadarDesign, lateS: number, row: Row): void {
  const bodies = row.held.length + row.why.length;
  const share = (why: string): number => row.why.filter((said) => said === why).length / bodies;
  console.log(
    JSON.stringify({
      radar: radar.name,
      lateS,
      bodies,
      known: rounded(row.held.length / bodies),
      firstSeenTooLate: rounded(share("first-seen-too-late")),
      notBallistic: rounded(share("not-ballistic")),
      held90: rounded(mean(row.held.map(Number))),
      heldTime90: rounded(mean(row.heldTime.map(Number))),
      medianErrorM: rounded(median(row.errorsM)),
      areaKm2: rounded(median(row.areasM2) / 1e6),
    }),
  );
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
