import { bitsOf } from "./bits.ts";

/** Speed, climb and the difference of heights, as an aircraft in the air reports them (type code 19). */
export interface VelocityContent {
  readonly kind: "velocity";
  /** Over the ground, knots; null where only airspeed was sent or a part is not known. */
  readonly ground: { readonly eastKt: number; readonly northKt: number } | null;
  readonly climbFtPerMin: number | null;
  /** Geometric height less pressure altitude, feet. */
  readonly geometricMinusPressureFt: number | null;
  readonly nacV: number;
}

/** Null for a subtype that is not assigned. DO-260B, 2.2.3.2.6. */
export function decodeVelocity(field: Uint8Array): VelocityContent | null {
  const subtype = bitsOf(field, 6, 3);
  if (subtype < 1 || subtype > 4) return null;
  const climb = bitsOf(field, 38, 9);
  const difference = bitsOf(field, 50, 7);
  return {
    kind: "velocity",
    ground: subtype <= 2 ? groundOf(field, subtype === 2 ? 4 : 1) : null,
    climbFtPerMin: climb === 0 ? null : signOf(field, 37) * (climb - 1) * 64 + 0,
    geometricMinusPressureFt:
      difference === 0 ? null : signOf(field, 49) * (difference - 1) * 25 + 0,
    nacV: bitsOf(field, 11, 3),
  };
}

function groundOf(field: Uint8Array, scale: number): VelocityContent["ground"] {
  const east = bitsOf(field, 15, 10);
  const north = bitsOf(field, 26, 10);
  if (east === 0 || north === 0) return null;
  return {
    eastKt: signOf(field, 14) * (east - 1) * scale + 0,
    northKt: signOf(field, 25) * (north - 1) * scale + 0,
  };
}

const signOf = (field: Uint8Array, bit: number): 1 | -1 => (bitsOf(field, bit, 1) === 1 ? -1 : 1);
