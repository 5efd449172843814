import type { Rings } from "../geodesy/polygon.ts";
import type { Mode } from "../policy/site-model.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Warning } from "../warning/warning.ts";

/** A stretch in which people of an area were told to take cover. */
export interface Cover {
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

/** When the first threat was said to arrive at the earliest, and the last at the latest, by one message. */
export interface ToldWindow {
  readonly issuedUs: TimeUs;
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

/** One alarm of one area, from its first message to its end. */
export interface Alarm {
  readonly areaId: AreaId;
  readonly mode: Mode;
  readonly episode: number;
  readonly fromUs: TimeUs;
  /** Null when it never went beyond a pre-alert. */
  readonly takeCoverUs: TimeUs | null;
  /** Empty when it never went beyond a pre-alert. */
  readonly covers: readonly Cover[];
  /** Of the messages to take cover that name one: the first, and each that changed it. */
  readonly windows: readonly ToldWindow[];
  /** Every track that one of its messages named. */
  readonly threats: ReadonlySet<TrackId>;
  /** What was told to take cover, where that was not all of the area. */
  readonly part: Rings | null;
  /** All-clear, retraction, or the expiry of its last message. */
  readonly toUs: TimeUs;
  /** Sequence number of its first message in the journal; null where it is of none. */
  readonly sequence: number | null;
}

/** Further windows of an alarm are not kept: its first ones, and the last. */
export const WINDOWS_MAX = 100;

/** Alarms beyond these are not kept: the oldest are forgotten. */
export const ALARMS_MAX = 100_000;

/** Alarms put together from messages, in their order. */
export class AlarmBook {
  readonly #alarms = new Map<string, Alarm>();

  add(warning: Warning, sequence: number | null = null): void {
    const key = `${warning.mode}/${warning.areaId}/${warning.episode}`;
    const before = this.#alarms.get(key);
    const ends = warning.stage === "all-clear" || warning.stage === "retraction";
    if (before === undefined && ends) return;
    const isCover = warning.stage === "take-cover";
    this.#alarms.set(key, {
      areaId: warning.areaId,
      mode: warning.mode,
      episode: warning.episode,
      fromUs: before?.fromUs ?? warning.issuedUs,
      takeCoverUs: before?.takeCoverUs ?? (isCover ? warning.issuedUs : null),
      covers: coversAfter(before?.covers ?? [], warning),
      windows: isCover ? windowsAfter(before?.windows ?? [], warning) : (before?.windows ?? []),
      threats: new Set([...(before?.threats ?? []), ...warning.threats]),
      part: isCover ? (warning.part ?? null) : (before?.part ?? null),
      toUs: ends ? warning.issuedUs : warning.expiresUs,
      sequence: before?.sequence ?? sequence,
    });
    if (this.#alarms.size <= ALARMS_MAX) return;
    const [oldest] = this.#alarms.keys();
    this.#alarms.delete(oldest);
  }

  all(): readonly Alarm[] {
    return [...this.#alarms.values()];
  }
}

/** A message to take cover begins a stretch or makes it longer; any other ends it. */
function coversAfter(covers: readonly Cover[], warning: Warning): readonly Cover[] {
  const last = covers.at(-1);
  const goesOn = last !== undefined && warning.issuedUs <= last.toUs;
  if (warning.stage === "take-cover") {
    const cover = {
      fromUs: goesOn ? last.fromUs : warning.issuedUs,
      toUs: warning.expiresUs,
    };
    return goesOn ? [...covers.slice(0, -1), cover] : [...covers, cover];
  }
  return goesOn ? [...covers.slice(0, -1), { ...last, toUs: warning.issuedUs }] : covers;
}

function windowsAfter(windows: readonly ToldWindow[], warning: Warning): readonly ToldWindow[] {
  const { issuedUs, arrivalFromUs: fromUs, arrivalToUs: toUs } = warning;
  if (fromUs === null || toUs === null) return windows;
  const last = windows.at(-1);
  if (last !== undefined && last.fromUs === fromUs && last.toUs === toUs) return windows;
  return [...windows.slice(0, WINDOWS_MAX - 1), { issuedUs, fromUs, toUs }];
}
