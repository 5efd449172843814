import type { EvidenceRef, Identity } from "../measurement/look.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { Tracker } from "../tracking/tracker.ts";
import { EVIDENCE_FIRST, EVIDENCE_LATEST } from "../tracking/evidence.ts";
import { byTrackId, type Track, type TrackEnd } from "../tracking/track.ts";
import { trustClassOf } from "../trust/trust-class.ts";
import { type TrackId, trackId } from "../units/ids.ts";
import { ClaimPairs, type ClaimPairsState, isVagueBeside } from "./claim-pairs.ts";

/** What a measured track's object says of itself, kept until its end was told. */
interface Said {
  readonly identity: Identity | null;
  readonly contradiction: "flight" | "place" | null;
  isOver: boolean;
}
export interface ClaimedTracksState {
  readonly pairs: ClaimPairsState;
  readonly said: readonly (readonly [TrackId, Said])[];
  /** Those that stand in the picture by themselves, by the names that they have in their tracker. */
  readonly shown: readonly TrackId[];
}

/** A view of a track, and what it was made of. */
interface Made {
  readonly beside: Track | TrackId | null;
  readonly view: Track;
}

/**
 * What objects say of themselves, beside what sensors measure. Two trackers work side by side: one is given what was measured, and knows
 * nothing of claims, so that what it finds is what it would find without them, bit for bit; the other is given everything. Of the second one's
 * tracks those stand in the picture in which claims have a part, and whose objects the first does not track: there claims add. Where it
 * does, they are its labels, and change nothing that is decided of it.
 */
export class ClaimedTracks {
  readonly #measured: Pick<Tracker, "confirmed">;
  readonly #everything: Pick<Tracker, "confirmed" | "tracks" | "takeEnded">;
  readonly #claimants: ReadonlySet<string>;
  readonly #pairs = new ClaimPairs();
  #said = new Map<TrackId, Said>();
  /** The track with claims of a measured one. */
  #labels = new Map<TrackId, Track>();
  #shown: readonly Track[] = [];
  /** Of each that is shown, by the name that it has in its tracker. */
  #shownOf = new Map<TrackId, Track>();
  /** The same, before the latest update. */
  #shownBefore = new Map<TrackId, Track>();
  #joined: TrackEnd[] = [];
  readonly #hasClaim = new WeakMap<Track, boolean>();
  readonly #views = new WeakMap<Track, Made>();

  constructor(
    measured: Pick<Tracker, "confirmed">,
    everything: Pick<Tracker, "confirmed" | "tracks" | "takeEnded">,
    { sensors }: SiteModel,
  ) {
    this.#measured = measured;
    this.#everything = everything;
    this.#claimants = new Set(sensors.filter(isClaimant).map(({ id }) => id));
  }

  /** Whether a sensor only hears what objects say of themselves. */
  isClaimant(sensorId: string): boolean {
    return this.#claimants.has(sensorId);
  }

  /** Takes what both trackers have now. */
  update(): void {
    const measured = this.#measured.confirmed();
    this.#pairs.update(measured, this.#told());
    this.#shownBefore = this.#shownOf;
    this.#sort(measured);
    this.#remember(measured);
    if (this.#shownBefore.size === 0) return;
    for (const { id } of this.#everything.confirmed()) {
      const track = this.#shownBefore.get(id);
      if (track !== undefined && !this.#shownOf.has(id))
        this.#joined.push({ track, cause: "joined" });
    }
  }

  /** Tracks that stand in the picture because of claims, by name. */
  confirmed(): readonly Track[] {
    return this.#shown;
  }

  /** Ends of what {@link confirmed} gave, and of what only ever said that it was there. */
  takeEnded(): readonly TrackEnd[] {
    const joined = this.#joined;
    this.#joined = [];
    const ends = this.#everything.takeEnded().flatMap(({ track, cause }): readonly TrackEnd[] => {
      const shown = this.#shownBefore.get(track.id);
      if (shown !== undefined) return [{ track: { ...track, id: shown.id }, cause }];
      return track.confirmedUs === null && this.#isOnlyClaimed(track) ? [{ track, cause }] : [];
    });
    return [...joined, ...ends];
  }

  /** A measured track with what its object says of itself: who it is, and who heard it. */
  labelled(track: Track): Track {
    const said = this.#said.get(track.id);
    if (said === undefined) return track;
    const beside = this.#labels.get(track.id) ?? null;
    const known = this.#views.get(track);
    if (known !== undefined && known.beside === beside) return known.view;
    const view: Track = {
      ...track,
      identity: said.identity ?? track.identity,
      claim:
        said.contradiction === null ? null : { oddsFactor: 1, contradiction: said.contradiction },
      evidence:
        beside === null ? track.evidence : this.#withClaims(track.evidence, beside.evidence),
    };
    this.#views.set(track, { beside, view });
    return view;
  }

