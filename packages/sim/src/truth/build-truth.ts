import { assert } from "@tocsin/core";
import { stream } from "../random/stream.ts";
import type { BirdConfig } from "../scenario/object-schema.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { birdFlight } from "./bird-flight.ts";
import { createPlaces, type Places } from "./places.ts";
import { type TruthContext, type TruthObject, truthObject } from "./truth-object.ts";

/** Every true object of a scenario under a seed. A flock gives one object for each bird: `gulls-1`, `gulls-2`, … */
export function buildTruth(
  scenario: Scenario,
  seed: number,
  context: TruthContext,
): readonly TruthObject[] {
  const places = createPlaces(scenario.site);
  return scenario.definition.objects.flatMap((config) => {
    if (config.kind === "bird") return flock(config, seed, places, context);
    const flight = scenario.flights.get(config.id);
    assert(flight !== undefined, "a parsed scenario has the flight of each object");
    return [truthObject(config, config.id, flight, context)];
  });
}

function flock(
  config: BirdConfig,
  seed: number,
  places: Places,
  context: TruthContext,
): readonly TruthObject[] {
  const position = places.position(config.place, config.height_m);
  assert(position !== null, "a parsed scenario has the place of each flock");
  return Array.from({ length: config.count }, (_, i) => {
    const id = `${config.id}-${i + 1}`;
    const flight = birdFlight(
      {
        position,
        heightM: config.height_m,
        courseRad: (config.course_deg * Math.PI) / 180,
        speedMps: config.speed_mps,
        wanderM: config.wander_m,
        startS: config.from_s,
        endS: context.durationS,
      },
      stream(seed, "bird", id),
    );
    return truthObject(config, id, flight, context);
  });
}
