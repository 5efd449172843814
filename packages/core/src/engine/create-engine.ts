import { assessArea } from "../assessment/assess.ts";
import { decide } from "../assessment/decide.ts";
import type { Finding } from "../assessment/decision-book.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import { estimateLaunch } from "../projection/launch-region.ts";
import { projectTrack } from "../projection/project-track.ts";
import type { Projection } from "../projection/projection.ts";
import type { Track, TrackEndCause } from "../tracking/track.ts";
import { assert } from "../units/assert.ts";
import type { AreaId, TrackId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { EngineEffect, FaultCode } from "./effect.ts";
import type { Engine, EngineSnapshot, StepResult } from "./engine.ts";
import { ENGINE_VERSION } from "./engine-version.ts";
import type { CommandEvent, EngineEvent, HealthEvent, LookEvent } from "./event.ts";
import type { ClockWatchState } from "./clock-watch.ts";
import type { DecisionBookState } from "../assessment/decision-book.ts";
import type { FlightMasksState } from "../policy/flight-masks.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { Warning } from "../warning/warning.ts";
import type { AreaStatesState } from "../warning/area-states.ts";
import type { LagBufferState } from "./lag-buffer.ts";
import { SensorWatch, type SensorWatchState } from "./sensor-watch.ts";
import { createSiteRuntime, protectionOf, type SiteRuntime } from "./site-runtime.ts";
import { trackRecord } from "./track-record.ts";

/** While anything is tracked, time is let pass at least this often. */
const TRACKING_TICK_US = MICROS_PER_SECOND;
/**
 * Tentative tracks with fewer detections than this end without a record: they are clutter by the thousand.
 * What says who it is was an object, and is recorded after one.
 */
const RECORDED_TENTATIVE_DETECTIONS = 2;

/** What the engine remembers of a confirmed track between steps, to notice that it changed. */
interface Known {
  track: Track;
  projection: Projection;
}
interface EngineState {
  readonly nowUs: TimeUs;
  readonly automation: boolean;
  readonly sensors: SensorWatchState;
  readonly site: SiteModel | null;
  readonly lag: LagBufferState | null;
  readonly clocks: ClockWatchState;
  readonly masks: FlightMasksState;
  readonly book: DecisionBookState | null;
  readonly areas: AreaStatesState;
  readonly known: readonly TrackId[];
  readonly endedIds: readonly (readonly [TrackId, TimeUs])[];
}

class DeterministicEngine implements Engine {
  #nowUs: TimeUs = 0;
  #automation = true;
  #runtime: SiteRuntime | null = null;
  readonly #sensors = new SensorWatch();
  #known = new Map<TrackId, Known>();
  /** Ends already recorded, for as long as a rewind could bring them up again. */
  #endedIds = new Map<TrackId, TimeUs>();
  #effects: EngineEffect[] = [];

  step(event: EngineEvent): StepResult {
    this.#effects = [];
    this.#nowUs = Math.max(this.#nowUs, event.receivedUs);
    if (event.type === "configuration") this.#configure(event.site);
    else if (this.#runtime === null)
      this.#fault("EVENT_BEFORE_CONFIGURATION", event.type, "nothing is configured yet: not used");
    else this.#dispatch(event, this.#runtime);
    const effects = this.#effects;
    this.#effects = [];
    return { effects, wakeAtUs: this.#wakeAtUs() };
  }

  tracks(): readonly Track[] {
    return this.#runtime?.tracker.tracks() ?? [];
  }

  openWarnings(): readonly Warning[] {
    return this.#runtime?.areaStates.open() ?? [];
  }

  snapshot(): EngineSnapshot {
    const runtime = this.#runtime;
    const state: EngineState = {
      nowUs: this.#nowUs,
      automation: this.#automation,
      sensors: this.#sensors.snapshot(),
      site: runtime?.site ?? null,
      lag: runtime?.lagBuffer.snapshot() ?? null,
      clocks: runtime?.clockWatch.snapshot() ?? [],
      masks: runtime?.masks.snapshot() ?? [],
      book: runtime?.book.snapshot() ?? null,
      areas: runtime?.areaStates.snapshot() ?? [],
      known: [...this.#known.keys()],
      endedIds: [...this.#endedIds],
    };
    return { engineVersion: ENGINE_VERSION, state };
  }

  restore(snapshot: EngineSnapshot): void {
    assert(snapshot.engineVersion === ENGINE_VERSION, "a snapshot fits one engine version");
    const state = snapshot.state as EngineState;
    this.#nowUs = state.nowUs;
    this.#automation = state.automation;
    this.#runtime = null;
    this.#known = new Map();
    this.#endedIds = new Map(state.endedIds);
    if (state.site === null || state.lag === null || state.book === null) return;
    const runtime = createSiteRuntime(state.site);
    this.#runtime = runtime;
    this.#sensors.restore(state.sensors, state.site.sensors);
    runtime.lagBuffer.restore(state.lag);
    runtime.clockWatch.restore(state.clocks);
    runtime.masks.restore(state.masks);
    runtime.book.restore(state.book);
    runtime.areaStates.restore(state.areas);
    runtime.tracker.takeEnded();
    const live = new Map(runtime.tracker.tracks().map((track) => [track.id, track]));
    for (const id of state.known) {
      const track = live.get(id);
      if (track !== undefined)
        this.#known.set(id, { track, projection: projectTrack(track, runtime.environment) });
    }
  }

  #dispatch(event: Exclude<EngineEvent, { type: "configuration" }>, runtime: SiteRuntime): void {
    switch (event.type) {
      case "look":
        this.#look(event, runtime);
        break;
      case "tick":
        this.#tick(runtime);
        break;
      case "health":
        this.#health(event, runtime);
        break;
      case "command":
        this.#command(event, runtime);
        break;
      case "defence":
        if (!runtime.site.defences.some((defence) => defence.id === event.defenceId))
          this.#fault("UNKNOWN_SUBJECT", event.defenceId, "no such defence in the site file");
        break;
      case "receipt":
      case "engagement":
        // Recorded for the explanation; no decision depends on them.
        break;
    }
    this.#sayDue(runtime);
  }

  #configure(site: SiteModel): void {
    const before = this.#runtime;
    const same = before !== null && JSON.stringify(before.site) === JSON.stringify(site);
    if (!same) {
      const runtime = createSiteRuntime(site);
      if (before !== null) {
        // Open warnings outlive a change of configuration; tracks are built up anew.
        runtime.areaStates.restore(before.areaStates.snapshot());
        runtime.book.restore({ ...before.book.snapshot(), chapters: [] });
      }
      this.#runtime = runtime;
      this.#known = new Map();
      this.#automation = site.automation;
      this.#sensors.configure(site.sensors, this.#nowUs);
    }
    assert(this.#runtime !== null, "configured");
    this.#protectionChanged(this.#runtime);
  }

  #look(event: LookEvent, runtime: SiteRuntime): void {
    if (!this.#sensors.knows(event.look.sensorId)) {
      this.#fault(
        "LOOK_UNKNOWN_SENSOR",
        event.look.sensorId,
        "not in the site file: look not used",
      );
      return;
    }
    const { look, changedOffsetUs } = runtime.clockWatch.examine(event.look, event.receivedUs);
    if (changedOffsetUs !== null) {
      const seconds = (changedOffsetUs / MICROS_PER_SECOND).toFixed(3);
      this.#fault("CLOCK_OFFSET", look.sensorId, `its times are moved by ${seconds} s`);
    }
    this.#sensorChanged(this.#sensors.heard(look.sensorId, this.#nowUs), runtime);
    const outcome = runtime.lagBuffer.insert(look, this.#sensors.health(), this.#nowUs);
    if (outcome === "late" || outcome === "duplicate") {
      const delayS = ((event.receivedUs - look.toUs) / MICROS_PER_SECOND).toFixed(3);
      const subject = `${look.sensorId}#${look.sequence}`;
      if (outcome === "late")
        this.#fault("LOOK_TOO_LATE", subject, `arrived ${delayS} s after it ended`);
      else this.#fault("LOOK_DUPLICATE", subject, "the same look was received before");
      return;
    }
    this.#followTracks(runtime, false);
  }

  #tick(runtime: SiteRuntime): void {
    for (const health of this.#sensors.staleAt(this.#nowUs)) this.#sensorChanged(health, runtime);
    runtime.lagBuffer.advance(this.#nowUs);
    this.#followTracks(runtime, true);
  }

  #health(event: HealthEvent, runtime: SiteRuntime): void {
    if (!this.#sensors.knows(event.sensorId)) {
      this.#fault("UNKNOWN_SUBJECT", event.sensorId, "no such sensor in the site file");
      return;
    }
    this.#sensorChanged(
      this.#sensors.reported(event.sensorId, event.status, event.reason, this.#nowUs),
      runtime,
    );
  }

  #command({ command }: CommandEvent, runtime: SiteRuntime): void {
    if (command.kind === "automation") {
      this.#automation = command.on;
      this.#followTracks(runtime, true);
      return;
    }
    const warning = runtime.areaStates.retract(command.areaId as AreaId, this.#nowUs);
    if (warning === null)
      this.#fault("UNKNOWN_SUBJECT", command.areaId, "no running warning to retract");
    else this.#effects.push({ type: "warning", warning });
  }

  /** Compares the tracker's picture with the last one: confirmations, changes, ends. */
  #followTracks(runtime: SiteRuntime, reassessAll: boolean): void {
    const seen = new Set<TrackId>();
    for (const track of runtime.tracker.tracks()) {
      if (track.confirmedUs === null) continue;
      seen.add(track.id);
      const known = this.#known.get(track.id);
      if (known === undefined || hasChanged(known.track, track)) {
        const projection = projectTrack(track, runtime.environment);
        this.#known.set(track.id, { track, projection });
        this.#endedIds.delete(track.id);
        if (known === undefined) this.#trackChanged(runtime, track, projection, null);
        this.#assess(runtime, track, projection);
      } else if (reassessAll) this.#assess(runtime, track, known.projection);
    }
    const causes = new Map<TrackId, TrackEndCause>();
    for (const { track, cause } of runtime.tracker.takeEnded()) {
      causes.set(track.id, cause);
      if (
        !this.#known.has(track.id) &&
        !this.#endedIds.has(track.id) &&
        (track.detectionCount >= RECORDED_TENTATIVE_DETECTIONS || track.identity !== null)
      ) {
        this.#endedIds.set(track.id, this.#nowUs);
        this.#trackChanged(runtime, track, null, cause);
      }
    }
    for (const [id, { track, projection }] of this.#known)
      if (!seen.has(id)) this.#end(runtime, track, projection, causes.get(id) ?? "revised");
    this.#forgetEnded(runtime);
  }

  #end(runtime: SiteRuntime, track: Track, projection: Projection, cause: TrackEndCause): void {
    this.#known.delete(track.id);
    this.#endedIds.set(track.id, this.#nowUs);
    runtime.masks.ended(track.id);
    for (const decision of runtime.book.close(track, cause === "lost", this.#nowUs))
      this.#effects.push({ type: "decision", decision });
    this.#trackChanged(runtime, track, projection, cause);
  }

  #trackChanged(
    runtime: SiteRuntime,
    track: Track,
    projection: Projection | null,
    cause: TrackEndCause | null,
  ): void {
    const launch = track.confirmedUs === null ? null : estimateLaunch(track, runtime.environment);
    const record = trackRecord(track, { timeUs: this.#nowUs, cause, projection, launch });
    this.#effects.push({ type: "track", track: record });
  }

  #assess(runtime: SiteRuntime, track: Track, projection: Projection): void {
    const { site, book, areaStates } = runtime;
    const [eastM, northM, upM] = track.estimates[0].mean;
    const mask = runtime.masks.covering(track.id, track.timeUs, { eastM, northM, upM });
    const findings: Finding[] = site.areas.map((area) => {
      const assessment = assessArea(projection, area, {
        nowUs: this.#nowUs,
        horizonS: site.policy.preAlertHorizonS,
        environment: runtime.environment,
      });
      const verdict = decide({
        track,
        area,
        assessment,
        policy: site.policy,
        nowUs: this.#nowUs,
        masked: mask !== null,
        automation: this.#automation,
        before: book.stageOf(track.id, area.id),
        aboveSinceUs: book.aboveSinceUs(track.id, area.id),
      });
      return { areaId: area.id, verdict, assessment, projection };
    });
    const decisions = book.enter(track, findings, this.#nowUs);
    for (const decision of decisions) this.#effects.push({ type: "decision", decision });
    for (const { areaId, verdict, assessment } of findings) {
      // A threat that is no longer seen still threatens: people stay warned until it would have arrived.
      if (verdict.reasons.includes("TRACK_BROKEN")) continue;
      if (verdict.stage === "none") areaStates.release(areaId, track.id, this.#nowUs);
      else
        areaStates.threaten(
          areaId,
          {
            trackId: track.id,
            stage: verdict.stage,
            arrivalFromUs: assessment.arrivalFromUs,
            arrivalToUs: assessment.arrivalToUs,
            probability: verdict.probability,
            decision: book.lastNumberOf(track.id, areaId),
          },
          this.#nowUs,
        );
    }
  }

  #sayDue(runtime: SiteRuntime): void {
    for (const warning of runtime.areaStates.due(this.#nowUs))
      this.#effects.push({ type: "warning", warning });
  }

  #sensorChanged(health: SensorHealth | null, runtime: SiteRuntime): void {
    if (health === null) return;
    this.#effects.push({ type: "sensor", timeUs: this.#nowUs, health });
    this.#protectionChanged(runtime);
  }

  #protectionChanged(runtime: SiteRuntime): void {
    this.#effects.push({
      type: "protection",
      timeUs: this.#nowUs,
      areas: protectionOf(runtime, this.#sensors.health()),
    });
  }

  #forgetEnded(runtime: SiteRuntime): void {
    const horizonUs = this.#nowUs - 2 * runtime.site.policy.lateLookLagS * MICROS_PER_SECOND;
    for (const [id, endedUs] of this.#endedIds) {
      if (endedUs >= horizonUs) break;
      this.#endedIds.delete(id);
    }
  }

  #fault(code: FaultCode, subject: string, detail: string): void {
    this.#effects.push({
      type: "fault",
      fault: { timeUs: this.#nowUs, code, subject, detail },
    });
  }

  #wakeAtUs(): TimeUs | null {
    const runtime = this.#runtime;
    if (runtime === null) return null;
    const tracking = runtime.tracker.tracks().length > 0 ? this.#nowUs + TRACKING_TICK_US : null;
    const candidates = [tracking, this.#sensors.nextStaleUs(), runtime.areaStates.nextDueUs()];
    let wakeAtUs: TimeUs | null = null;
    for (const candidate of candidates)
      if (candidate !== null && (wakeAtUs === null || candidate < wakeAtUs)) wakeAtUs = candidate;
    return wakeAtUs === null ? null : Math.max(wakeAtUs, this.#nowUs + 1);
  }
}

const hasChanged = (before: Track, after: Track): boolean =>
  before !== after &&
  (before.timeUs !== after.timeUs ||
    before.detectionCount !== after.detectionCount ||
    before.existence !== after.existence);

export function createEngine(): Engine {
  return new DeterministicEngine();
}
