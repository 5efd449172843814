import { parseArgs } from "node:util";
import {
  type AreaId,
  createEngine,
  createLocalFrame,
  type EngineEvent,
  MICROS_PER_SECOND,
  SecondPath,
  type TimeUs,
} from "@tocsin/core";
import { drive, type Simulation, simulate } from "@tocsin/sim";
import { type RaidKind, raidScenario } from "./raid-scenario.ts";
import { raidTruthOf } from "./raid-warnings.ts";
import { quantiles } from "./statistics.ts";

/**
 * `node packages/server/bench/second-path.ts --seeds 40`: over the generated attacks, when each decision path first said that something comes to an
 * area that was hit, how often they disagreed, and the processor time that the second costs, engines with and without it in turn.
 */
const { values } = parseArgs({
  options: { seeds: { type: "string", default: "40" }, seed: { type: "string", default: "1" } },
});

type Use = "off" | "show";
type FirstTimes = Map<AreaId, TimeUs>;

const kinds: readonly RaidKind[] = ["salvo", "raid"];
const [seeds, firstSeed] = [Number(values.seeds), Number(values.seed)];
for (const kind of kinds) process.stdout.write(`${textOf(kind)}\n`);

/** The attack as it arrives, with the second path used so. */
function eventsOf(simulation: Simulation, secondPath: Use): readonly EngineEvent[] {
  return Array.from(simulation.events(), (event) =>
    event.type === "configuration"
      ? { ...event, site: { ...event.site, policy: { ...event.site.policy, secondPath } } }
      : event,
  );
}

interface Lived {
  readonly first: FirstTimes;
  readonly faults: readonly string[];
  readonly processorS: number;
}

/** What the engine decides first of each area, and where it says that its paths disagree. */
function live(simulation: Simulation, use: Use): Lived {
  const first: FirstTimes = new Map();
  const faults: string[] = [];
  const events = eventsOf(simulation, use);
  const began = process.cpuUsage();
  for (const { effects } of drive(createEngine(), events))
    for (const effect of effects) {
      if (effect.type === "decision") {
        const { areaId, stage, decidedUs } = effect.decision;
        if (areaId !== null && stage !== "none") note(first, areaId, decidedUs);
      } else if (effect.type === "fault" && effect.fault.code === "DECISION_PATHS_DISAGREE")
        faults.push(`${effect.fault.subject}: ${effect.fault.detail}`);
    }
  const { user, system } = process.cpuUsage(began);
  return { first, faults, processorS: (user + system) / 1e6 };
}

/** When a course of the second path by itself first led to each area. */
function leads({ site, ...simulation }: Simulation): FirstTimes {
  const path = new SecondPath({
    frame: createLocalFrame(site.origin),
    sensors: site.sensors,
    areas: site.areas,
    groundHeightM: site.groundHeightM,
    passesAboveM: site.policy.overflightHeightM,
  });
  const times: FirstTimes = new Map();
  for (const event of simulation.events()) {
    if (event.type !== "look") continue;
    path.look(event.look);
    for (const { areaId } of path.headings()) note(times, areaId, event.receivedUs);
  }
  return times;
}

function note(times: FirstTimes, areaId: AreaId, timeUs: TimeUs): void {
  if (!times.has(areaId)) times.set(areaId, timeUs);
}

function textOf(kind: RaidKind): string {
  const leadS = { first: [] as number[], second: [] as number[] };
  const ratios: number[] = [];
  const faults: string[] = [];
  let [hits, firstOnly, secondOnly, neither, hours] = [0, 0, 0, 0, 0];
  for (let seed = firstSeed; seed < firstSeed + seeds; seed++) {
    const simulation = simulate(raidScenario(kind, seed));
    const events = [...simulation.events()];
    hours += (events[events.length - 1].receivedUs - events[0].receivedUs) / 3_600e6;
    const without = live(simulation, "off");
    const withIt = live(simulation, "show");
    ratios.push(withIt.processorS / without.processorS);
    faults.push(...withIt.faults.map((text) => `seed ${seed} ${text}`));
    const second = leads(simulation);
    for (const [areaId, hitUs] of raidTruthOf(simulation).hits) {
      hits++;
      const [a, b] = [withIt.first.get(areaId), second.get(areaId)].map((timeUs) =>
        timeUs === undefined || timeUs >= hitUs ? null : (hitUs - timeUs) / MICROS_PER_SECOND,
      );
      if (a !== null) leadS.first.push(a);
      if (b !== null) leadS.second.push(b);
      if (a === null && b === null) neither++;
      else if (b === null) firstOnly++;
      else if (a === null) secondOnly++;
    }
  }
  const lead = (s: readonly number[]): string => {
    const { p5, p50, p95 } = quantiles(s);
    return `${p50.toFixed(1)} s (${p5.toFixed(1)} … ${p95.toFixed(1)})`;
  };
  return [
    `${kind}: ${seeds} attacks from seed ${firstSeed}, ${hours.toFixed(2)} h, ${hits} areas hit`,
    `  predictive path: ${leadS.first.length} told before, ${lead(leadS.first)} ahead`,
    `  second path:     ${leadS.second.length} a course led there before, ${lead(leadS.second)} ahead`,
    `  by the first alone ${firstOnly}, by the second alone ${secondOnly}, by neither ${neither}`,
    `  disagreements ${faults.length}, ${(faults.length / hours).toFixed(2)} an hour`,
    ...faults.map((text) => `    ${text}`),
    `  processor time with it to without: ${quantiles(ratios).p50.toFixed(3)} in the median`,
  ].join("\n");
}
