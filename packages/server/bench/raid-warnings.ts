import {
  type AreaId,
  createEngine,
  type EngineEvent,
  type Look,
  MICROS_PER_SECOND,
  type TimeUs,
} from "@tocsin/core";
import { drive, type Simulation } from "@tocsin/sim";

/** When each area was first told to take cover. */
export type FirstCovers = ReadonlyMap<AreaId, TimeUs>;

/** What really happened to the areas of a generated attack. */
export interface RaidTruth {
  /** When each area was first hit. */
  readonly hits: ReadonlyMap<AreaId, TimeUs>;
  /** When whoever knew everything would have told each of them: at the first detection of an object that hits it. */
  readonly known: FirstCovers;
}

export function coversOf(simulation: Simulation): FirstCovers {
  return coversIn(simulation.events());
}

function coversIn(events: Iterable<EngineEvent>): FirstCovers {
  const covers = new Map<AreaId, TimeUs>();
  for (const { effects } of drive(createEngine(), events)) {
    for (const effect of effects) {
      if (effect.type !== "decision") continue;
      const { areaId, stage, decidedUs } = effect.decision;
      if (areaId !== null && stage === "take-cover" && !covers.has(areaId))
        covers.set(areaId, decidedUs);
    }
  }
  return covers;
}

/** The same engine under the same rule, given one object's detections at a time and nothing else. */
export function oracleCoversOf(simulation: Simulation): FirstCovers {
  const covers = new Map<AreaId, TimeUs>();
  for (const { id } of simulation.truth.objects) {
    for (const [areaId, timeUs] of coversIn(eventsOf(simulation, id)))
      covers.set(areaId, Math.min(covers.get(areaId) ?? timeUs, timeUs));
  }
  return covers;
}

function* eventsOf(simulation: Simulation, objectId: string): Iterable<EngineEvent> {
  for (const event of simulation.events())
    yield event.type === "look"
      ? { ...event, look: onlyOf(simulation, event.look, objectId) }
      : event;
}

const onlyOf = (simulation: Simulation, look: Look, objectId: string): Look => ({
  ...look,
  detections: look.detections.filter((_, index) => causeOf(simulation, look, index) === objectId),
});

/** The object that a detection came from; null where none did. */
export function causeOf(simulation: Simulation, look: Look, index: number): string | null {
  const { sensorId, sequence } = look;
  const origin = simulation.originOf({ sensorId, lookSequence: sequence, index });
  return origin.kind === "object" ? origin.objectId : null;
}

export function raidTruthOf(simulation: Simulation): RaidTruth {
  const seenUs = new Map<string, TimeUs>();
  for (const event of simulation.events()) {
    if (event.type !== "look") continue;
    event.look.detections.forEach((_, index) => {
      const cause = causeOf(simulation, event.look, index);
      if (cause !== null && !seenUs.has(cause)) seenUs.set(cause, event.receivedUs);
    });
  }
  const hits = new Map<AreaId, TimeUs>();
  const known = new Map<AreaId, TimeUs>();
  for (const { id, impact, harmless } of simulation.truth.objects) {
    if (impact === null || harmless) continue;
    const knownUs = seenUs.get(id) ?? impact.timeUs;
    for (const areaId of impact.areaIds) {
      hits.set(areaId, Math.min(hits.get(areaId) ?? impact.timeUs, impact.timeUs));
      known.set(areaId, Math.min(known.get(areaId) ?? knownUs, knownUs));
    }
  }
  return { hits, known };
}

/** How a contender did over the areas of all attacks. */
export interface RaidScore {
  /** s from the order to the impact for each area that was hit and told before; */
  readonly leadS: number[];
  missed: number;
  /** areas told that were not hit, and all that were told. */
  needless: number;
  told: number;
}
export const noScore = (): RaidScore => ({ leadS: [], missed: 0, needless: 0, told: 0 });

export function addScore(score: RaidScore, covers: FirstCovers, { hits }: RaidTruth): void {
  score.told += covers.size;
  for (const areaId of covers.keys()) if (!hits.has(areaId)) score.needless++;
  for (const [areaId, hitUs] of hits) {
    const toldUs = covers.get(areaId);
    if (toldUs === undefined || toldUs >= hitUs) score.missed++;
    else score.leadS.push((hitUs - toldUs) / MICROS_PER_SECOND);
  }
}
