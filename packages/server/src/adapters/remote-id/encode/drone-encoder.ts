import { degrees, MICROS_PER_SECOND, type PositionDetection } from "@tocsin/core";
import { type LookEncoder, nameOf, placesEncoder } from "@tocsin/sdk";
import { encodeBasicId, encodeLocation, encodePack } from "./remote-id-messages.ts";

const SIGMAS_OF_95_PERCENT = 2.4477;
const SIGMAS_OF_95_PERCENT_ONE_AXIS = 1.96;
const SIGNAL_DBM = -60;
const HOUR_S = 3_600;

/**
 * A receiver of Remote ID that hands on, one JSON document a line, what drones broadcast: a pack with serial number and location, in hexadecimal digits. The serial number is the
 * object's callsign, else its address or number; without any it can't be said. Heights are above the ellipsoid.
 */
export const droneEncoder = (): LookEncoder =>
  placesEncoder((detection) => {
    const name = nameOf(detection);
    return name === null ? null : [documentOf(detection, name)];
  });

/** What a drone of that name broadcasts: its serial number and where it is. */
export function packOf(detection: PositionDetection, name: string): Uint8Array {
  const { velocity, covarianceEeM2, covarianceNnM2, sensedUs } = detection;
  const sigmaM = Math.sqrt((covarianceEeM2 + covarianceNnM2) / 2);
  const location = encodeLocation({
    latitudeDeg: degrees(detection.latitudeRad),
    longitudeDeg: degrees(detection.longitudeRad),
    geometricHeightM: detection.heightM,
    trackDeg: velocity === null ? null : degrees(Math.atan2(velocity.eastMps, velocity.northMps)),
    speedMps: velocity === null ? null : Math.hypot(velocity.eastMps, velocity.northMps),
    climbMps: velocity?.upMps ?? null,
    horizontalAccuracyM: SIGMAS_OF_95_PERCENT * sigmaM,
    verticalAccuracyM:
      detection.heightM === null ? null : SIGMAS_OF_95_PERCENT_ONE_AXIS * detection.heightSigmaM,
    speedAccuracyMps:
      velocity === null ? null : SIGMAS_OF_95_PERCENT_ONE_AXIS * velocity.horizontalSigmaMps,
    secondOfHour: (sensedUs / MICROS_PER_SECOND) % HOUR_S,
  });
  return encodePack([encodeBasicId(name), location]);
}

function documentOf(detection: PositionDetection, name: string): Uint8Array {
  const mac = Array.from(transmitterOf(name), (octet) => octet.toString(16).padStart(2, "0"));
  const odid = hexOf(packOf(detection, name));
  const report = { mac: mac.join(":"), rssi: SIGNAL_DBM, odid };
  return new TextEncoder().encode(`${JSON.stringify(report)}\n`);
}

const hexOf = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, "0")).join("");

/** A hardware address of the local kind that follows from the name (FNV-1a, 32 bits; Fowler, Noll, Vo). */
export function transmitterOf(name: string): Uint8Array {
  let hash = 0x811c9dc5;
  for (const octet of new TextEncoder().encode(name)) hash = Math.imul(hash ^ octet, 0x01000193);
  return Uint8Array.of(0x02, 0x54, hash >>> 24, hash >>> 16, hash >>> 8, hash);
}
