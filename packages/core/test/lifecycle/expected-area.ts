import { pointInRings } from "../../src/geodesy/polygon.ts";
import { assert } from "../../src/units/assert.ts";
import type { TrackId } from "../../src/units/ids.ts";
import type { TimeUs } from "../../src/units/time.ts";
import type { Warning } from "../../src/warning/warning.ts";

export type Stage = "pre-alert" | "take-cover";
const RANK = { "pre-alert": 1, "take-cover": 2 } as const;

interface ExpectedThreat {
  readonly reported: Stage;
  /** What it counts for; null: it came while the area was held back, and nobody was told. */
  readonly counted: Stage | null;
  readonly active: boolean;
  readonly clearUs: TimeUs;
  readonly arrivalToUs: TimeUs;
  /** By how many detections it was told of. */
  readonly detections: number;
}

/** Places in the areas. */
const PLACES: readonly (readonly [number, number])[] = Array.from({ length: 48 }, (_, i) => {
  const [r, angle] = [30 + 40 * (i % 7), (2 * Math.PI * i) / 48];
  return [r * Math.cos(angle), r * Math.sin(angle)];
});
const isWarned = ({ part }: Warning, e: number, n: number): boolean =>
  part === undefined || pointInRings(part, e, n);

/** Who may end an episode: nobody but time, or two people who have just said so. */
export type EndedBy = "time" | "people";

/** What must be true of one area's messages, told by a model that knows threats, orders and their ends, and no more. */
export class ExpectedArea {
  readonly threats = new Map<TrackId, ExpectedThreat>();
  readonly retracted = new Set<TrackId>();
  /** What was declared over and not false, with the detections until then. */
  readonly over = new Map<TrackId, number>();
  raise: { stage: Stage; untilUs: TimeUs } | null = null;
  inhibitedUntilUs: TimeUs | null = null;
  sweep = false;
  last: Warning | null = null;
  episodes = 0;
  readonly #delayUs: number;
  /** The site file asks for a search after every threat. */
  isSwept: boolean;

  constructor(delayUs: number, isSwept: boolean) {
    this.#delayUs = delayUs;
    this.isSwept = isSwept;
  }

  isHeldBack(automation: boolean, nowUs: TimeUs): boolean {
    return !automation || (this.inhibitedUntilUs !== null && nowUs < this.inhibitedUntilUs);
  }

