import { createEngine } from "../engine/create-engine.ts";
import type { EngineEffect } from "../engine/effect.ts";
import type { EngineEvent, LookEvent } from "../engine/event.ts";
import { IncidentCollector, type IncidentWindow } from "../explain/incident-collector.ts";
import type { IncidentRecord, Recorded } from "../explain/incident-record.ts";
import type { FlownPlace } from "../explain/hypothesised-flight.ts";
import type { Detection } from "../measurement/look.ts";
import type { Track } from "../tracking/track.ts";
import { assert } from "../units/assert.ts";
import type { TimeUs } from "../units/time.ts";
import { type Change, changedSite } from "./change.ts";
import { ChannelAnswers } from "./channel-answers.ts";
import { courseLooks } from "./course-looks.ts";
import { NOTIONAL } from "./notional.ts";
import { notionalLooks } from "./notional-looks.ts";
import { placedReports } from "./place-defences.ts";
import type { RecordedCourse } from "./course.ts";

/** What is run again: one stretch of a journal, and what had come in by its end. */
export interface RecordedIncident {
  readonly record: IncidentRecord;
  /**
   * Everything that came in up to the window's end, in the journal's order, but for ticks, and for looks before `looksFromUs`.
   * Where `looksFromUs` is the beginning, a run without a change gives the recorded decisions.
   */
  readonly events: readonly Recorded<EngineEvent>[];
  readonly window: IncidentWindow;
}

/** Ticks between two events at most; an engine that asks for more does not let time pass. */
const TICKS_MAX = 1_000_000;

/**
 * Runs an incident again through this version's engine with some things changed, and gives the record that the journal would hold.
 * With a flight the recorded detections are left out, and one object flies that nobody detected: what sensors would have
 * reported of it follows from their stated models ({@link notionalLooks}). With the course of a recorded track everything stays, and sensors that are otherwise
 * show that object besides ({@link courseLooks}). What follows from an event has the event's
 * number in the journal, so that evidence still points to real records; what is notional has none.
 */
export function rerun(
  incident: RecordedIncident,
  changes: readonly Change[],
  flown: readonly FlownPlace[] | RecordedCourse | null = null,
): IncidentRecord {
  const run = new Rerun(incident, changes);
  for (const { sequence, value } of eventsOf(incident, changes, flown)) run.take(sequence, value);
  return run.finish();
}

/** Runs an incident again with nothing changed and shows the tracks after each event. */
export function rerunWatched(
  incident: RecordedIncident,
  watch: (tracks: readonly Track[]) => void,
): void {
  const run = new Rerun(incident, []);
  for (const { sequence, value } of eventsOf(incident, [], null)) {
    run.take(sequence, value);
    if (value.type === "look") watch(run.tracks());
  }
}

function eventsOf(
  incident: RecordedIncident,
  changes: readonly Change[],
  flown: readonly FlownPlace[] | RecordedCourse | null,
): readonly Recorded<EngineEvent>[] {
  const flight = flown !== null && isFlight(flown) ? flown : null;
  const site = changedSite(incident.record.site.value, changes);
  const mended = new Set(changes.flatMap(({ mendedSensor }) => mendedSensor ?? []));
  const besides =
    flown === null || isFlight(flown)
      ? { added: new Map<number, Detection>(), looks: [] }
      : courseLooks({
          record: incident.record,
          site,
          course: flown,
          mended,
          earlierS: earlierIn(changes),
        });
  const kept = incident.events.flatMap((recorded): readonly Recorded<EngineEvent>[] => {
    const { sequence, value } = recorded;
    switch (value.type) {
      case "tick":
      case "receipt":
        return [];
      case "look":
        return flight === null ? [withDetection(recorded, value, besides.added)] : [];
      case "health":
        return mended.has(value.sensorId) && value.status !== "up" ? [] : [recorded];
      case "command":
        return changes.some(({ drops }) => drops?.(value, sequence) === true) ? [] : [recorded];
      case "configuration":
        return [
          { sequence, value: { ...value, site: changedSite(value.site, changes) } },
          ...placedReports(changes, value.receivedUs).map((report) => ({
            sequence: NOTIONAL,
            value: report,
          })),
        ];
      case "defence":
      case "engagement":
      case "official-warning":
      case "weather":
        return [recorded];
    }
  });
  if (flight === null) return merged(kept, besides.looks);
  const looks = notionalLooks({ record: incident.record, site, flight, mended });
  return merged(kept, looks);
}

const isFlight = (flown: readonly FlownPlace[] | RecordedCourse): flown is readonly FlownPlace[] =>
  Array.isArray(flown);

const earlierIn = (changes: readonly Change[]): ReadonlyMap<string, number> =>
  new Map(
    changes.flatMap(({ earlier }) =>
      earlier === undefined ? [] : [[earlier.sensor, earlier.seconds] as const],
    ),
  );

function withDetection(
  recorded: Recorded<EngineEvent>,
  event: LookEvent,
  added: ReadonlyMap<number, Detection>,
): Recorded<EngineEvent> {
  const more = added.get(recorded.sequence);
  if (more === undefined) return recorded;
  const { look } = event;
  const detections = [...look.detections, more];
  return { ...recorded, value: { ...event, look: { ...look, detections } } };
}

/** Both in the order in which they were received; at one time what is recorded goes first. */
function merged(
  recorded: readonly Recorded<EngineEvent>[],
  looks: readonly LookEvent[],
): readonly Recorded<EngineEvent>[] {
  const all: Recorded<EngineEvent>[] = [];
  let next = 0;
  for (const one of recorded) {
    while (next < looks.length && looks[next].receivedUs < one.value.receivedUs)
      all.push({ sequence: NOTIONAL, value: looks[next++] });
    all.push(one);
  }
  for (; next < looks.length; next++) all.push({ sequence: NOTIONAL, value: looks[next] });
  return all;
}

class Rerun {
  readonly #engine = createEngine();
  readonly #collector: IncidentCollector;
  readonly #answers: ChannelAnswers;
  readonly #untilUs: TimeUs;
  #wakeAtUs: TimeUs | null = null;
  #sequence = NOTIONAL;

  constructor({ record, window }: RecordedIncident, changes: readonly Change[]) {
    this.#collector = new IncidentCollector(window);
    this.#answers = new ChannelAnswers(record, changes);
    this.#untilUs = window.toUs;
  }

  tracks(): readonly Track[] {
    return this.#engine.tracks();
  }

  take(sequence: number, event: EngineEvent): void {
    this.#tickUntil(event.receivedUs);
    this.#sequence = sequence;
    this.#step(event);
  }

  finish(): IncidentRecord {
    this.#tickUntil(this.#untilUs);
    const record = this.#collector.record();
    assert(record !== null, "what is run again begins with a configuration");
    return record;
  }

  #tickUntil(timeUs: TimeUs): void {
    for (let ticks = 0; this.#wakeAtUs !== null && this.#wakeAtUs < timeUs; ticks++) {
      assert(ticks < TICKS_MAX, "the engine keeps asking to be woken");
      this.#step({ type: "tick", receivedUs: this.#wakeAtUs });
    }
  }

  #step(event: EngineEvent): void {
    this.#collector.addEvent(this.#sequence, event);
    const { effects, wakeAtUs } = this.#engine.step(event);
    this.#wakeAtUs = wakeAtUs;
    for (const effect of effects) this.#see(effect);
  }

  #see(effect: EngineEffect): void {
    this.#collector.addEffect(this.#sequence, effect);
    if (effect.type !== "warning") return;
    for (const receipt of this.#answers.to(effect.warning))
      this.#collector.addEvent(this.#sequence, receipt);
  }
}
