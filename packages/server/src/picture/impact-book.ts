import {
  addSeconds,
  type Environment,
  type ImpactComponent,
  projectTrack,
  type TimeUs,
  type Track,
} from "@tocsin/core";
import type { PictureImpact } from "@tocsin/sdk";
import { ellipse90, type PictureFrame, round } from "./picture-frame.ts";

/** An object that falls with less probability than this is drawn as one that flies. */
export const IMPACT_SHOWN_WEIGHT = 0.25;
/** Standard deviations of the two-sided 90 % window. */
const SIGMAS_WINDOW = 1.645;
/** Flights to the ground that are worked out for one picture: a sixth of a millisecond each, before a post goes on. */
export const PROJECTIONS_MAX = 50;

interface Entry {
  /** Of the track's state that was projected. */
  readonly stateUs: TimeUs;
  readonly impact: PictureImpact | null;
}

/** Where tracks would come down. With more falling at once than one picture can work out, each has its turn. */
export class ImpactBook {
  #entries = new Map<string, Entry>();

  /** For each track that falls: where, by its present state or by its last one that was worked out. */
  update(
    tracks: readonly Track[],
    around: { readonly frame: PictureFrame; readonly environment: Environment },
  ): ReadonlyMap<string, PictureImpact | null> {
    const falling = tracks.filter(isFalling);
    const before = this.#entries;
    const age = (track: Track): number => before.get(track.id)?.stateUs ?? Number.NEGATIVE_INFINITY;
    const changed = falling.filter((track) => age(track) !== track.timeUs);
    const turn = new Set(changed.sort((a, b) => age(a) - age(b)).slice(0, PROJECTIONS_MAX));
    this.#entries = new Map();
    for (const track of falling) {
      const known = before.get(track.id);
      if (turn.has(track))
        this.#entries.set(track.id, {
          stateUs: track.timeUs,
          impact: impactOf(track, around.frame, around.environment),
        });
      else if (known !== undefined) this.#entries.set(track.id, known);
    }
    return new Map([...this.#entries].map(([id, { impact }]) => [id, impact]));
  }
}

const isFalling = (track: Track): boolean =>
  track.estimates.some(
    ({ model, probability }) => model === "ballistic" && probability >= IMPACT_SHOWN_WEIGHT,
  );

function impactOf(
  track: Track,
  frame: PictureFrame,
  environment: Environment,
): PictureImpact | null {
  const impact = projectTrack(track, environment).components.find(
    (component): component is ImpactComponent => component.kind === "impact",
  );
  if (impact === undefined || impact.weight < IMPACT_SHOWN_WEIGHT) return null;
  const halfS = SIGMAS_WINDOW * impact.impactSigmaS;
  return {
    place: frame.place(impact.eastM, impact.northM, 0),
    ellipse: ellipse90({
      eeM2: impact.covarianceEeM2,
      enM2: impact.covarianceEnM2,
      nnM2: impact.covarianceNnM2,
    }),
    fromUs: addSeconds(impact.impactUs, -halfS),
    toUs: addSeconds(impact.impactUs, halfS),
    weight: round(impact.weight, 4),
  };
}
