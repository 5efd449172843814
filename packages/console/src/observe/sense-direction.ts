import type { ObservationReport } from "@tocsin/sdk";

export type Direction = NonNullable<ObservationReport["direction"]>;

/** What the phone's sensors said, or why they said nothing. */
export type Pointing = Direction | "denied" | "none";

/** A phone whose compass works says so at once; one without it never does. */
const WAIT_MS = 3_000;

/** As iOS has it beside the standard. */
interface OrientationReading {
  readonly absolute: boolean;
  readonly alpha: number | null;
  readonly beta: number | null;
  readonly webkitCompassHeading?: number;
  readonly webkitCompassAccuracy?: number;
}

/**
 * Where the top of the phone points: of the angles α, β of W3C Device Orientation (rotations about z, then x, then y) its y axis is
 * (−sin α cos β, cos α cos β, sin β) east, north and up, so azimuth −α and elevation β; beyond upright the azimuth turns round. iOS
 * tells the azimuth by itself. Both count from magnetic north. Null where α is of no north.
 */
export function directionOf(reading: OrientationReading): Direction | null {
  const { alpha, beta, webkitCompassHeading: heading, webkitCompassAccuracy: accuracy } = reading;
  const isOver = beta !== null && Math.abs(beta) > 90;
  const level = beta === null ? null : isOver ? Math.sign(beta) * 180 - beta : beta;
  const elevationDeg = level === null ? null : Math.min(90, Math.max(-90, level));
  if (heading !== undefined)
    return {
      azimuthDeg: turn(heading),
      north: "magnetic",
      accuracyDeg: accuracy === undefined || accuracy < 0 ? null : Math.min(accuracy, 180),
      elevationDeg,
    };
  if (!reading.absolute || alpha === null) return null;
  const azimuthDeg = turn(isOver ? 180 - alpha : -alpha);
  return { azimuthDeg, north: "magnetic", accuracyDeg: null, elevationDeg };
}

/** Reads where the phone points, after asking where that has to be asked. To be called by a press of a button. */
export async function senseDirection(): Promise<Pointing> {
  if (!("DeviceOrientationEvent" in globalThis)) return "none";
  if ((await permission()) === "denied") return "denied";
  return new Promise((resolve) => {
    const stop = (found: Pointing): void => {
      clearTimeout(timer);
      for (const name of EVENTS) removeEventListener(name, read);
      resolve(found);
    };
    const read = (event: Event): void => {
      const found = directionOf(event as DeviceOrientationEvent);
      if (found !== null) stop(found);
    };
    const timer = setTimeout(() => stop("none"), WAIT_MS);
    for (const name of EVENTS) addEventListener(name, read);
  });
}

const EVENTS = ["deviceorientationabsolute", "deviceorientation"] as const;

async function permission(): Promise<"granted" | "denied"> {
  const asking = DeviceOrientationEvent as unknown as {
    readonly requestPermission?: () => Promise<"granted" | "denied">;
  };
  if (asking.requestPermission === undefined) return "granted";
  return asking.requestPermission().catch(() => "denied" as const);
}

const turn = (degrees: number): number => ((degrees % 360) + 360) % 360;
