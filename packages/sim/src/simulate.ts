import {
  createLocalFrame,
  type EngineEvent,
  type EvidenceRef,
  type Mode,
  pointInRings,
  type SiteModel,
  terrainOf,
  type TimeUs,
} from "@tocsin/core";
import { compileSite } from "@tocsin/sdk";
import { mergeEvents } from "./events/merge-events.ts";
import { createOriginBook, type Origin } from "./events/origin-book.ts";
import {
  abilityOf,
  type ChannelFailure,
  channelFailures,
  scheduledEvents,
} from "./events/scheduled-events.ts";
import { createTransport } from "./events/transport.ts";
import { troubleFeeds } from "./events/trouble-feeds.ts";
import { stream } from "./random/stream.ts";
import type { Scenario } from "./scenario/scenario.ts";
import { effectiveModel } from "./sensors/effective-model.ts";
import { sensorLooks } from "./sensors/sensor-looks.ts";
import { buildTruth } from "./truth/build-truth.ts";
import type { TruthObject } from "./truth/truth-object.ts";

export interface SimulateOptions {
  /** Instead of the scenario's. */
  readonly seed?: number;
  /** Instead of `simulation`: a drill plays a scenario in mode `drill`. */
  readonly mode?: Mode;
}

export interface Truth {
  readonly objects: readonly TruthObject[];
}

/** One run of a scenario under one seed. */
export interface Simulation {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly site: SiteModel;
  readonly truth: Truth;
  readonly startUs: TimeUs;
  readonly endUs: TimeUs;
  readonly channelFailures: readonly ChannelFailure[];
  /**
   * What reaches the engine, in the order received, from the configuration to a last tick at `endUs`. Each call
   * starts again and gives the same events; memory is bounded by what is on its way.
   */
  events(): Iterable<EngineEvent>;
  /** What really caused a detection that the latest run of {@link events} has given out. */
  originOf(evidence: Pick<EvidenceRef, "sensorId" | "lookSequence" | "index">): Origin;
}

/** The same scenario, seed and mode give the same events bit for bit. */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Simulation {
  const seed = options.seed ?? scenario.definition.seed;
  const site = compileSite(scenario.siteConfig, { mode: options.mode ?? "simulation" });
  const objects = buildTruth(scenario, seed, {
    startUs: scenario.startUs,
    durationS: scenario.definition.duration_s,
    areasAt: (eastM, northM) =>
      site.areas.filter((area) => pointInRings(area.rings, eastM, northM)).map((area) => area.id),
  });
  const origins = createOriginBook();
  const siteFrame = createLocalFrame(site.origin);
  const sources = () =>
    site.sensors.map((spec) => {
      const model = effectiveModel(spec, scenario.definition.sensor_models);
      const ability = abilityOf(spec.id, scenario);
      const { startUs } = scenario;
      return {
        looks: sensorLooks({
          spec,
          model,
          siteFrame,
          groundHeightM: site.groundHeightM,
          terrain: terrainOf(site.terrain),
          objects,
          ability,
          startUs,
          seed,
        }),
        transport: createTransport(model.config.transport, stream(seed, spec.id, "transport")),
        onLook: origins.note,
      };
    });
  return {
    scenario,
    seed,
    site,
    truth: { objects },
    startUs: scenario.startUs,
    endUs: scenario.endUs,
    channelFailures: channelFailures(scenario),
    *events() {
      origins.clear();
      yield { type: "configuration", receivedUs: scenario.startUs, site };
      const events = mergeEvents(scheduledEvents(scenario), sources(), scenario.endUs);
      yield* troubleFeeds(events, scenario);
      yield { type: "tick", receivedUs: scenario.endUs };
    },
    originOf: origins.originOf,
  };
}
