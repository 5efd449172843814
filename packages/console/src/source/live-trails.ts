import {
  createTrail,
  extendTrail,
  type GrowingTrail,
  type LatLonDeg,
  type Picture,
} from "@tocsin/sdk";

interface Known {
  readonly trail: GrowingTrail;
  /** The trail's points as they were shown; the same array until one is added. */
  readonly shown: readonly LatLonDeg[];
  readonly place: LatLonDeg;
  readonly timeUs: number;
}

/** Trails of a live post: they come whole with the first picture, and go on here with every change. */
export class LiveTrails {
  #trails = new Map<string, Known>();

  begin({ tracks, timeUs }: Picture): void {
    this.#trails = new Map(
      tracks.map(({ id, place, trail }) => [
        id,
        { trail: createTrail(trail), shown: trail, place, timeUs },
      ]),
    );
  }

  /** The same picture with its trails: each holds the places before the present one. */
  extend(picture: Picture): Picture {
    const { tracks, timeUs } = picture;
    const before = this.#trails;
    this.#trails = new Map();
    return {
      ...picture,
      tracks: tracks.map((track) => {
        const known = before.get(track.id) ?? null;
        const trail = known?.trail ?? createTrail();
        const grown = known !== null && extendTrail(trail, known.timeUs, known.place);
        const shown = known === null || grown ? [...trail.points] : known.shown;
        this.#trails.set(track.id, { trail, shown, place: track.place, timeUs });
        return { ...track, trail: shown };
      }),
    };
  }
}