  /** The picture: the measured tracks given, labelled, and those of claims; by name. */
  picture(measured: readonly Track[], confirmedOnly: boolean): readonly Track[] {
    if (confirmedOnly && this.#said.size === 0 && this.#shown.length === 0) return measured;
    const views = measured.map((track) => this.labelled(track));
    views.push(...this.#shown);
    if (!confirmedOnly)
      for (const track of this.#everything.tracks())
        if (track.confirmedUs === null && this.#isOnlyClaimed(track)) views.push(track);
    return views.sort(byTrackId);
  }

  snapshot(): ClaimedTracksState {
    return {
      pairs: this.#pairs.snapshot(),
      said: Array.from(this.#said, ([id, said]) => [id, { ...said }]),
      shown: [...this.#shownOf.keys()],
    };
  }

  /** Both trackers must have been restored before. */
  restore({ pairs, said, shown }: ClaimedTracksState): void {
    this.#pairs.restore(pairs);
    this.#said = new Map(said.map(([id, one]) => [id, { ...one }]));
    this.#joined = [];
    const names = new Set(shown);
    this.#sort(this.#measured.confirmed(), (id) => names.has(id));
  }

  /** Which are shown, and which label a measured one. */
  #sort(measured: readonly Track[], isShown?: (id: TrackId) => boolean): void {
    const byId = new Map(measured.map((track) => [track.id, track]));
    const shown: Track[] = [];
    this.#labels = new Map();
    this.#shownOf = new Map();
    for (const track of this.#told()) {
      const pair = byId.get(this.#pairs.measuredOf(track.id) ?? trackId(""));
      if (pair !== undefined) this.#labels.set(pair.id, track);
      const alone = pair === undefined || isVagueBeside(pair, track);
      if (isShown === undefined ? !alone : !isShown(track.id)) continue;
      const view = this.#viewOf(track);
      shown.push(view);
      this.#shownOf.set(track.id, view);
    }
    this.#shown = shown.sort(byTrackId);
  }

  /** What objects say of themselves is told of their tracks' ends too, which the trackers tell after they have forgotten them. */
  #remember(measured: readonly Track[]): void {
    for (const [id, { identity, claim }] of this.#labels) {
      const contradiction = claim?.contradiction ?? null;
      this.#said.set(id, { identity, contradiction, isOver: false });
    }
    if (this.#said.size === 0) return;
    const live = new Set(measured.map(({ id }) => id));
    for (const [id, said] of this.#said) {
      if (live.has(id)) said.isOver = false;
      else if (said.isOver) this.#said.delete(id);
      else said.isOver = true;
    }
  }

  /** Confirmed tracks that claims have a part in. */
  #told(): readonly Track[] {
    return this.#everything.confirmed().filter((track) => {
      let has = this.#hasClaim.get(track);
      if (has === undefined) {
        has = track.evidence.some(({ sensorId }) => this.#claimants.has(sensorId));
        this.#hasClaim.set(track, has);
      }
      return has;
    });
  }

  #isOnlyClaimed({ evidence }: Track): boolean {
    return evidence.every(({ sensorId }) => this.#claimants.has(sensorId));
  }

  /** A track of the second tracker as the picture has it: by a name that none of the first has, and after whom it goes on. */
  #viewOf(track: Track): Track {
    const former = this.#pairs.formerOf(track.id) ?? null;
    const isFoundedByClaim = this.#claimants.has(track.evidence[0].sensorId);
    if (isFoundedByClaim && former === null) return track;
    const known = this.#views.get(track);
    if (known !== undefined && known.beside === former) return known.view;
    const id = isFoundedByClaim ? track.id : trackId(`${track.id}/claimed`);
    const continues =
      former === null ? (track.continues ?? null) : { track: former, probability: 1 };
    const view = { ...track, id, continues };
    this.#views.set(track, { beside: former, view });
    return view;
  }

  /** Detections of a measured track and the claims about it, in the order of time; no more than a track has by itself. */
  #withClaims(
    measured: readonly EvidenceRef[],
    told: readonly EvidenceRef[],
  ): readonly EvidenceRef[] {
    const claims = told.filter(({ sensorId }) => this.#claimants.has(sensorId));
    const all = [...measured, ...claims].sort((a, b) => a.sensedUs - b.sensedUs);
    if (all.length <= EVIDENCE_FIRST + EVIDENCE_LATEST) return all;
    return [...all.slice(0, EVIDENCE_FIRST), ...all.slice(-EVIDENCE_LATEST)];
  }
}

/** Whether a sensor only hears what objects say of themselves, and nobody proves it. */
export const isClaimant = (spec: SiteModel["sensors"][number]): boolean =>
  trustClassOf(spec) === "self-reported";
