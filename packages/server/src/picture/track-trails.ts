import type { TimeUs, Track } from "@tocsin/core";
import { type LatLonDeg, PICTURE_LIMITS } from "@tocsin/sdk";

interface Trail {
  readonly points: LatLonDeg[];
  spacingUs: number;
  lastUs: TimeUs;
}

/** Points of a fresh trail are this far apart in time; when a trail is full, every second one goes. */
const FIRST_SPACING_US = 1_000_000;

/** Where each track has been: its whole flight in a bounded number of points, the older it is the wider apart. */
export class TrackTrails {
  readonly #trails = new Map<string, Trail>();

  /** Older places of a track, oldest first, with the present one remembered for later. */
  note(track: Track, place: LatLonDeg): readonly LatLonDeg[] {
    const trail = this.#trails.get(track.id) ?? {
      points: [],
      spacingUs: FIRST_SPACING_US,
      lastUs: Number.NEGATIVE_INFINITY,
    };
    this.#trails.set(track.id, trail);
    const older = [...trail.points];
    if (track.timeUs - trail.lastUs >= trail.spacingUs) {
      trail.points.push(place);
      trail.lastUs = track.timeUs;
      if (trail.points.length > PICTURE_LIMITS.trailPoints) thin(trail);
    }
    return older.length > PICTURE_LIMITS.trailPoints
      ? older.slice(-PICTURE_LIMITS.trailPoints)
      : older;
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#trails.keys()) if (!ids.has(id)) this.#trails.delete(id);
  }
}

function thin(trail: Trail): void {
  const kept = trail.points.filter((_, i) => i % 2 === 0);
  trail.points.splice(0, trail.points.length, ...kept);
  trail.spacingUs *= 2;
}
