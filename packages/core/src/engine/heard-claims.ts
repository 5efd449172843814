import type { SensorHealth } from "../coverage/sensor.ts";
import {
  DecisionBook,
  type DecisionBookState,
  type DecisionNumbers,
} from "../assessment/decision-book.ts";
import type { Look } from "../measurement/look.ts";
import type { Environment } from "../motion/environment.ts";
import { FlightMasks, type FlightMasksState } from "../policy/flight-masks.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { CountingTracker } from "../tracking/create-tracker.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { AssessmentParts } from "./assess-track.ts";
import { ClaimedTracks, type ClaimedTracksState } from "./claimed-tracks.ts";
import { type InsertOutcome, LagBuffer, type LagBufferState } from "./lag-buffer.ts";
import { type FollowerParts, TrackFollower, type TrackFollowerState } from "./track-follower.ts";

export interface HeardClaimsState {
  readonly lag: LagBufferState;
  readonly tracks: ClaimedTracksState;
  readonly follower: TrackFollowerState;
  readonly masks: FlightMasksState;
  readonly book: DecisionBookState;
}

/**
 * Everything that follows from what objects say of themselves, where sensors measure too. It has a tracker, a lag, a book of decisions and
 * holders of announced flights of its own, so that no claim changes what is found and decided of what was measured. What meets are the
 * threats to an area alone, and there one more never takes another away.
 */
export class HeardClaims {
  readonly tracks: ClaimedTracks;
  readonly #parts: Omit<FollowerParts, "site" | "environment"> & {
    site: SiteModel;
    environment: Environment;
  };
  readonly #tracker: CountingTracker;
  readonly #lagBuffer: LagBuffer;
  readonly #follower: TrackFollower;
  readonly #masks: FlightMasks;
  readonly #book: DecisionBook;

  constructor(
    parts: Omit<AssessmentParts, "masks" | "book"> & { readonly numbers: DecisionNumbers },
    measured: CountingTracker,
    everything: CountingTracker,
  ) {
    const { site, numbers } = parts;
    this.#tracker = everything;
    this.#lagBuffer = new LagBuffer(everything, site.policy.lateLookLagS * MICROS_PER_SECOND);
    this.tracks = new ClaimedTracks(measured, everything, site);
    this.#masks = new FlightMasks(site.masks);
    this.#book = new DecisionBook({
      mode: site.mode,
      policyVersion: site.policy.version,
      areaCount: site.areas.length,
      numbers,
    });
    const { tracks } = this;
    this.#parts = { ...parts, masks: this.#masks, book: this.#book, tracker: tracks };
    this.#follower = new TrackFollower(this.#parts);
  }

  /** Decisions are under the policies of this site from now on. */
  policyChanged(site: SiteModel): void {
    this.#parts.site = site;
    this.#book.setPolicyVersion(site.policy.version);
    this.#follower.projectionsChanged();
  }

  /** Flights are projected through this air from now on. */
  airChanged(environment: Environment): void {
    this.#parts.environment = environment;
    this.#follower.projectionsChanged();
  }

  /** Whether a look holds nothing but what objects say of themselves. */
  isClaim(look: Look): boolean {
    return this.tracks.isClaimant(look.sensorId);
  }

  insert(look: Look, health: readonly SensorHealth[], nowUs: TimeUs): InsertOutcome {
    return this.#lagBuffer.insert(look, health, nowUs);
  }

  advance(nowUs: TimeUs): void {
    this.#lagBuffer.advance(nowUs);
  }

  /** Follows what claims mean, after {@link ClaimedTracks.update}. */
  get follower(): TrackFollower {
    return this.#follower;
  }

  liveCount(): number {
    return this.#tracker.liveCount();
  }

  dueUs(): TimeUs | null {
    return this.#lagBuffer.dueUs();
  }

  snapshot(): HeardClaimsState {
    return {
      lag: this.#lagBuffer.snapshot(),
      tracks: this.tracks.snapshot(),
      follower: this.#follower.snapshot(),
      masks: this.#masks.snapshot(),
      book: this.#book.snapshot(),
    };
  }

  /** What is measured must have been restored before. */
  restore({ lag, tracks, follower, masks, book }: HeardClaimsState): void {
    this.#lagBuffer.restore(lag);
    this.tracks.restore(tracks);
    this.#masks.restore(masks);
    this.#book.restore(book);
    this.#follower.restore(follower);
  }
}
