import type { Identity } from "@tocsin/core";
import { icaoText } from "./codec/interpret.ts";

/** The identity from raw elements, or null where none says anything. */
export function identityFrom(parts: {
  readonly track: number | null;
  readonly address: number | null;
  readonly callsign: number | null;
  readonly mode3A: number | null;
}): Identity | null {
  const { track, address, callsign, mode3A } = parts;
  // Most of what a primary radar reports, and all clutter, says nothing.
  if (track === null && address === null && callsign === null && mode3A === null) return null;
  const identity: Identity = {
    sensorTrack: track === null ? null : String(track),
    aircraftAddress: addressText(address),
    callsign: callsignText(callsign),
    mode3A: mode3A === null ? null : mode3A.toString(8).padStart(4, "0"),
  };
  return Object.values(identity).every((value) => value === null) ? null : identity;
}

/** Six hexadecimal digits; address zero is not assigned to anybody. */
function addressText(address: number | null): string | null {
  if (address === null || address === 0) return null;
  return address.toString(16).toUpperCase().padStart(6, "0");
}

function callsignText(callsign: number | null): string | null {
  if (callsign === null) return null;
  const text = icaoText(callsign).trim();
  return text === "" || text.includes("?") ? null : text;
}
