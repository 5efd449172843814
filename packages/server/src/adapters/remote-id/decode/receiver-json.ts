import { Buffer } from "node:buffer";
import type { BasicId, LocationMessage, RemoteIdMessage, SystemMessage } from "./message.ts";

/** What a receiver said of one transmitter: messages that it decoded, or what was broadcast, still encoded. */
export interface ReceiverReport {
  readonly transmitter: string;
  readonly signalDbm: number | null;
  readonly messages: readonly RemoteIdMessage[];
  readonly broadcasts: readonly Uint8Array[];
}

export type ReceiverReject = "not-a-report" | "bad-position" | "bad-number" | "bad-octets";

export type ReceiverResult =
  | { readonly ok: true; readonly report: ReceiverReport | null }
  | { readonly ok: false; readonly reason: ReceiverReject };

type Fields = Readonly<Record<string, unknown>>;
const OCTETS_MAX = 512;
const TEXT_MAX = 64;

/**
 * One JSON document of a receiver, in the forms that are common:
 *
 * - `{"mac", "rssi", "drone_lat", "drone_long", "drone_altitude", "pilot_lat", "pilot_long", "basic_id"}`, of the
 *   open firmwares for ESP32, with `speed`, `heading` and `height_agl` where they send them;
 * - `{"protocol", "data": {"MAC address", "RSSI", "UASdata"}}`, of DroneScout: messages in base 64;
 * - `{"mac", "rssi", "odid"}`: messages in hexadecimal digits, for anything else.
 *
 * Nought for both coordinates means that they are not known, as in the broadcast. A report that says nothing of a drone (a
 * heartbeat) is null. Never throws.
 */
export function decodeReceiverJson(text: string): ReceiverResult {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse("not-a-report");
  }
  if (!isFields(parsed)) return refuse("not-a-report");
  const data = parsed["data"];
  if (isFields(data) && data["UASdata"] !== undefined)
    return encodedOf(data["MAC address"], data["RSSI"], base64Of(data["UASdata"]));
  if (parsed["odid"] !== undefined)
    return encodedOf(parsed["mac"], parsed["rssi"], hexOf(parsed["odid"]));
  return decodedOf(parsed);
}

const refuse = (reason: ReceiverReject): ReceiverResult => ({ ok: false, reason });

function encodedOf(mac: unknown, rssi: unknown, octets: Uint8Array | null): ReceiverResult {
  const transmitter = transmitterOf(mac);
  if (transmitter === null) return refuse("not-a-report");
  if (octets === null || octets.length === 0) return refuse("bad-octets");
  return {
    ok: true,
    report: { transmitter, signalDbm: signalOf(rssi), messages: [], broadcasts: [octets] },
  };
}

function decodedOf(fields: Fields): ReceiverResult {
  const transmitter = transmitterOf(fields["mac"]);
  if (transmitter === null) {
    const isHeartbeat = fields["heartbeat"] !== undefined || fields["status"] !== undefined;
    return isHeartbeat ? { ok: true, report: null } : refuse("not-a-report");
  }
  const drone = placeOf(fields["drone_lat"], fields["drone_long"]);
  const pilot = placeOf(fields["pilot_lat"], fields["pilot_long"]);
  if (drone === "bad" || pilot === "bad") return refuse("bad-position");
  const numbers = ["drone_altitude", "speed", "heading", "height_agl"].map((key) =>
    numberOf(fields[key]),
  );
  if (numbers.some(Number.isNaN)) return refuse("bad-number");
  const [geometricHeightM, speedMps, trackDeg, heightM] = numbers;
  const id = textOf(fields["basic_id"]);
  const messages: RemoteIdMessage[] = [];
  if (id !== null) messages.push(serialNumber(id));
  if (drone !== null)
    messages.push({ ...UNKNOWN_LOCATION, ...drone, geometricHeightM, speedMps, trackDeg, heightM });
  if (pilot !== null)
    messages.push({
      ...UNKNOWN_SYSTEM,
      operatorLatitudeDeg: pilot.latitudeDeg,
      operatorLongitudeDeg: pilot.longitudeDeg,
    });
  return {
    ok: true,
    report: { transmitter, signalDbm: signalOf(fields["rssi"]), messages, broadcasts: [] },
  };
}

const serialNumber = (id: string): BasicId => ({
  type: "basic-id",
  idType: 1,
  aircraftType: 0,
  id,
});

const UNKNOWN_LOCATION: LocationMessage = {
  type: "location",
  status: 0,
  latitudeDeg: null,
  longitudeDeg: null,
  trackDeg: null,
  speedMps: null,
  climbMps: null,
  pressureAltitudeM: null,
  geometricHeightM: null,
  heightM: null,
  heightReference: "ground",
  horizontalAccuracyM: null,
  verticalAccuracyM: null,
  pressureAccuracyM: null,
  speedAccuracyMps: null,
  secondOfHour: null,
  timeAccuracyS: null,
};

const UNKNOWN_SYSTEM: SystemMessage = {
  type: "system",
  operatorPlaceType: 0,
  operatorLatitudeDeg: null,
  operatorLongitudeDeg: null,
  operatorHeightM: null,
  areaCount: 0,
  areaRadiusM: 0,
  areaCeilingM: null,
  areaFloorM: null,
  classificationType: 0,
  category: 0,
  class: 0,
  timeS: null,
};

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Six octets in hexadecimal, with or without colons or dashes. */
function transmitterOf(value: unknown): string | null {
  if (typeof value !== "string" || value.length > TEXT_MAX) return null;
  const digits = value.toLowerCase().replaceAll(/[:-]/g, "");
  return /^[0-9a-f]{12}$/.test(digits) ? (digits.match(/../g) ?? []).join(":") : null;
}

function placeOf(latitude: unknown, longitude: unknown) {
  if (latitude === undefined || longitude === undefined) return null;
  const latitudeDeg = numberOf(latitude);
  const longitudeDeg = numberOf(longitude);
  if (latitudeDeg === null || longitudeDeg === null) return null;
  if (!(Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180)) return "bad";
  return latitudeDeg === 0 && longitudeDeg === 0 ? null : { latitudeDeg, longitudeDeg };
}

/** Null where there is none or it stands for unknown; NaN for what is no number. */
function numberOf(value: unknown): number | null {
  if (value === undefined || value === null || value === ALTITUDE_UNKNOWN_M) return null;
  const isSound = typeof value === "number" && Math.abs(value) < NUMBER_MAX;
  return isSound ? value : Number.NaN;
}
const ALTITUDE_UNKNOWN_M = -1_000;
const NUMBER_MAX = 100_000;

const textOf = (value: unknown): string | null =>
  typeof value === "string" && /^[!-~]{1,64}$/.test(value) ? value : null;

/** A power of noughts and above is none that a radio receives. */
const signalOf = (value: unknown): number | null =>
  typeof value === "number" && value < 0 && value > -200 ? value : null;

function base64Of(value: unknown): Uint8Array | null {
  if (typeof value !== "string" || value.length > 2 * OCTETS_MAX) return null;
  return /^[A-Za-z0-9+/]*={0,2}$/.test(value)
    ? Uint8Array.from(Buffer.from(value, "base64"))
    : null;
}

function hexOf(value: unknown): Uint8Array | null {
  if (typeof value !== "string" || value.length > 2 * OCTETS_MAX) return null;
  return /^([0-9a-fA-F]{2})*$/.test(value) ? Uint8Array.from(Buffer.from(value, "hex")) : null;
}
