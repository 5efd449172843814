import { type Alarm, AlarmBook, createEngine, type EngineEvent, explainArea } from "@tocsin/core";
import { compileSite, parseSiteConfig } from "@tocsin/sdk";
import { createLocalFrame, terrainOf } from "@tocsin/core";
import { drive } from "../../src/drive.ts";
import { mergeEvents } from "../../src/events/merge-events.ts";
import { createTransport } from "../../src/events/transport.ts";
import { stream } from "../../src/random/stream.ts";
import { sensorModelSchema } from "../../src/scenario/sensor-model-schema.ts";
import { effectiveModel } from "../../src/sensors/effective-model.ts";
import { sensorLooks } from "../../src/sensors/sensor-looks.ts";
import { incidentOf } from "../ask-question.ts";
import { recordedTruth } from "./recorded-truth.ts";
import type { Recording } from "./read-recordings.ts";

/** What the radar of a watched site reports beside range and azimuth, and how it turns. */
export const RADARS = {
  "all, every second": { period_s: 1, model: {} },
  "neither height nor size, every second": {
    period_s: 1,
    model: { measures: "range-azimuth", rcs_sigma_db: null },
  },
  "neither Doppler nor size, every 4 s": {
    period_s: 4,
    model: { range_rate_sigma_mps: null, rcs_sigma_db: null, elevation_sigma_deg: 1 },
  },
} as const;
export type RadarKind = keyof typeof RADARS;

/** A town of 1 km and a school beside it, with a radar and a receiver of what reports itself. */
export interface WatchedPlace {
  readonly latitudeDeg: number;
  readonly longitudeDeg: number;
  readonly groundHeightM: number;
  /** Seconds since 1970. */
  readonly fromS: number;
  readonly toS: number;
}

export interface WatchedAlarm {
  readonly stage: "pre-alert" | "take-cover";
  readonly areaId: string;
  readonly atS: number;
  readonly explained: string;
}

export interface Watch {
  readonly hours: number;
  /** Objects that the site's sensors could have had. */
  readonly objects: number;
  /** Detections of them that reached the site. */
  readonly detections: number;
  readonly alarms: readonly WatchedAlarm[];
}

/** Lets a made-up site watch what was recorded over it, and tells every alarm: none is right. */
export function watchRecording(
  recording: Recording,
  place: WatchedPlace,
  options: { readonly radar: RadarKind; readonly seed: number },
): Watch {
  const { period_s: periodS, model } = RADARS[options.radar];
  const parsed = parseSiteConfig(siteAt(place, periodS));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const site = compileSite(parsed.config, { mode: "simulation" });
  const objects = recordedTruth(recording, site, place);
  const models = [
    sensorModelSchema.parse({ id: "radar", ...model }),
    sensorModelSchema.parse({ id: "ads-b", velocity_sigma_mps: null }),
  ];
  const [startUs, endUs] = [place.fromS * 1e6, place.toS * 1e6];
  let detections = 0;
  const sources = site.sensors.map((spec) => {
    const effective = effectiveModel(spec, models);
    return {
      looks: sensorLooks({
        spec,
        model: effective,
        siteFrame: createLocalFrame(site.origin),
        groundHeightM: site.groundHeightM,
        terrain: terrainOf(site.terrain),
        objects,
        ability: () => 1,
        startUs,
        seed: options.seed,
      }),
      transport: createTransport(
        effective.config.transport,
        stream(options.seed, spec.id, "transport"),
      ),
      onLook: ({ origins }: { readonly origins: readonly (string | null)[] }) => {
        detections += origins.filter((origin) => origin !== null).length;
      },
    };
  });
  function* events(): Generator<EngineEvent> {
    yield { type: "configuration", receivedUs: startUs, site };
    yield* mergeEvents([], sources, endUs);
    yield { type: "tick", receivedUs: endUs };
  }
  const book = new AlarmBook();
  const steps = [...drive(createEngine(), events())];
  for (const { effects } of steps)
    for (const effect of effects) if (effect.type === "warning") book.add(effect.warning);
  const explain = ({ areaId, fromUs, takeCoverUs }: Alarm): string => {
    const atUs = takeCoverUs ?? fromUs;
    const record = incidentOf({ steps }, atUs);
    return (record && explainArea(record, { areaId, atUs, withinS: 30 })?.answer) ?? "";
  };
  return {
    hours: (place.toS - place.fromS) / 3600,
    objects: objects.length,
    detections,
    alarms: book.all().map((alarm) => ({
      stage: alarm.takeCoverUs === null ? "pre-alert" : "take-cover",
      areaId: alarm.areaId,
      atS: ((alarm.takeCoverUs ?? alarm.fromUs) - startUs) / 1e6,
      explained: explain(alarm),
    })),
  };
}

function siteAt(
  { latitudeDeg, longitudeDeg, groundHeightM }: WatchedPlace,
  periodS: number,
): unknown {
  const at = (northM: number, eastM: number) => ({
    latitude_deg: latitudeDeg + northM / 111_200,
    longitude_deg: longitudeDeg + eastM / (111_200 * Math.cos((latitudeDeg * Math.PI) / 180)),
  });
  const isSlow = periodS > 2;
  return {
    site: { id: "site", name: "Site", ...at(0, 0), ground_height_m: groundHeightM },
    sensors: [
      {
        id: "radar",
        name: "Radar",
        kind: "radar",
        ...at(400, 0),
        height_m: groundHeightM + 18,
        coverage: {
          range_min_m: 100,
          range_max_m: isSlow ? 30_000 : 16_000,
          elevation_min_deg: -2,
          elevation_max_deg: isSlow ? 60 : 85,
        },
        detection_probability: 0.92,
        false_detections_per_sweep: 1,
        period_s: periodS,
      },
      {
        id: "ads-b",
        name: "ADS-B receiver",
        kind: "cooperative",
        ...at(400, 0),
        height_m: groundHeightM + 18,
        coverage: { range_max_m: 100_000, elevation_max_deg: 90, horizon: false },
        detection_probability: 0.95,
        period_s: 1,
      },
    ],
    areas: [
      {
        id: "town",
        name: "Town",
        owner: "Town",
        protection: "protected",
        circle: { ...at(0, 0), radius_m: 500 },
        people: 3000,
      },
      {
        id: "school",
        name: "School",
        owner: "Town",
        protection: "protected",
        circle: { ...at(0, 2000), radius_m: 200 },
        people: 400,
      },
    ],
  };
}
