import { compareDetections } from "../association/canonical-order.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { compareLooks, type Look } from "../measurement/look.ts";
import type { Tracker, TrackerMark, TrackerSnapshot } from "../tracking/tracker.ts";
import type { TimeUs } from "../units/time.ts";
import { CheckpointSpacing, type CheckpointSpacingState, lookWork } from "./checkpoint-spacing.ts";
import { RewindBudget, type RewindBudgetState } from "./rewind-budget.ts";

/** `waiting`: it is late, and the tracker goes back for it with others, soon. */
export type InsertOutcome = "applied" | "rewound" | "waiting" | "late" | "duplicate";
export type HealthMap = ReadonlyMap<string, SensorHealth>;

interface Entry {
  readonly look: Look;
  /** Sensor health when the look arrived: applying it again must see the same. */
  readonly health: readonly SensorHealth[];
}
interface Checkpoint {
  /** Index of the first entry that is applied after it. */
  next: number;
  readonly mark: TrackerMark;
}
export interface LagBufferState {
  readonly base: TrackerSnapshot;
  readonly entries: readonly Entry[];
  readonly advancedUs: TimeUs;
  /** Entries before which checkpoints stand, the base apart, and what the next depend on. */
  readonly marks: readonly number[];
  readonly spacing: CheckpointSpacingState;
  /** Entries not yet applied, and since when the first of them is there. */
  readonly waiting: readonly number[];
  readonly waitingSinceUs: TimeUs;
  readonly budget: RewindBudgetState;
}

/** What is newer than all that was applied needs no way back, and may be this many times as late. */
const IN_ORDER_LAGS = 2;

/** Made once for each list of health, which is the same list until something changes. */
const healthMaps = new WeakMap<readonly SensorHealth[], HealthMap>();

function healthMap(health: readonly SensorHealth[]): HealthMap {
  let map = healthMaps.get(health);
  if (map === undefined) {
    map = new Map(health.map((h) => [h.sensorId, h]));
    healthMaps.set(health, map);
  }
  return map;
}

/** Same sensor, same interval, same content: a datagram that came twice, whatever number its adapter gave it. */
const sameLook = (a: Look, b: Look): boolean =>
  a.sensorId === b.sensorId &&
  a.toUs === b.toUs &&
  a.fromUs === b.fromUs &&
  a.sweep?.azimuthFromRad === b.sweep?.azimuthFromRad &&
  a.sweep?.azimuthWidthRad === b.sweep?.azimuthWidthRad &&
  a.detections.length === b.detections.length &&
  a.detections.every((detection, i) => compareDetections(detection, b.detections[i]) === 0);

/**
 * Gives a tracker its looks in canonical order though they arrive in another. What comes in order is applied at once. A look that is
 * late, yet inside the lag, rewinds the tracker to a checkpoint and everything after it is applied again,
 * so the final state equals the in-order one bit for bit; where that would be too often, several late ones share a rewind.
 */
export class LagBuffer {
  readonly #tracker: Tracker;
  readonly #lagUs: number;
  #entries: Entry[] = [];
  #checkpoints: Checkpoint[];
  #spacing = new CheckpointSpacing();
  /** Work applied since the last checkpoint. */
  #work = 0;
  #advancedUs: TimeUs = 0;
  /** Late entries that the tracker has not gone back for. */
  readonly #waiting = new Set<Entry>();
  #waitingSinceUs: TimeUs = 0;
  readonly #budget = new RewindBudget();

  constructor(tracker: Tracker, lagUs: number) {
    this.#tracker = tracker;
    this.#lagUs = lagUs;
    this.#checkpoints = [{ next: 0, mark: tracker.mark() }];
  }

