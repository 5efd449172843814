import type { EngineEffect, LookEvent, RejectTally, SensorSpec, TimeUs } from "@tocsin/core";
import type { PictureDrop, PictureSensor } from "@tocsin/sdk";
import { pictureConduct } from "./picture-conduct.ts";
import { round } from "./picture-frame.ts";
import { pictureRegistration } from "./picture-registration.ts";

/** The rate of looks is that of so long; of a sensor that looks more seldom, of its last three looks or so. */
const RATE_OVER_US = 10_000_000;
const RATE_OVER_PERIODS = 3;
/** How much the latest look counts in what is usual. */
const LATEST_SHARE = 0.1;
/** Inputs that a sensor's reports are dropped at, and reasons, that are shown apart. */
const DROPS_MAX = 16;

interface Entry {
  shown: Omit<PictureSensor, "staleness" | "times" | "looksPerS">;
  readonly staleAfterUs: number;
  last: {
    readonly sensedUs: TimeUs;
    readonly receivedUs: TimeUs;
    readonly decidedUs: TimeUs | null;
  } | null;
  usualAgeS: number | null;
  usualDecideS: number | null;
  /** Looks of this stretch of time and the one before it. */
  readonly stretchUs: number;
  stretchFromUs: TimeUs;
  looks: number;
  looksBefore: number;
}

/** What a screen shows of each sensor: its state, when it was heard, how old its reports come, how many, and what was dropped. */
export class SensorBoard {
  #entries = new Map<string, Entry>();

  configure(sensors: readonly SensorSpec[], nowUs: TimeUs): void {
    const before = this.#entries;
    this.#entries = new Map(
      sensors.map((spec) => [spec.id, before.get(spec.id) ?? blankEntry(spec, nowUs)]),
    );
  }

  list(nowUs: TimeUs): readonly PictureSensor[] {
    return Array.from(this.#entries.values(), (entry) => ({
      ...entry.shown,
      staleness: stalenessOf(entry, nowUs),
      times: timesOf(entry),
      looksPerS: rateOf(entry, nowUs),
    }));
  }

  /** `decidedUs`: when all that follows from the look was decided and handed on; null where that was not measured. */
  looked({ look, receivedUs }: LookEvent, decidedUs: TimeUs | null): void {
    const entry = this.#entries.get(look.sensorId);
    if (entry === undefined) return;
    entry.last = { sensedUs: look.toUs, receivedUs, decidedUs };
    entry.shown = { ...entry.shown, lastLookUs: receivedUs };
    entry.usualAgeS = usual(entry.usualAgeS, (receivedUs - look.toUs) / 1e6);
    if (decidedUs !== null)
      entry.usualDecideS = usual(entry.usualDecideS, (decidedUs - receivedUs) / 1e6);
    turnStretch(entry, receivedUs);
    entry.looks++;
  }

  health({ health }: Extract<EngineEffect, { type: "sensor" }>): void {
    const { sensorId, status, sinceUs, reason } = health;
    this.#change(sensorId, () => ({ status, sinceUs, reason }));
  }

  registration({ registration }: Extract<EngineEffect, { type: "registration" }>): void {
    this.#change(registration.sensorId, () => ({
      registration: pictureRegistration(registration),
    }));
  }

  conduct({ conduct }: Extract<EngineEffect, { type: "conduct" }>): void {
    this.#change(conduct.sensorId, () => ({ conduct: pictureConduct(conduct) }));
  }

  dropped({ input, reason, sensor, count }: RejectTally): void {
    if (sensor === null) return;
    this.#change(sensor, ({ dropped }) => {
      const others = dropped.filter((each) => each.input !== input || each.reason !== reason);
      const drop: PictureDrop = { input, reason, count };
      return { dropped: [...others, drop].slice(-DROPS_MAX) };
    });
  }

  #change(id: string, change: (shown: Entry["shown"]) => Partial<Entry["shown"]>): void {
    const entry = this.#entries.get(id);
    if (entry !== undefined) entry.shown = { ...entry.shown, ...change(entry.shown) };
  }
}

const blankEntry = (spec: SensorSpec, nowUs: TimeUs): Entry => ({
  shown: {
    id: spec.id,
    status: "unknown",
    sinceUs: nowUs,
    reason: "nothing received yet",
    lastLookUs: null,
    conduct: null,
    registration: null,
    dropped: [],
  },
  staleAfterUs: spec.staleAfterUs,
  last: null,
  usualAgeS: null,
  usualDecideS: null,
  stretchUs: Math.max(RATE_OVER_US, RATE_OVER_PERIODS * spec.periodUs),
  stretchFromUs: nowUs,
  looks: 0,
  looksBefore: 0,
});

const usual = (before: number | null, latest: number): number =>
  before === null ? latest : before + LATEST_SHARE * (latest - before);

/** Fresh: a look came within what the site file allows; stale: none did; unknown: none ever came. */
function stalenessOf({ last, staleAfterUs }: Entry, nowUs: TimeUs): PictureSensor["staleness"] {
  if (last === null) return "unknown";
  return staleAfterUs > 0 && nowUs - last.receivedUs > staleAfterUs ? "stale" : "fresh";
}

function timesOf({ last, usualAgeS, usualDecideS }: Entry): PictureSensor["times"] {
  if (last === null) return null;
  return {
    ...last,
    usualAgeS: round(usualAgeS ?? 0, 3),
    usualDecideS: usualDecideS === null ? null : round(usualDecideS, 4),
  };
}

function turnStretch(entry: Entry, nowUs: TimeUs): void {
  const passed = Math.floor((nowUs - entry.stretchFromUs) / entry.stretchUs);
  if (passed < 1) return;
  entry.looksBefore = passed === 1 ? entry.looks : 0;
  entry.looks = 0;
  entry.stretchFromUs += passed * entry.stretchUs;
}

/** Looks a second over the last stretch: those of the one under way and, for what it lacks, a share of those before it. */
function rateOf(entry: Entry, nowUs: TimeUs): number | null {
  if (entry.last === null) return null;
  turnStretch(entry, nowUs);
  const share = 1 - Math.min(1, Math.max(0, (nowUs - entry.stretchFromUs) / entry.stretchUs));
  return round(((entry.looks + share * entry.looksBefore) * 1e6) / entry.stretchUs, 2);
}
