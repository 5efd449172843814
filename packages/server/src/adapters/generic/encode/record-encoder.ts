import {
  degrees,
  type Detection,
  type Identity,
  type Look,
  type SensorStatus,
  type TimeUs,
} from "@tocsin/core";
import type { EncodedLook, LookEncoder } from "@tocsin/sdk";

type Fields = Readonly<Record<string, unknown>>;

/** A sensor that sends the records of docs/guides/generic.md, one a line: a sweep where its look tells what was swept, else each detection for itself. */
export class RecordEncoder implements LookEncoder {
  /** What the input calls the sensor. */
  readonly #key: string;

  constructor(key: string) {
    this.#key = key;
  }

  greeting(): readonly Uint8Array[] {
    return [];
  }

  encode({ sweep, fromUs, toUs, detections }: Look): EncodedLook {
    const records = detections.map(recordOf);
    if (sweep === null)
      return {
        messages: records.map((record) => this.#line(record)),
        unsaid: 0,
      };
    const swept = this.#line({
      type: "sweep",
      from_unix_s: seconds(fromUs),
      to_unix_s: seconds(toUs),
      azimuth_from_deg: degrees(sweep.azimuthFromRad),
      azimuth_width_deg: Math.min(360, degrees(sweep.azimuthWidthRad)),
      detections: records,
    });
    return { messages: [swept], unsaid: 0 };
  }

  health(status: SensorStatus, reason: string, atUs: TimeUs): readonly Uint8Array[] {
    if (status === "unknown") return [];
    return [this.#line({ type: "health", status, reason, time_unix_s: seconds(atUs) })];
  }

  #line({ type, ...rest }: Fields): Uint8Array {
    return new TextEncoder().encode(`${JSON.stringify({ type, sensor: this.#key, ...rest })}\n`);
  }
}

const seconds = (timeUs: TimeUs): number => timeUs / 1_000_000;
const orAbsent = <T>(value: T | null): T | undefined => value ?? undefined;

function recordOf(detection: Detection): Fields {
  const common = { time_unix_s: seconds(detection.sensedUs), ...identityOf(detection.identity) };
  switch (detection.kind) {
    case "polar":
      return {
        type: "polar",
        ...common,
        range_m: detection.rangeM,
        ...directionOf(detection),
        range_rate_mps: orAbsent(detection.rangeRateMps),
        height_m: orAbsent(detection.heightM),
        rcs_dbsm: orAbsent(detection.rcsDbsm),
        range_sigma_m: detection.rangeSigmaM,
        ...(detection.rangeRateMps === null
          ? {}
          : { range_rate_sigma_mps: detection.rangeRateSigmaMps }),
        ...(detection.heightM === null ? {} : { height_sigma_m: detection.heightSigmaM }),
      };
    case "bearing":
      return { type: "bearing", ...common, ...directionOf(detection) };
    case "position":
      return { type: "position", ...common, ...placeOf(detection) };
  }
}

function identityOf(identity: Identity | null): Fields {
  if (identity === null) return {};
  return {
    track: orAbsent(identity.sensorTrack),
    callsign: orAbsent(identity.callsign),
    aircraft_address: orAbsent(identity.aircraftAddress),
    mode_3a: orAbsent(identity.mode3A),
  };
}

type Directed = Extract<Detection, { kind: "polar" | "bearing" }>;
const directionOf = (detection: Directed): Fields => ({
  azimuth_deg: degrees(detection.azimuthRad),
  azimuth_sigma_deg: degrees(detection.azimuthSigmaRad),
  ...(detection.elevationRad === null
    ? {}
    : {
        elevation_deg: degrees(detection.elevationRad),
        elevation_sigma_deg: degrees(detection.elevationSigmaRad),
      }),
});

function placeOf(detection: Extract<Detection, { kind: "position" }>): Fields {
  const { covarianceEeM2, covarianceNnM2, heightM, velocity } = detection;
  return {
    latitude_deg: degrees(detection.latitudeRad),
    longitude_deg: degrees(detection.longitudeRad),
    horizontal_sigma_m: Math.sqrt((covarianceEeM2 + covarianceNnM2) / 2),
    ...(heightM === null ? {} : { height_m: heightM, height_sigma_m: detection.heightSigmaM }),
    ...(velocity === null
      ? {}
      : {
          east_mps: velocity.eastMps,
          north_mps: velocity.northMps,
          up_mps: orAbsent(velocity.upMps),
          velocity_sigma_mps: velocity.horizontalSigmaMps,
        }),
  };
}
