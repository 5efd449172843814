import { stream } from "@tocsin/sim";
import { watchedRun } from "../run/watched-run.ts";

/** A sensor that fell silent: how often it looks, and how long it took until it counted as down, s; null: never. */
export interface SensorStop {
  readonly periodS: number;
  readonly seenS: number | null;
}

/** A sensor is seen to be silent within the longer of three of its periods and this, s. */
export const seenWithinS = (periodS: number): number => Math.max(3 * periodS, 5);

const SENSORS = 5;
const FIRST_S = 30;
const SILENT_S = 40;
const PAUSE_S = 80;

/** Stops sensors of drawn periods, one after the other, `stops` times. */
export async function stoppedSensors(stops: number, seed: number): Promise<readonly SensorStop[]> {
  const random = stream(seed, "stopped sensors");
  const periodsS = Array.from({ length: SENSORS }, () => random.uniform(0.5, 8));
  const outages = Array.from({ length: stops }, (_, i) => ({
    sensor: i % SENSORS,
    fromS: FIRST_S + Math.floor(i / SENSORS) * PAUSE_S + random.uniform(0, 20),
  }));
  const scenario = {
    name: "stops",
    title: "Stops",
    summary: "For tests.",
    notional: true,
    seed,
    start: "2026-01-01T00:00:00Z",
    duration_s: Math.ceil(FIRST_S + Math.ceil(stops / SENSORS) * PAUSE_S),
    site_file: {
      site: { id: "site", name: "Site", latitude_deg: 40, longitude_deg: 20, ground_height_m: 0 },
      sensors: periodsS.map((periodS, i) => ({
        id: `radar-${i}`,
        name: `Radar ${i}`,
        kind: "radar",
        latitude_deg: 40,
        longitude_deg: 20,
        height_m: 15,
        coverage: { range_max_m: 20_000, elevation_min_deg: -2, elevation_max_deg: 85 },
        detection_probability: 0.95,
        false_detections_per_sweep: 0,
        period_s: periodS,
      })),
      areas: [
        {
          id: "area",
          name: "Area",
          owner: "Owner",
          protection: "protected",
          circle: { latitude_deg: 40, longitude_deg: 20, radius_m: 400 },
          people: 10,
        },
      ],
    },
    objects: [],
    events: outages.map(({ sensor, fromS }) => ({
      kind: "sensor-outage",
      sensor: `radar-${sensor}`,
      from_s: fromS,
      to_s: fromS + SILENT_S,
    })),
  };
  const downs: { readonly sensor: string; readonly atS: number }[] = [];
  await watchedRun(scenario, seed, ({ startUs }) => ({ effects }) => {
    for (const effect of effects)
      if (effect.type === "sensor" && effect.health.status === "down")
        downs.push({
          sensor: effect.health.sensorId,
          atS: (effect.timeUs - startUs) / 1_000_000,
        });
  });
  return outages.map(({ sensor, fromS }) => {
    const down = downs.find(
      (each) =>
        each.sensor === `radar-${sensor}` && each.atS >= fromS && each.atS <= fromS + SILENT_S,
    );
    return { periodS: periodsS[sensor] ?? 0, seenS: down === undefined ? null : down.atS - fromS };
  });
}
