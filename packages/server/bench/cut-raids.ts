import { parseArgs } from "node:util";
import {
  areaId,
  circleRing,
  createEngine,
  pointInRings,
  type EngineEvent,
  type Rings,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import { drive, simulate, type Simulation } from "@tocsin/sim";
import { type RaidKind, raidScenario } from "./raid-scenario.ts";

/** A town of five kilometres across, as one area. */
const TOWN_RADIUS_M = 2_500;
/** People live everywhere alike, on a grid of this step. */
const STEP_M = 100;
/** Who is within this of an impact was rightly warned. */
const DANGER_M = 300;

interface Tally {
  towns: number;
  people: number;
  warned: number;
  needless: number;
  endangered: number;
  /** Endangered, and not told when it came down. */
  unwarned: number;
  impacts: number;
  impactsOutside: number;
  messages: number;
}
const noTally = (): Tally => ({
  towns: 0,
  people: 0,
  warned: 0,
  needless: 0,
  endangered: 0,
  unwarned: 0,
  impacts: 0,
  impactsOutside: 0,
  messages: 0,
});

const TOWN: Rings = [circleRing(0, 0, TOWN_RADIUS_M, 64)];
const PEOPLE: readonly (readonly [number, number])[] = (() => {
  const places: [number, number][] = [];
  for (let e = -TOWN_RADIUS_M; e <= TOWN_RADIUS_M; e += STEP_M)
    for (let n = -TOWN_RADIUS_M; n <= TOWN_RADIUS_M; n += STEP_M)
      if (pointInRings(TOWN, e, n)) places.push([e, n]);
  return places;
})();

const siteWith = (site: SiteModel, cut: boolean): SiteModel => ({
  ...site,
  areas: [
    {
      ...site.areas[0],
      id: areaId("town"),
      rings: TOWN,
      ...(cut ? { cut: { minPartM: 500 } } : {}),
    },
  ],
});

function* eventsOf(simulation: Simulation, cut: boolean): Iterable<EngineEvent> {
  for (const event of simulation.events())
    yield event.type === "configuration" ? { ...event, site: siteWith(event.site, cut) } : event;
}

/** One attack on the town, told whole or in part. */
function play(kind: RaidKind, seed: number, cut: boolean, tally: Tally): void {
  const scenario = raidScenario(kind, seed);
  const simulation = simulate(scenario);
  const told: { readonly atUs: TimeUs; readonly rings: Rings | null }[] = [];
  for (const { effects } of drive(createEngine(), eventsOf(simulation, cut)))
    for (const effect of effects) {
      if (effect.type !== "warning") continue;
      tally.messages++;
      const { stage, action, issuedUs, part } = effect.warning;
      if (action === "end") told.push({ atUs: issuedUs, rings: [] });
      else if (stage === "take-cover") told.push({ atUs: issuedUs, rings: part ?? TOWN });
    }
  const isTold = (e: number, n: number, atUs: TimeUs): boolean => {
    const last = told.findLast((one) => one.atUs <= atUs);
    return last?.rings !== undefined && last.rings !== null && last.rings.length > 0
      ? pointInRings(last.rings, e, n)
      : false;
  };
  const impacts = simulation.truth.objects.flatMap(({ impact, harmless }) =>
    impact === null || harmless || !impact.happened ? [] : [impact],
  );
  tally.towns++;
  for (const { eastM, northM, timeUs } of impacts) {
    if (!pointInRings(TOWN, eastM, northM)) continue;
    tally.impacts++;
    if (!isTold(eastM, northM, timeUs)) tally.impactsOutside++;
  }
  for (const [e, n] of PEOPLE) {
    tally.people++;
    const near = impacts.filter(
      ({ eastM, northM }) => Math.hypot(eastM - e, northM - n) <= DANGER_M,
    );
    const isWarned = told.some(
      ({ rings }) => rings !== null && rings.length > 0 && pointInRings(rings, e, n),
    );
    if (isWarned) tally.warned++;
    if (isWarned && near.length === 0) tally.needless++;
    if (near.length === 0) continue;
    tally.endangered++;
    if (near.some(({ timeUs }) => !isTold(e, n, timeUs))) tally.unwarned++;
  }
}

const { values } = parseArgs({
  options: { seed: { type: "string", default: "1" }, seeds: { type: "string", default: "10" } },
});
const percent = (part: number, whole: number): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
for (const kind of ["salvo", "raid"] as const)
  for (const cut of [false, true]) {
    const tally = noTally();
    for (let i = 0; i < Number(values.seeds); i++) play(kind, Number(values.seed) + i, cut, tally);
    process.stdout.write(
      `${kind.padEnd(6)} ${cut ? "part " : "whole"}  ${tally.towns} towns  warned ${percent(tally.warned, tally.people)} of the people, needlessly ${percent(tally.needless, tally.people)}; of those in danger unwarned ${percent(tally.unwarned, tally.endangered)} (${tally.unwarned} of ${tally.endangered}); impacts outside ${tally.impactsOutside} of ${tally.impacts}; ${tally.messages}  messages\n`,
    );
  }