  threaten(
    track: TrackId,
    what: {
      stage: Stage;
      toUs: TimeUs;
      nowUs: TimeUs;
      isHeldBack: boolean;
      detections: number;
    },
  ): void {
    const before = this.threats.get(track);
    const counted = what.isHeldBack ? (before?.counted ?? null) : what.stage;
    if (counted !== null && (before?.active !== true || before.counted === null)) this.#joined();
    this.threats.set(track, {
      reported: what.stage,
      counted,
      active: true,
      clearUs: Math.max(what.toUs, what.nowUs) + this.#delayUs,
      arrivalToUs: what.toUs,
      detections: Math.max(what.detections, before?.detections ?? 0),
    });
  }
  release(track: TrackId, nowUs: TimeUs): void {
    const known = this.threats.get(track);
    if (known?.active === true)
      this.threats.set(track, { ...known, active: false, clearUs: nowUs + this.#delayUs });
  }
  /** The same object, found again. */
  goOnAs(before: TrackId, after: TrackId): void {
    const threat = this.threats.get(before);
    if (threat === undefined) return;
    this.threats.delete(before);
    this.threats.set(after, threat);
  }
  /** Everything that people had been told of, and what has passed; or what was named: as false, or as over. */
  takeBack(named: readonly TrackId[] | undefined, isOver: boolean): void {
    for (const [track, { active, detections }] of this.threats) {
      const told = this.last?.threats.includes(track) === true || !active;
      if (named === undefined ? !told : !named.includes(track)) continue;
      this.threats.delete(track);
      this.retracted.add(track);
      if (isOver) this.over.set(track, detections);
      else this.over.delete(track);
    }
    if (named === undefined) this.raise = null;
  }
  comesMore(nowUs: TimeUs): boolean {
    return [...this.threats.values()].some(
      ({ active, counted, arrivalToUs }) => active && counted !== null && arrivalToUs > nowUs,
    );
  }

  /** Time has come to `nowUs`: what was ordered until then is over. */
  pass(automation: boolean, nowUs: TimeUs): void {
    if (this.raise !== null && this.raise.untilUs <= nowUs) this.raise = null;
    if (this.inhibitedUntilUs !== null && this.inhibitedUntilUs <= nowUs)
      this.inhibitedUntilUs = null;
    const held = this.isHeldBack(automation, nowUs);
    for (const [track, threat] of this.threats)
      if (threat.clearUs <= nowUs) this.threats.delete(track);
      else if (!held) {
        if (threat.counted === null && threat.active) this.#joined();
        this.threats.set(track, { ...threat, counted: threat.reported });
      }
  }
  warnByHand({ stage, untilUs }: { stage: Stage; untilUs: TimeUs }): void {
    if (this.raise === null) this.#joined();
    this.raise = {
      stage: this.raise?.stage === "take-cover" ? "take-cover" : stage,
      untilUs: Math.max(untilUs, this.raise?.untilUs ?? 0),
    };
    this.inhibitedUntilUs = null;
  }
  /** It is in the site file no longer: what nobody was told of begins nothing there. */
  leftOut(): void {
    for (const [track, { counted }] of this.threats)
      if (counted === null) this.threats.delete(track);
  }
  /** What comes after a search is searched for again. */
  #joined(): void {
    if (this.last !== null && this.isSwept) this.sweep = true;
  }

  get keepsWarned(): boolean {
    return this.raise !== null || [...this.threats.values()].some((t) => t.counted !== null);
  }
  get wanted(): Stage | null {
    let wanted: Stage | null = this.raise?.stage ?? null;
    for (const { counted, active } of this.threats.values())
      if (active && counted !== null && (wanted === null || RANK[counted] > RANK[wanted]))
        wanted = counted;
    return wanted;
  }

  /** One message, in the order in which they came. */
  hear(w: Warning, mode: string, endedBy: EndedBy): void {
    assert(w.mode === mode, "no message is of another mode than its site");
    assert(w.expiresUs > w.issuedUs, "a message lives for a while");
    assert(Number.isSafeInteger(w.expiresUs), "and has an end");
    if (this.last === null) this.#start(w);
    else this.#follow(this.last, w, endedBy);
    const isOver = w.action === "end";
    assert((w.byHand === true) === (!isOver && this.raise !== null), "it says who warns");
    const waits = !isOver && !this.keepsWarned && this.sweep;
    assert((w.awaits === "sweep") === waits, "it says what the all-clear waits for");
    this.episodes = w.episode;
    this.last = isOver ? null : w;
    if (!isOver) return;
    this.sweep = false;
    for (const [track, { counted }] of this.threats)
      if (counted !== null) this.threats.delete(track);
  }
  #start(w: Warning): void {
    const first = w.action === "start" && w.version === 1 && w.replaces === null;
    assert(first && w.episode === this.episodes + 1, "an episode starts, and they are counted");
    assert(w.stage === this.wanted, "nobody is alarmed without a threat or a person");
    if (this.isSwept) this.sweep = true;
  }
  #follow(last: Warning, w: Warning, endedBy: EndedBy): void {
    assert(w.episode === last.episode && w.version === last.version + 1, "versions count up");
    assert(w.replaces === last.version && w.action !== "start", "it names the one before");
    assert(w.issuedUs <= last.expiresUs, "no message runs out before the next is there");
    assert(last.stage !== "take-cover" || w.stage !== "pre-alert", "a stage is never lowered");
    const isKept = PLACES.every(([e, n]) => !isWarned(last, e, n) || isWarned(w, e, n));
    assert(isKept, "who was warned stays warned until it ends");
    const isRaise = w.stage === "take-cover" && last.stage === "pre-alert";
    assert((w.action === "raise") === isRaise, "a raise is called one");
    assert(!isRaise || this.wanted === "take-cover", "it is raised for a reason");
    assert(w.stage !== "retraction" || endedBy === "people", "nobody but people takes back");
    const isOver = w.stage === "all-clear" || w.stage === "retraction";
    assert(isOver === (w.action === "end"), "an end is called one");
    if (!isOver) return;
    assert(!this.keepsWarned, "nothing that people know of is left when it ends");
    assert(endedBy === "people" || !this.sweep, "it waits for the sweep");
  }

  /** After everything that was due has been said. */
  settled(nowUs: TimeUs): void {
    const { wanted, last } = this;
    if (wanted !== null) {
      assert(last !== null, "who is threatened is warned");
      assert(wanted !== "take-cover" || last.stage === "take-cover", "and told to take cover");
    }
    if (last === null) {
      for (const [track, { active }] of this.threats) if (!active) this.threats.delete(track);
      return;
    }
    assert(this.keepsWarned || this.sweep, "who is not threatened is not warned");
    assert(last.expiresUs > nowUs, "what is shown has not run out");
  }
}