  /**
   * Whether the tracker can go back for it no more, or it tells of a time too long ago. A post that had no time to read its sockets finds looks there that
   * are late though they come in their order: they are the newest that it has.
   */
  isLate(look: Look, nowUs: TimeUs): boolean {
    const lateUs = nowUs - look.toUs;
    if (lateUs <= this.#lagUs) return false;
    return lateUs > IN_ORDER_LAGS * this.#lagUs || !this.#isNext(look);
  }

  /** Whether it is newer than all that was applied, and time was not let pass beyond it. */
  #isNext(look: Look): boolean {
    if (look.toUs < this.#advancedUs) return false;
    const { length } = this.#entries;
    return length === 0 || compareLooks(this.#entries[length - 1].look, look) < 0;
  }

  insert(look: Look, health: readonly SensorHealth[], nowUs: TimeUs): InsertOutcome {
    return this.#insert(look, health, nowUs, (place) => this.#apply(place));
  }

  /**
   * As {@link insert}, but a look that comes in order, while none is waiting, is only begun where the tracker works in parts: its tracks may be asked for
   * ahead, until {@link finish}.
   */
  begin(look: Look, health: readonly SensorHealth[], nowUs: TimeUs): InsertOutcome {
    return this.#insert(look, health, nowUs, (place) => {
      this.#markIfDue(place);
      const { inParts } = this.#tracker;
      if (inParts === undefined || this.#waiting.size > 0) this.#process(place);
      else inParts.begin(look, this.#counted(place));
    });
  }

  /** Does what is left of a look that was begun. */
  finish(): void {
    this.#tracker.inParts?.finish();
  }

  #insert(
    look: Look,
    health: readonly SensorHealth[],
    nowUs: TimeUs,
    apply: (place: number) => void,
  ): InsertOutcome {
    if (this.isLate(look, nowUs)) return "late";
    const place = this.#placeOf(look);
    if (this.#isDuplicate(look, place)) return "duplicate";
    const entry = { look, health };
    const inOrder = place === this.#entries.length;
    this.#spacing.arrived(!inOrder);
    if (inOrder) {
      this.#entries.push(entry);
      apply(place);
    } else {
      this.#entries.splice(place, 0, entry);
      for (const checkpoint of this.#checkpoints) if (checkpoint.next > place) checkpoint.next++;
      if (this.#waiting.size === 0) this.#waitingSinceUs = nowUs;
      this.#waiting.add(entry);
    }
    this.#goBackIfDue(nowUs);
    this.#prune(nowUs - this.#lagUs);
    return inOrder ? "applied" : this.#waiting.has(entry) ? "waiting" : "rewound";
  }

  /** When {@link advance} should be called though nothing arrives: looks are waiting; null where none are. */
  dueUs(): TimeUs | null {
    return this.#waiting.size === 0 ? null : this.#budget.dueUs(this.#waitingSinceUs);
  }

  /** Lets the tracker's time pass up to the end of the lag; no later look can still fall before that. */
  advance(nowUs: TimeUs): void {
    this.#advancedUs = Math.max(this.#advancedUs, nowUs - this.#lagUs);
    this.#goBackIfDue(nowUs);
    this.#tracker.advance(this.#advancedUs);
    this.#prune(this.#advancedUs);
  }

  snapshot(): LagBufferState {
    const [base, ...later] = this.#checkpoints;
    return {
      base: this.#tracker.snapshotOf(base.mark),
      entries: [...this.#entries],
      advancedUs: this.#advancedUs,
      marks: later.map(({ next }) => next),
      spacing: this.#spacing.snapshot(),
      waiting: this.#entries.flatMap((entry, index) => (this.#waiting.has(entry) ? [index] : [])),
      waitingSinceUs: this.#waitingSinceUs,
      budget: this.#budget.snapshot(),
    };
  }

  restore(state: LagBufferState): void {
    this.#tracker.restore(state.base);
    this.#checkpoints = [{ next: 0, mark: this.#tracker.mark() }];
    this.#entries = [...state.entries];
    this.#advancedUs = state.advancedUs;
    this.#spacing.restore(state.spacing);
    this.#waiting.clear();
    for (const index of state.waiting) this.#waiting.add(this.#entries[index]);
    this.#waitingSinceUs = state.waitingSinceUs;
    this.#budget.restore(state.budget);
    this.#work = 0;
    let at = 0;
    for (let index = 0; index < this.#entries.length; index++) {
      if (state.marks[at] === index) {
        this.#mark(index);
        at++;
      }
      if (!this.#waiting.has(this.#entries[index])) this.#process(index);
    }
    this.#tracker.advance(this.#advancedUs);
  }

  #placeOf(look: Look): number {
    let place = this.#entries.length;
    while (place > 0 && compareLooks(this.#entries[place - 1].look, look) > 0) place--;
    return place;
  }

  #isDuplicate(look: Look, place: number): boolean {
    for (let i = place - 1; i >= 0 && this.#entries[i].look.toUs === look.toUs; i--)
      if (sameLook(this.#entries[i].look, look)) return true;
    for (let i = place; i < this.#entries.length && this.#entries[i].look.toUs === look.toUs; i++)
      if (sameLook(this.#entries[i].look, look)) return true;
    return false;
  }

  #apply(index: number): void {
    this.#markIfDue(index);
    this.#process(index);
  }

  #markIfDue(index: number): void {
    const since = {
      looks: index - this.#lastCheckpoint().next,
      work: this.#work,
      nextWork: lookWork(this.#entries[index].look.detections.length),
      tracks: this.#tracker.liveCount(),
      looksKept: this.#entries.length,
    };
    // A mark made while looks are waiting would have to go with the rewind.
    const mayMark = since.looks > 0 && this.#waiting.size === 0;
    if (mayMark && this.#spacing.isDue(since)) this.#mark(index);
  }

  #mark(index: number): void {
    this.#checkpoints.push({ next: index, mark: this.#tracker.mark() });
    this.#work = 0;
  }

  #process(index: number): void {
    this.#tracker.processLook(this.#entries[index].look, this.#counted(index));
  }

  /** Counts an entry as worked on; the health that its look is to be applied with. */
  #counted(index: number): HealthMap {
    const { look, health } = this.#entries[index];
    this.#work += lookWork(look.detections.length);
    return healthMap(health);
  }

  #lastCheckpoint(): Checkpoint {
    return this.#checkpoints[this.#checkpoints.length - 1];
  }

  #goBackIfDue(nowUs: TimeUs): void {
    if (this.#waiting.size === 0) return;
    if (!this.#budget.allows(nowUs, this.#waitingSinceUs)) return;
    const place = this.#firstWaiting();
    this.#waiting.clear();
    this.#budget.spend(this.#rewindTo(place));
  }

  #firstWaiting(): number {
    if (this.#waiting.size === 0) return Infinity;
    return this.#entries.findIndex((entry) => this.#waiting.has(entry));
  }

  /** Goes back to before the entry at `place` and applies what follows; the work of it. */
  #rewindTo(place: number): number {
    while (this.#checkpoints.length > 1 && this.#lastCheckpoint().next > place)
      this.#checkpoints.pop();
    const from = this.#lastCheckpoint();
    this.#tracker.rewind(from.mark);
    this.#work = 0;
    let work = 0;
    for (let index = from.next; index < this.#entries.length; index++) {
      work += lookWork(this.#entries[index].look.detections.length);
      this.#apply(index);
    }
    this.#tracker.advance(this.#advancedUs);
    return work;
  }

  /** Forgets what no accepted look can fall before: all checkpoints but the last one before `horizonUs`. */
  #prune(horizonUs: TimeUs): void {
    let keep = 0;
    const waitingFrom = this.#firstWaiting();
    while (
      keep + 1 < this.#checkpoints.length &&
      this.#checkpoints[keep + 1].next <= waitingFrom &&
      this.#entries[this.#checkpoints[keep + 1].next - 1].look.toUs < horizonUs
    )
      keep++;
    if (keep === 0) return;
    const dropped = this.#checkpoints[keep].next;
    this.#tracker.forget(this.#checkpoints[keep - 1].mark);
    this.#checkpoints.splice(0, keep);
    this.#entries.splice(0, dropped);
    for (const checkpoint of this.#checkpoints) checkpoint.next -= dropped;
  }
}
