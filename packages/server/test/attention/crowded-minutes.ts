import { stream } from "@tocsin/sim";
import { createStepPrinter } from "../../src/cli/text/step-lines.ts";
import { watchedRun } from "../run/watched-run.ts";

/** What is too much for one person: a salvo, all sensors lost at once, or some that come and go. */
export interface CrowdedMinutes {
  readonly name: string;
  readonly sensors: number;
  readonly areas: number;
  readonly objects: number;
  /** Each sensor that is lost: from and to, in seconds of the scenario. */
  readonly outages: readonly {
    readonly sensor: number;
    readonly fromS: number;
    readonly toS: number;
  }[];
  readonly durationS: number;
  readonly seed: number;
}

const PLACE = { latitude_deg: 40, longitude_deg: 20 };

function scenarioOf(of: CrowdedMinutes): object {
  const random = stream(of.seed, "crowded minutes");
  return {
    name: "crowded",
    title: "Crowded",
    summary: "For tests.",
    notional: true,
    seed: of.seed,
    start: "2026-01-01T00:00:00Z",
    duration_s: of.durationS,
    site_file: {
      site: { id: "site", name: "Site", ...PLACE, ground_height_m: 0 },
      sensors: Array.from({ length: of.sensors }, (_, i) => ({
        id: `radar-${i}`,
        name: `Radar ${i}`,
        kind: "radar",
        latitude_deg: PLACE.latitude_deg + 0.002 * (i % 10),
        longitude_deg: PLACE.longitude_deg + 0.002 * Math.floor(i / 10),
        height_m: 15,
        coverage: { range_max_m: 20_000, elevation_min_deg: -2, elevation_max_deg: 85 },
        detection_probability: 0.95,
        false_detections_per_sweep: 0,
        period_s: 2,
      })),
      areas: Array.from({ length: of.areas }, (_, i) => ({
        id: `area-${i}`,
        name: `Area ${i}`,
        owner: "Owner",
        protection: "protected",
        circle: {
          latitude_deg: PLACE.latitude_deg + 0.01 * i,
          longitude_deg: PLACE.longitude_deg,
          radius_m: 400,
        },
        people: 50,
      })),
      policy: { all_clear_delay_s: 60, expiry_margin_s: 30 },
    },
    objects: Array.from({ length: of.objects }, (_, i) => ({
      id: `bomb-${i}`,
      kind: "ballistic",
      class: "mortar",
      from_s: 30 + random.uniform(0, 60),
      launch: {
        of: "site",
        bearing_deg: random.uniform(0, 90),
        distance_m: random.uniform(4_000, 6_000),
      },
      aim: { of: `area-${i % of.areas}` },
      elevation_deg: random.uniform(50, 65),
    })),
    events: of.outages.map(({ sensor, fromS, toS }) => ({
      kind: "sensor-outage",
      sensor: `radar-${sensor}`,
      from_s: fromS,
      to_s: toS,
    })),
  };
}

export interface ToldLine {
  readonly second: number;
  readonly text: string;
}

/** Every line that a terminal beside the post prints, with when. */
export async function toldIn(of: CrowdedMinutes): Promise<readonly ToldLine[]> {
  const told: ToldLine[] = [];
  await watchedRun(scenarioOf(of), of.seed, ({ site, startUs }) => {
    const linesOf = createStepPrinter(site);
    return (step) => {
      const timeUs = step.event?.receivedUs ?? startUs;
      for (const text of linesOf(step)) told.push({ second: (timeUs - startUs) / 1_000_000, text });
    };
  });
  return told;
}
