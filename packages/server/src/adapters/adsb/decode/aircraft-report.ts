import type { TimeUs } from "@tocsin/core";
import type { PlaceDeg } from "./compact-position.ts";

/** What a receiver's software that decodes by itself says of one aircraft at one time. */
export interface AircraftReport {
  readonly address: number;
  /** False for an address that no state assigned. */
  readonly isAircraftAddress: boolean;
  /** Of the position, where the report dates it. */
  readonly timeUs: TimeUs | null;
  readonly place: PlaceDeg | null;
  /** Found by several receivers from its signal, not said by the aircraft. */
  readonly isMultilaterated: boolean;
  readonly onGround: boolean | null;
  readonly pressureAltitudeFt: number | null;
  readonly geometricHeightFt: number | null;
  readonly groundSpeedKt: number | null;
  readonly trackDeg: number | null;
  readonly climbFtPerMin: number | null;
  readonly callsign: string | null;
  readonly squawk: string | null;
  readonly nacP: number | null;
  readonly nacV: number | null;
  readonly gva: number | null;
  /** Radius that holds the position but for one in ten million. */
  readonly containmentM: number | null;
  /** Against the receiver's full scale, dB. */
  readonly signalDb: number | null;
}

export type ReportReject = "not-a-report" | "bad-address" | "bad-position" | "bad-number";

export type ReportResult =
  | { readonly ok: true; readonly report: AircraftReport }
  | { readonly ok: false; readonly reason: ReportReject };

const CALLSIGN = /^[A-Z0-9]{1,8}$/;
const SQUAWK = /^[0-7]{4}$/;

export const callsignFrom = (text: string): string | null => {
  const trimmed = text.trim().toUpperCase();
  return CALLSIGN.test(trimmed) ? trimmed : null;
};
export const squawkFrom = (text: string): string | null => (SQUAWK.test(text) ? text : null);

/** Address of six hexadecimal digits; a `~` before them says that no state assigned it. Null where it is none. */
export function addressFrom(text: string): { address: number; isAircraftAddress: boolean } | null {
  const match = /^(~?)([0-9A-Fa-f]{6})$/.exec(text);
  if (match === null) return null;
  const address = Number.parseInt(match[2], 16);
  return address === 0 ? null : { address, isAircraftAddress: match[1] === "" };
}

/** Null where the pair is no place on Earth. */
export function placeFrom(latitudeDeg: number, longitudeDeg: number): PlaceDeg | null {
  const sound = Math.abs(latitudeDeg) <= 90 && Math.abs(longitudeDeg) <= 180;
  return sound ? { latitudeDeg, longitudeDeg } : null;
}
