import {
  createLocalFrame,
  geodeticToEnu,
  type LocalFrame,
  radians,
  type SiteModel,
} from "@tocsin/core";
import { truthState, type TruthState } from "../../src/truth/flight.ts";
import type { TruthObject } from "../../src/truth/truth-object.ts";
import type { RecordedTrack, Recording } from "./read-recordings.ts";

/** What flies farther off than this from a site all along is left out, m. */
const NEAR_M = 40_000;
/** Mean cross-sections near 10 GHz, dBsm: an airliner's, and a multirotor's of a kilogram or two. */
const RCS_DBSM = { aircraft: 15, multirotor: -17 } as const;

interface Path {
  readonly timesS: readonly number[];
  readonly places: readonly (readonly [number, number, number])[];
}

/** The objects of a recording as a site's sensors would have had them, in its frame, from and to so many seconds since 1970. */
export function recordedTruth(
  { tracks, kind, heard }: Recording,
  site: SiteModel,
  span: { readonly fromS: number; readonly toS: number },
): readonly TruthObject[] {
  const frame = createLocalFrame(site.origin);
  return tracks.flatMap((track) => {
    const path = pathOf(track, frame);
    const isNear = path.places.some(([east, north]) => Math.hypot(east, north) < NEAR_M);
    const [startS, endS] = [path.timesS[0], path.timesS.at(-1) ?? path.timesS[0]];
    if (!isNear || endS < span.fromS || startS > span.toS) return [];
    const isClaimed = heard === "claimed";
    return [
      {
        id: track.id,
        kind: kind === "aircraft" ? "aircraft" : "drone",
        class: kind,
        phantom: isClaimed,
        harmless: true,
        startUs: Math.round(startS * 1e6),
        endUs: Math.round(endS * 1e6),
        end: "left",
        interceptedBy: null,
        impact: null,
        rcsDbsm: RCS_DBSM[kind],
        seenBy: isClaimed ? new Set(["ads-b"]) : null,
        identity: { aircraft_address: addressOf(track.id), callsign: null, mode_3a: null },
        stateAt: (timeUs) => stateAt(path, timeUs / 1e6, isClaimed),
      } satisfies TruthObject,
    ];
  });
}

/** Of an aircraft its own; what else is recorded gets one that is nobody's. */
const addressOf = (id: string): string => {
  const [address] = id.split("-");
  return /^[0-9a-f]{6}$/i.test(address) ? address.toUpperCase() : "000001";
};

function pathOf({ fixes }: RecordedTrack, frame: LocalFrame): Path {
  return {
    timesS: fixes.map(({ timeS }) => timeS),
    places: fixes.map(({ latitudeDeg, longitudeDeg, heightM }) => {
      const geodetic = {
        latitudeRad: radians(latitudeDeg),
        longitudeRad: radians(longitudeDeg),
        heightM,
      };
      const [east, north, up] = geodeticToEnu(frame, geodetic, new Float64Array(3));
      return [east, north, up];
    }),
  };
}

/**
 * Between two fixes runs the cubic whose velocity at each is that from its neighbour before to its neighbour after (E. Catmull and
 * R. Rom, 1974, for uneven times); what is only claimed stands where it was claimed last.
 */
function stateAt({ timesS, places }: Path, timeS: number, isClaimed: boolean): TruthState | null {
  let low = 0;
  let high = timesS.length - 1;
  if (timeS < timesS[0] || timeS > timesS[high]) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (timesS[middle] <= timeS) low = middle;
    else high = middle;
  }
  if (isClaimed) return truthState(places[low], [0, 0, 0]);
  const span = timesS[high] - timesS[low];
  const s = (timeS - timesS[low]) / span;
  const velocity = (at: number, axis: number): number => {
    const [before, after] = [Math.max(0, at - 1), Math.min(timesS.length - 1, at + 1)];
    return (places[after][axis] - places[before][axis]) / (timesS[after] - timesS[before]);
  };
  const axes = [0, 1, 2].map((axis) => {
    const [p, q] = [places[low][axis], places[high][axis]];
    const [v, w] = [span * velocity(low, axis), span * velocity(high, axis)];
    const bend = 3 * (q - p) - 2 * v - w;
    const twist = 2 * (p - q) + v + w;
    return [p + s * (v + s * (bend + s * twist)), (v + s * (2 * bend + 3 * s * twist)) / span];
  });
  const [[e, ve], [n, vn], [u, vu]] = axes;
  return truthState([e, n, u], [ve, vn, vu]);
}
