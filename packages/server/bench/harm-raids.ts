import { parseArgs } from "node:util";
import {
  type AreaId,
  createEngine,
  type EngineEvent,
  MICROS_PER_SECOND,
  type SiteModel,
  type TimeUs,
} from "@tocsin/core";
import { drive, simulate, type Simulation } from "@tocsin/sim";
import { type RaidKind, raidScenario } from "./raid-scenario.ts";
import { type FirstCovers, raidTruthOf } from "./raid-warnings.ts";

/** People of a quarter, in turn: a policy that counts people has to do with quarters that differ. */
const PEOPLE = [40, 300, 2_000] as const;
/** What the documents use as an example, stated in people hurt. */
const HARM: NonNullable<SiteModel["policy"]["expectedHarm"]> = {
  exposedMost: 50,
  lyingShare: 0.5,
  personMinuteCost: 1e-6,
  trustCost: 0.01,
  thresholdLeast: 0.02,
  thresholdMost: 0.5,
};

interface Tally {
  readonly leadS: number[];
  told: number;
  needless: number;
  hit: number;
  missed: number;
  /** People hurt by the site's own account: the exposed of a quarter that nobody told, and the cost of needless alarms. */
  harm: number;
}
const noTally = (): Tally => ({ leadS: [], told: 0, needless: 0, hit: 0, missed: 0, harm: 0 });

/** The default thresholds, each times a factor: what a plain threshold buys by being another number; and expected harm. */
const POLICIES = ["0.5", "1", "2", "4", "harm"] as const;
type PolicyName = (typeof POLICIES)[number];

function siteWith(site: SiteModel, name: PolicyName): SiteModel {
  const { policy } = site;
  const by = name === "harm" ? 1 : Number(name);
  const times = (probability: number): number => Math.min(0.95, probability * by);
  return {
    ...site,
    areas: site.areas.map((area, i) => ({ ...area, people: PEOPLE[i % PEOPLE.length] })),
    policy: {
      ...policy,
      preAlertProbability: times(policy.preAlertProbability),
      takeCoverProbability: times(policy.takeCoverProbability),
      preAlertReachProbability: times(policy.preAlertReachProbability),
      takeCoverReachProbability: times(policy.takeCoverReachProbability),
      ...(name === "harm" ? { expectedHarm: HARM } : {}),
    },
  };
}

function coversUnder(simulation: Simulation, name: PolicyName): FirstCovers {
  const covers = new Map<AreaId, TimeUs>();
  function* events(): Iterable<EngineEvent> {
    for (const event of simulation.events())
      yield event.type === "configuration" ? { ...event, site: siteWith(event.site, name) } : event;
  }
  for (const { effects } of drive(createEngine(), events()))
    for (const effect of effects)
      if (effect.type === "warning" && effect.warning.stage === "take-cover")
        if (!covers.has(effect.warning.areaId))
          covers.set(effect.warning.areaId, effect.warning.issuedUs);
  return covers;
}

function add(tally: Tally, covers: FirstCovers, simulation: Simulation): void {
  const { hits } = raidTruthOf(simulation);
  const site = siteWith(simulation.scenario.site, "1");
  for (const { id, people, shelterS } of site.areas) {
    const [toldUs, hitUs] = [covers.get(id), hits.get(id)];
    if (toldUs !== undefined) tally.told += people;
    const exposed = Math.min(people, HARM.exposedMost);
    if (hitUs === undefined) {
      if (toldUs === undefined) continue;
      tally.needless += people;
      tally.harm += people * HARM.trustCost;
      continue;
    }
    tally.hit += people;
    const leadS = toldUs === undefined ? -1 : (hitUs - toldUs) / MICROS_PER_SECOND;
    if (leadS <= 0) {
      tally.missed += people;
      tally.harm += exposed;
    } else {
      tally.leadS.push(leadS);
      const spared = HARM.lyingShare + (1 - HARM.lyingShare) * Math.min(1, leadS / shelterS);
      tally.harm += exposed * (1 - spared);
    }
  }
}

const median = (values: readonly number[]): string =>
  values.length === 0
    ? "–"
    : values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)].toFixed(1);

const lineOf = (
  kind: RaidKind,
  name: PolicyName,
  { leadS, told, needless, hit, missed, harm }: Tally,
): string =>
  `${kind.padEnd(6)} ${name.padEnd(5)}  people told ${told}, needlessly ${needless}; of ${hit} that were hit missed ${missed}; lead of a quarter, median ${median(leadS)} s; harm ${harm.toFixed(1)}`;

/** `node packages/server/bench/harm-raids.ts --seeds 12`: the default thresholds against expected harm, over the same attacks. */
function main(): void {
  const { values } = parseArgs({
    options: {
      seeds: { type: "string", default: "12" },
      kinds: { type: "string", default: "salvo,raid" },
    },
  });
  for (const kind of values.kinds.split(",") as RaidKind[]) {
    const tallies = new Map(POLICIES.map((name) => [name, noTally()]));
    for (let seed = 1; seed <= Number(values.seeds); seed++) {
      const simulation = simulate(raidScenario(kind, seed));
      for (const [name, tally] of tallies) add(tally, coversUnder(simulation, name), simulation);
    }
    for (const [name, tally] of tallies) process.stdout.write(`${lineOf(kind, name, tally)}\n`);
  }
}

main();
