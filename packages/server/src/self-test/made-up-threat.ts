import { assert, type SiteModel, type TimeUs } from "@tocsin/core";
import type { InputConfig, SiteConfig } from "@tocsin/sdk";
import { parseScenario, type Scenario, simulate, type Simulation } from "@tocsin/sim";
import { SELF_TEST_SITE_ID } from "../channels/self-test-gate.ts";
import { checkedSite } from "../rehearse/rehearsal-site.ts";
import { sendPlan, type SendPlan } from "../rehearse/encoder-of-input.ts";

/** A turn of the made-up radar. Short: each turn that the tracker waits for is waited for each time. */
const TURN_S = 0.25;
/** In the middle of the Pacific, with nobody for a thousand kilometres. */
const PLACE = { latitude_deg: 0, longitude_deg: -150 };
const RADAR = "made-up-radar";
const AREA = "made-up-area";

/** A rocket at a made-up area, as a made-up radar sees it, and all that is needed to say so in octets. */
export interface MadeUpThreat {
  readonly config: SiteConfig;
  readonly input: InputConfig;
  /** Of a site that is nobody's, see {@link SELF_TEST_SITE_ID}. */
  readonly site: SiteModel;
  readonly simulation: Simulation;
  readonly plan: SendPlan;
  /** Scenario time at which sending begins: a few turns before the rocket is seen. */
  readonly fromUs: TimeUs;
}

/** The same each time: what it is about is the way, and not the threat. */
export function makeUpThreat(): MadeUpThreat {
  const scenario = rocketScenario();
  const simulation = simulate(scenario);
  const config = checkedSite({
    ...(scenario.definition.site_file as object),
    inputs: [asterixInput()],
  });
  const [input] = config.inputs;
  const sensors = new Map(scenario.site.sensors.map((spec) => [String(spec.id), spec]));
  const plan = sendPlan(input, { mode: config.mode, sensors, formats: new Map() });
  assert(typeof plan !== "string", "the made-up radar can be sent for");
  const site = { ...simulation.site, id: SELF_TEST_SITE_ID };
  return {
    config,
    input,
    site,
    simulation,
    plan,
    fromUs: seenFromUs(simulation) - TURNS_BEFORE_US,
  };
}

const TURNS_BEFORE_US = 3 * TURN_S * 1e6;

function seenFromUs(simulation: Simulation): TimeUs {
  for (const event of simulation.events())
    if (event.type === "look" && event.look.detections.length > 0) return event.look.fromUs;
  throw new Error("the made-up radar sees the made-up rocket");
}

function rocketScenario(): Scenario {
  const result = parseScenario({
    name: "self-test",
    title: "A made-up rocket at a made-up area",
    summary: "Made up, to prove the way from a sensor's octets to a siren.",
    notional: true,
    start: "2026-01-01T00:00:00Z",
    duration_s: 15,
    site_file: {
      mode: "simulation",
      site: { id: "self-test", name: "Self-test", ...PLACE, ground_height_m: 0 },
      sensors: [
        {
          id: RADAR,
          name: "Made-up radar",
          kind: "radar",
          ...PLACE,
          height_m: 10,
          period_s: TURN_S,
          detection_probability: 0.99,
          coverage: { range_max_m: 12_000, elevation_max_deg: 80 },
        },
      ],
      areas: [
        {
          id: AREA,
          name: "Made-up area",
          owner: "Nobody",
          protection: "protected",
          people: 1,
          circle: { ...PLACE, radius_m: 300 },
        },
      ],
    },
    sensor_models: [
      {
        id: RADAR,
        measures: "range-azimuth-elevation",
        range_sigma_m: ERRORS.range_sigma_m,
        azimuth_sigma_deg: ERRORS.azimuth_sigma_deg,
        elevation_sigma_deg: ERRORS.elevation_sigma_deg,
        range_rate_sigma_mps: ERRORS.range_rate_sigma_mps,
      },
    ],
    objects: [
      {
        id: "threat",
        kind: "ballistic",
        class: "rocket",
        from_s: 1,
        launch: { of: AREA, bearing_deg: 30, distance_m: 3_000 },
        aim: { of: AREA },
        elevation_deg: 45,
        // Without, the flight is found at the first try.
        drag: { k_m2_per_kg: 0 },
      },
    ],
  });
  if (result.ok) return result.scenario;
  throw new Error(`the made-up threat cannot be made: ${JSON.stringify(result.problems[0])}`);
}

const ERRORS = {
  range_sigma_m: 5,
  azimuth_sigma_deg: 0.05,
  elevation_sigma_deg: 0.05,
  range_rate_sigma_mps: 0.5,
};

/** The group is only written here: where it listens is found out as it is opened. */
const asterixInput = () => ({
  type: "asterix-udp",
  id: "made-up-input",
  groups: [{ address: "127.0.0.1", port: 1 }],
  interface: "127.0.0.1",
  sensors: [{ sac: 0, sic: 1, sensor: RADAR, ...ERRORS }],
});
