import type { Track } from "@tocsin/core";
import { createTrail, extendTrail, type GrowingTrail, type LatLonDeg } from "@tocsin/sdk";

/** Where each track has been. */
export class TrackTrails {
  readonly #trails = new Map<string, GrowingTrail>();

  /** Older places of a track, oldest first, with the present one remembered for later. */
  note({ id, timeUs }: Track, place: LatLonDeg): readonly LatLonDeg[] {
    const trail = this.#trails.get(id) ?? createTrail();
    this.#trails.set(id, trail);
    const older = [...trail.points];
    extendTrail(trail, timeUs, place);
    return older;
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#trails.keys()) if (!ids.has(id)) this.#trails.delete(id);
  }
}
