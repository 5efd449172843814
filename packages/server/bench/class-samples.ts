import {
  classGivenExistence,
  compareLooks,
  createTracker,
  harmlessProbability,
  type Look,
  OBJECT_CLASSES,
  type ObjectClass,
  terrainOf,
  type Track,
} from "@tocsin/core";
import { simulate, type Simulation } from "@tocsin/sim";
import type { ClassScenario } from "./class-scenario.ts";

/** Detections at which a track is asked for its class. */
export const ASKED_AT = [3, 5, 10, 20] as const;

/** What a track said of its object's class at one of these. */
export interface ClassSample {
  readonly truth: string;
  readonly detections: (typeof ASKED_AT)[number];
  /** In the order of the classes. */
  readonly probabilities: readonly number[];
  readonly best: ObjectClass;
  /** That it does not threaten by itself: what a decision lets pass by. */
  readonly harmless: number;
  /** Whether it says that it is an aircraft, and what speaks against that. */
  readonly claims: boolean;
  readonly contradiction: string | null;
}

/** Follows all objects of a scenario, and asks the track of each at its third, fifth, tenth and twentieth detection. */
export function classSamples({ scenario, truthOf }: ClassScenario): readonly ClassSample[] {
  const simulation = simulate(scenario);
  const { site } = simulation;
  const tracker = createTracker({
    ...site.tracker,
    origin: site.origin,
    sensors: site.sensors,
    terrain: terrainOf(site.terrain),
    keepsHistory: false,
  });
  const samples: ClassSample[] = [];
  const asked = new Map<string, number>();
  for (const look of looksOf(simulation)) {
    tracker.processLook(look, new Map());
    for (const track of tracker.tracks()) {
      const rank = asked.get(track.id) ?? 0;
      if (rank >= ASKED_AT.length || track.detectionCount < ASKED_AT[rank]) continue;
      asked.set(track.id, rank + 1);
      const truth = truthOfTrack(simulation, track, truthOf);
      if (truth !== null) samples.push(sampleOf(track, truth, ASKED_AT[rank]));
    }
  }
  return samples;
}

function looksOf(simulation: Simulation): readonly Look[] {
  const looks: Look[] = [];
  for (const event of simulation.events()) if (event.type === "look") looks.push(event.look);
  return looks.sort(compareLooks);
}

/** Of the object that gave two thirds of a track's detections; null where none did. */
function truthOfTrack(
  simulation: Simulation,
  track: Track,
  truthOf: ReadonlyMap<string, string>,
): string | null {
  const counts = new Map<string, number>();
  for (const evidence of track.evidence) {
    const origin = simulation.originOf(evidence);
    if (origin.kind !== "object") continue;
    counts.set(origin.objectId, (counts.get(origin.objectId) ?? 0) + 1);
  }
  for (const [id, count] of counts) {
    if (3 * count < 2 * track.evidence.length) continue;
    return truthOf.get(id) ?? truthOf.get(id.replace(/-\d+$/, "")) ?? null;
  }
  return null;
}

function sampleOf(track: Track, truth: string, detections: ClassSample["detections"]): ClassSample {
  const given = classGivenExistence(track);
  const probabilities = OBJECT_CLASSES.map((name) => given[name]);
  const best = OBJECT_CLASSES[probabilities.indexOf(Math.max(...probabilities))];
  const claims =
    track.identity !== null && (track.identity.aircraftAddress ?? track.identity.callsign) !== null;
  return {
    truth,
    detections,
    probabilities,
    best,
    harmless: harmlessProbability(track),
    claims,
    contradiction: track.claim?.contradiction ?? null,
  };
}
