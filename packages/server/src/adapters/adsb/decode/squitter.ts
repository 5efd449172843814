import { altitudeOf12 } from "./altitude-code.ts";
import { bitsOf } from "./bits.ts";
import { callsignOf, squawkOf13 } from "./code-text.ts";
import type { CompactPosition } from "./compact-position.ts";
import { decodeVelocity, type VelocityContent } from "./squitter-velocity.ts";
import { decodeOperationalStatus, type OperationalStatus } from "./squitter-status.ts";

/** What an extended squitter says, by its type code (RTCA DO-260B, 2.2.3.2). */
export type SquitterContent =
  | {
      readonly kind: "identification";
      /** Emitter category: a letter for the set and a digit, such as A3; null where it is not given. */
      readonly category: string | null;
      readonly callsign: string | null;
    }
  | {
      readonly kind: "airborne-position";
      readonly typeCode: number;
      readonly altitudeFt: number | null;
      /** `geometric`: height above the ellipsoid; `pressure`: height in the standard atmosphere. */
      readonly altitudeSource: "pressure" | "geometric";
      readonly nicSupplementB: boolean;
      readonly compact: CompactPosition | null;
    }
  | {
      readonly kind: "surface-position";
      readonly typeCode: number;
      readonly groundSpeedKt: number | null;
      readonly trackDeg: number | null;
      readonly compact: CompactPosition;
    }
  | VelocityContent
  | {
      readonly kind: "emergency";
      /** DO-260B, table 2-80; 0 is none. */
      readonly state: number;
      readonly squawk: string | null;
    }
  | { readonly kind: "target-state"; readonly nacP: number; readonly sil: number }
  | OperationalStatus
  | { readonly kind: "other"; readonly typeCode: number };

/** Decodes the 56 bits of the ME field; every 7 octets have a meaning, if only `other`. */
export function decodeSquitter(field: Uint8Array): SquitterContent {
  const typeCode = bitsOf(field, 1, 5);
  if (typeCode >= 1 && typeCode <= 4) return identificationOf(field, typeCode);
  if (typeCode >= 5 && typeCode <= 8) return surfaceOf(field, typeCode);
  if (isAirborne(typeCode)) return airborneOf(field, typeCode);
  const subtype = bitsOf(field, 6, 3);
  if (typeCode === 19) return decodeVelocity(field) ?? { kind: "other", typeCode };
  if (typeCode === 28 && subtype === 1) {
    const code = bitsOf(field, 12, 13);
    return {
      kind: "emergency",
      state: bitsOf(field, 9, 3),
      squawk: code === 0 ? null : squawkOf13(code),
    };
  }
  if (typeCode === 29 && bitsOf(field, 6, 2) === 1) {
    return { kind: "target-state", nacP: bitsOf(field, 40, 4), sil: bitsOf(field, 45, 2) };
  }
  if (typeCode === 31) return decodeOperationalStatus(field) ?? { kind: "other", typeCode };
  return { kind: "other", typeCode };
}

const isAirborne = (typeCode: number): boolean =>
  typeCode === 0 || (typeCode >= 9 && typeCode <= 18) || (typeCode >= 20 && typeCode <= 22);

function identificationOf(field: Uint8Array, typeCode: number): SquitterContent {
  const category = bitsOf(field, 6, 3);
  return {
    kind: "identification",
    category: category === 0 ? null : `${"DCBA"[typeCode - 1]}${category}`,
    callsign: callsignOf(field, 9),
  };
}

const compactOf = (field: Uint8Array): CompactPosition => ({
  isOdd: bitsOf(field, 22, 1) === 1,
  latitude: bitsOf(field, 23, 17),
  longitude: bitsOf(field, 40, 17),
});

/** Type code 0 has an altitude at most: the aircraft does not know where it is. */
function airborneOf(field: Uint8Array, typeCode: number): SquitterContent {
  return {
    kind: "airborne-position",
    typeCode,
    altitudeFt: altitudeOf12(bitsOf(field, 9, 12)),
    altitudeSource: typeCode >= 20 ? "geometric" : "pressure",
    nicSupplementB: typeCode < 20 && bitsOf(field, 8, 1) === 1,
    compact: typeCode === 0 ? null : compactOf(field),
  };
}

function surfaceOf(field: Uint8Array, typeCode: number): SquitterContent {
  return {
    kind: "surface-position",
    typeCode,
    groundSpeedKt: movementKt(bitsOf(field, 6, 7)),
    trackDeg: bitsOf(field, 13, 1) === 1 ? (bitsOf(field, 14, 7) * 360) / 128 : null,
    compact: compactOf(field),
  };
}

/** First code, its speed and the step of each run of the movement field (DO-260B, table 2-39). */
const MOVEMENT_RUNS = [
  [109, 100, 5],
  [94, 70, 2],
  [39, 15, 1],
  [13, 2, 0.5],
  [9, 1, 0.25],
  [2, 0.125, 0.125],
] as const;

function movementKt(code: number): number | null {
  if (code === 0 || code > 124) return null;
  if (code === 1) return 0;
  const run = MOVEMENT_RUNS.find(([first]) => code >= first);
  return run === undefined ? null : run[1] + (code - run[0]) * run[2];
}
