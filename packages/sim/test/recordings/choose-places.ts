import type { Fix, Recording } from "./read-recordings.ts";
import type { WatchedPlace } from "./watch-recording.ts";

/** A place is watched for this long about the time at which something is over it, s. */
const WATCHED_S = 1_200;
/** Between these heights above the lowest thing about flies what people near an airport have over them, m: nobody lives on the runway. */
const LOW_M = [150, 3_000] as const;
/** The ground is held to be no higher than this where something low tells of it, and as high where nothing does, m. */
const GROUND_MOST_M = 600;
const GROUND_ELSE_M = 50;
const AROUND_DEG = 0.1;
/** So far a site lies beside the fix that it was chosen by, in turn: under it, near and beside, degrees north. */
const BESIDE_DEG = [0, 0.012, -0.03];

/** So many places under what was recorded, most where it flew low, spread evenly over the recording. */
export function choosePlaces({ tracks, kind }: Recording, count: number): readonly WatchedPlace[] {
  const all = tracks.flatMap(({ fixes }) => fixes).toSorted((a, b) => a.timeS - b.timeS);
  if (all.length === 0) return [];
  const low = all.filter((fix) => {
    const aboveM = fix.heightM - groundHeightM(fix, all);
    return aboveM > LOW_M[0] && aboveM < LOW_M[1];
  });
  return Array.from({ length: count }, (_, i) => {
    const among = i % 4 === 3 || low.length === 0 ? all : low;
    const fix = among[Math.floor(((i + 0.5) / count) * among.length)];
    return placeAt(fix, all, { besideDeg: BESIDE_DEG[i % BESIDE_DEG.length], kind });
  });
}

function placeAt(
  fix: Fix,
  all: readonly Fix[],
  { besideDeg, kind }: { readonly besideDeg: number; readonly kind: Recording["kind"] },
): WatchedPlace {
  const [first, last] = [all[0].timeS, all.at(-1)?.timeS ?? all[0].timeS];
  const fromS = Math.floor(Math.max(first, Math.min(fix.timeS, last) - WATCHED_S / 2));
  return {
    // A multirotor flies about one place: it is the site that lies so far off.
    latitudeDeg: fix.latitudeDeg + (kind === "multirotor" ? besideDeg + 0.018 : besideDeg),
    longitudeDeg: fix.longitudeDeg,
    groundHeightM: groundHeightM(fix, all),
    fromS,
    toS: Math.ceil(Math.min(last, fromS + WATCHED_S)) + 1,
  };
}

function groundHeightM(fix: Fix, all: readonly Fix[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const { latitudeDeg, longitudeDeg, heightM } of all)
    if (
      Math.abs(latitudeDeg - fix.latitudeDeg) < AROUND_DEG &&
      Math.abs(longitudeDeg - fix.longitudeDeg) < AROUND_DEG
    )
      lowest = Math.min(lowest, heightM);
  return lowest < GROUND_MOST_M ? lowest - 1 : GROUND_ELSE_M;
}
