import type { SensorHealth } from "../coverage/sensor.ts";
import type { Track } from "../tracking/track.ts";
import { assert } from "../units/assert.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { EngineEffect } from "./effect.ts";
import type { Engine, EngineSnapshot, StepPieces, StepResult } from "./engine.ts";
import { type EngineState, secondState } from "./engine-state.ts";
import { ENGINE_VERSION } from "./engine-version.ts";
import type { CommandEvent, EngineEvent, HealthEvent, LookEvent, WeatherEvent } from "./event.ts";
import { areaProblems } from "../policy/area-problems.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { StandingOrders } from "../warning/standing-orders.ts";
import type { Warning } from "../warning/warning.ts";
import { restoredSite, snapshotSite } from "./snapshot-site.ts";
import type { TerrainModel } from "../terrain/terrain-model.ts";
import type { Look } from "../measurement/look.ts";
import type { InsertOutcome } from "./lag-buffer.ts";
import { OperatorDesk } from "./operator-desk.ts";
import { ProtectionWatch } from "./protection-watch.ts";
import { SensorWatch } from "./sensor-watch.ts";
import { createSiteRuntime, protectionOf, type SiteRuntime } from "./site-runtime.ts";
import { StepReport } from "./step-report.ts";
import type { Assessed } from "./track-follower.ts";
import { stepThrough } from "./step-through.ts";
import { type Weather, weatherProblem } from "./weather.ts";

/** While anything is tracked, time is let pass at least this often. */
const TRACKING_TICK_US = MICROS_PER_SECOND;
type Pieces = Generator<readonly EngineEffect[], void, void>;

class DeterministicEngine implements Engine {
  #nowUs: TimeUs = 0;
  readonly #desk = new OperatorDesk();
  /** When anything but a claim came last: time is let pass after that, however many claims come meanwhile. */
  #ownUs: TimeUs = 0;
  #runtime: SiteRuntime | null = null;
  /** Of the air that flights are projected through; null: nobody knows it. */
  #weather: Weather | null = null;
  readonly #sensors = new SensorWatch();
  readonly #protection = new ProtectionWatch();
  readonly #asksProtection: boolean;
  readonly #report = new StepReport();
  /** A step has begun and has not come to its end. */
  #isOpen = false;
  #isUrgent = false;

  constructor(asksProtection: boolean) {
    this.#asksProtection = asksProtection;
  }

  isUrgent(): boolean {
    return this.#isUrgent;
  }

  step(event: EngineEvent): StepResult {
    return stepThrough(this.begin(event));
  }

  begin(event: EngineEvent): StepPieces {
    assert(!this.#isOpen, "one step at a time");
    this.#isOpen = true;
    return this.#pieces(event);
  }

  *#pieces(event: EngineEvent): StepPieces {
    this.#runtime?.areaStates.forgetRises();
    try {
      this.#nowUs = Math.max(this.#nowUs, event.receivedUs);
      this.#report.begin(this.#nowUs);
      if (!this.#isClaim(event)) this.#ownUs = this.#nowUs;
      if (event.type === "configuration") this.#configure(event.site);
      else if (this.#runtime === null)
        this.#report.fault(
          "EVENT_BEFORE_CONFIGURATION",
          event.type,
          "nothing is configured yet: not used",
        );
      else {
        if (this.#desk.settle(this.#nowUs)) this.#runtime.setPosture(null);
        if (this.#weather !== null && this.#weather.untilUs <= this.#nowUs)
          this.#setWeather(null, this.#runtime);
        yield* this.#dispatch(event, this.#runtime);
      }
      yield this.#report.take();
      return this.#wakeAtUs();
    } finally {
      this.#isOpen = false;
      this.#isUrgent = false;
    }
  }

  tracks(): readonly Track[] {
    if (this.#runtime === null) return [];
    const { tracker, claims } = this.#runtime;
    return claims === null ? tracker.tracks() : claims.tracks.picture(tracker.tracks(), false);
  }

  openWarnings(): readonly Warning[] {
    return this.#runtime?.areaStates.open() ?? [];
  }

  weather(): Weather | null {
    return this.#weather;
  }

  orders(): StandingOrders | null {
    return this.#runtime === null ? null : this.#desk.orders(this.#runtime.areaStates);
  }

  snapshot(): EngineSnapshot {
    assert(!this.#isOpen, "a snapshot is of a whole step");
    const runtime = this.#runtime;
    const state: EngineState = {
      nowUs: this.#nowUs,
      desk: this.#desk.snapshot(),
      ...this.#report.snapshot(),
      sensors: this.#sensors.snapshot(),
      protection: this.#protection.snapshot(),
      site: runtime === null ? null : snapshotSite(runtime.site),
      lag: runtime?.lagBuffer.snapshot() ?? null,
      clocks: runtime?.clockWatch.snapshot() ?? [],
      registrations: runtime?.registrationWatch.snapshot() ?? null,
      conduct: runtime?.conductWatch.snapshot() ?? null,
      masks: runtime?.masks.snapshot() ?? [],
      book: runtime?.book.snapshot() ?? null,
      areas: runtime?.areaStates.snapshot() ?? [],
      claims: runtime?.claims?.snapshot() ?? null,
      ownUs: this.#ownUs,
      second: secondState(runtime),
      weather: this.#weather,
      ...(runtime?.follower.snapshot() ?? {
        known: [],
        mayFit: [],
        fits: [],
        held: [],
        endedIds: [],
      }),
    };
    return { engineVersion: ENGINE_VERSION, state };
  }

  restore(snapshot: EngineSnapshot, terrain?: TerrainModel): void {
    assert(snapshot.engineVersion === ENGINE_VERSION, "a snapshot fits one engine version");
    const state = snapshot.state as EngineState;
    this.#nowUs = state.nowUs;
    this.#ownUs = state.ownUs;
    this.#desk.restore(state.desk);
    this.#report.restore(state);
    this.#protection.restore(state.protection);
    this.#weather = state.weather;
    this.#runtime = null;
    if (state.site === null || state.lag === null || state.book === null) return;
    const runtime = createSiteRuntime(restoredSite(state.site, terrain), state.weather);
    this.#runtime = runtime;
    this.#sensors.restore(state.sensors, state.site.sensors);
    runtime.lagBuffer.restore(state.lag);
    runtime.clockWatch.restore(state.clocks);
    if (state.registrations !== null) runtime.registrationWatch.restore(state.registrations);
    if (state.conduct !== null) runtime.conductWatch.restore(state.conduct);
    runtime.masks.restore(state.masks);
    runtime.book.restore(state.book);
    runtime.areaStates.restore(state.areas);
    this.#takeUpOrders(runtime);
    runtime.follower.restore(state);
    if (state.claims !== null) runtime.claims?.restore(state.claims);
    if (state.second === null) return;
    runtime.second?.path.restore(state.second.path);
    runtime.second?.watch.restore(state.second.watch);
  }

  *#dispatch(event: Exclude<EngineEvent, { type: "configuration" }>, runtime: SiteRuntime): Pieces {
    switch (event.type) {
      case "look":
        yield* this.#look(event, runtime);
        break;
      case "tick":
        yield* this.#tick(runtime);
        break;
      case "health":
        this.#health(event);
        break;
      case "command":
        yield* this.#command(event, runtime);
        break;
      case "weather":
        yield* this.#takeWeather(event, runtime);
        break;
      case "defence":
        if (!runtime.site.defences.some((defence) => defence.id === event.defenceId))
          this.#report.fault(
            "UNKNOWN_SUBJECT",
            event.defenceId,
            "no such defence in the site file",
          );
        break;
      case "receipt":
      case "engagement":
      case "official-warning":
        // Recorded for the explanation; no decision depends on them.
        break;
    }
    this.#report.due(runtime.areaStates);
    this.#report.orders(this.#desk.orders(runtime.areaStates));
    if (!this.#protection.takeDue(this.#nowUs)) return;
    // Nobody's warning waits for it.
    yield this.#report.take();
    this.#sayProtection(runtime);
  }

  #configure(asked: SiteModel): void {
    const before = this.#runtime;
    const site = this.#usable(asked);
    const same = before !== null && JSON.stringify(before.site) === JSON.stringify(site);
    if (!same) {
      const runtime = createSiteRuntime(site, this.#weather);
      if (before !== null) {
        // Open warnings outlive a change of configuration; tracks are built up anew.
        runtime.areaStates.restore(before.areaStates.snapshot());
        runtime.areaStates.outlinesChanged(new Set(runtime.site.areas.map(({ id }) => id)));
        runtime.conductWatch.restore(before.conductWatch.snapshot());
        const inheritance = { lost: [], heirs: [] };
        runtime.book.restore({ ...before.book.snapshot(), chapters: [], inheritance });
      }
      this.#runtime = runtime;
      this.#desk.configure(site);
      this.#takeUpOrders(runtime);
      this.#sensors.configure(site.sensors, this.#nowUs);
      // That nothing was heard yet is a fact of the record too: until then a sensor covers nothing.
      for (const health of this.#sensors.health())
        if (health.status === "unknown")
          this.#report.say({ type: "sensor", timeUs: this.#nowUs, health });
    }
    assert(this.#runtime !== null, "configured");
    this.#protection.configured();
    this.#sayProtection(this.#runtime);
    this.#report.due(this.#runtime.areaStates);
    this.#report.orders(this.#desk.orders(this.#runtime.areaStates));
  }

  /** Nobody is warned by an outline that is none: such an area is left out, and that is said. */
  #usable(site: SiteModel): SiteModel {
    const areas = site.areas.filter(({ id, rings }) => {
      const [problem] = areaProblems(rings);
      if (problem !== undefined) this.#report.fault("AREA_REFUSED", id, problem);
      return problem === undefined;
    });
    return areas.length === site.areas.length ? site : { ...site, areas };
  }

  /** What was ordered of the whole site holds for its parts too when they are made anew. */
  #takeUpOrders(runtime: SiteRuntime): void {
    runtime.areaStates.setAutomation(this.#desk.automation);
    runtime.setPosture(this.#desk.posture);
  }

  *#look(event: LookEvent, runtime: SiteRuntime): Pieces {
    if (!this.#sensors.knows(event.look.sensorId)) {
      this.#report.fault(
        "LOOK_UNKNOWN_SENSOR",
        event.look.sensorId,
        "not in the site file: look not used",
      );
      return;
    }
    const { look, offsetUs, changedOffsetUs } = runtime.clockWatch.examine(
      event.look,
      event.receivedUs,
    );
    this.#report.clock(look.sensorId, offsetUs, changedOffsetUs !== null);
    runtime.conductWatch.received(event.look, event.receivedUs, changedOffsetUs);
    // What is too old to be used protects nobody: by it alone a sensor is as silent as without it.
    if (!runtime.lagBuffer.isLate(look, this.#nowUs))
      this.#sensorChanged(this.#sensors.heard(look.sensorId, this.#nowUs));
    const before = followedIn(runtime);
    const outcome = yield* this.#track(look, runtime);
    if (outcome === "late" || outcome === "duplicate") {
      const delayS = ((event.receivedUs - look.toUs) / MICROS_PER_SECOND).toFixed(3);
      const subject = `${look.sensorId}#${look.sequence}`;
      if (outcome === "late")
        this.#report.fault("LOOK_TOO_LATE", subject, `arrived ${delayS} s after it ended`);
      else this.#report.fault("LOOK_DUPLICATE", subject, "the same look was received before");
      return;
    }
    yield* this.#followTracks(runtime, false);
    // What follows tells of sensors and of the other path: the first path's warnings wait for neither.
    runtime.conductWatch.looked(look, before, this.#nowUs);
    yield this.#report.take();
    if (runtime.second?.path.look(look) === true) this.#report.disagreements(runtime);
    this.#report.watches(runtime);
    runtime.tracker.makeRoom?.();
  }

  /**
   * Gives a look to whoever it is for: what was measured to all, a claim to those only that no decision on what was measured depends on. What is urgent of known
   * tracks leaves as soon as their part of a look is tracked.
   */
  *#track(
    look: Look,
    runtime: SiteRuntime,
  ): Generator<readonly EngineEffect[], InsertOutcome, void> {
    const { lagBuffer, claims, follower } = runtime;
    const health = this.#sensors.health();
    if (claims?.isClaim(look) === true) return claims.insert(look, health, this.#nowUs);
    const outcome = lagBuffer.begin(look, health, this.#nowUs);
    if (outcome === "late" || outcome === "duplicate") return outcome;
    try {
      const moment = { nowUs: this.#nowUs, automation: this.#desk.automation };
      if (outcome === "applied" && claims === null && follower.lineUp(moment)) {
        this.#isUrgent = true;
        yield* this.#inTurn(follower.ahead(moment), runtime, true);
        this.#isUrgent = false;
        yield this.#report.take();
      }
    } finally {
      lagBuffer.finish();
    }
    claims?.insert(look, health, this.#nowUs);
    return outcome;
  }

  *#tick(runtime: SiteRuntime): Pieces {
    for (const health of this.#sensors.staleAt(this.#nowUs)) this.#sensorChanged(health);
    runtime.lagBuffer.advance(this.#nowUs);
    runtime.claims?.advance(this.#nowUs);
    yield* this.#followTracks(runtime, true);
    this.#report.watches(runtime);
  }

  #health(event: HealthEvent): void {
    if (!this.#sensors.knows(event.sensorId)) {
      this.#report.fault("UNKNOWN_SUBJECT", event.sensorId, "no such sensor in the site file");
      return;
    }
    this.#sensorChanged(
      this.#sensors.reported(event.sensorId, event.status, event.reason, this.#nowUs),
    );
  }

  *#command(event: CommandEvent, runtime: SiteRuntime): Pieces {
    const outcome = this.#desk.take(event, runtime, this.#nowUs);
    if (!outcome.done) {
      this.#report.fault(outcome.code, outcome.subject, outcome.detail);
      return;
    }
    if (outcome.warning !== null) this.#report.say({ type: "warning", warning: outcome.warning });
    if (event.command.kind === "posture") runtime.setPosture(this.#desk.posture);
    yield* this.#followTracks(runtime, true);
    this.#report.watches(runtime);
  }

  *#takeWeather({ weather }: WeatherEvent, runtime: SiteRuntime): Pieces {
    const { groundHeightM } = runtime.site;
    const problem = weatherProblem(weather, this.#weather, { nowUs: this.#nowUs, groundHeightM });
    if (problem !== null) {
      this.#report.fault("WEATHER_REFUSED", weather.source, `${problem}: not used`);
      return;
    }
    this.#setWeather(weather, runtime);
    yield* this.#followTracks(runtime, true);
    this.#report.watches(runtime);
  }

  #setWeather(weather: Weather | null, runtime: SiteRuntime): void {
    this.#weather = weather;
    runtime.setWeather(weather);
    this.#report.say({ type: "air", timeUs: this.#nowUs, weather });
  }

  /** What the trackers' pictures mean now: first what warnings depend on, and those leave; then all others, and what has begun and ended. */
  *#followTracks(runtime: SiteRuntime, reassessAll: boolean): Pieces {
    const moment = { nowUs: this.#nowUs, automation: this.#desk.automation };
    const { claims } = runtime;
    const followers = claims === null ? [runtime.follower] : [runtime.follower, claims.follower];
    claims?.tracks.update();
    for (const follower of followers) follower.takeUp(moment, reassessAll);
    this.#isUrgent = true;
    // Tracks of both pictures may threaten one area: what it is told waits for the later one.
    for (const follower of followers)
      yield* this.#inTurn(follower.urgent(moment), runtime, follower === followers.at(-1));
    this.#report.due(runtime.areaStates);
    this.#isUrgent = false;
    yield this.#report.take();
    for (const follower of followers) yield* this.#inTurn(follower.calm(moment), runtime, false);
    for (const follower of followers) {
      for (const effects of follower.conclude(moment)) {
        this.#report.say(...effects);
        yield this.#report.take();
      }
    }
    this.#report.trackLimit(runtime);
  }

  /**
   * Warnings that start or rise leave with the track that they are of: those who know of nothing yet wait for no other one. Running ones are changed, where `tells`, once
   * all tracks are assessed that may change that of their area.
   */
  *#inTurn(assessed: Iterable<Assessed>, runtime: SiteRuntime, tells: boolean): Pieces {
    for (const { decisions, told } of assessed) {
      this.#report.say(...decisions);
      this.#report.rises(runtime.areaStates);
      if (tells) for (const area of told) this.#report.dueIn(area, runtime.areaStates);
      yield this.#report.take();
    }
  }

  #sensorChanged(health: SensorHealth | null): void {
    if (health === null) return;
    this.#report.say({ type: "sensor", timeUs: this.#nowUs, health });
    if (this.#asksProtection) this.#protection.sensorChanged();
  }

  #sayProtection(runtime: SiteRuntime): void {
    if (!this.#asksProtection) return;
    this.#report.say({
      type: "protection",
      timeUs: this.#nowUs,
      areas: protectionOf(runtime, this.#sensors.health()),
    });
  }

  /** Whether it is a look of a sensor that only hears what objects say of themselves, beside others that measure. */
  #isClaim(event: EngineEvent): boolean {
    if (event.type !== "look" || this.#runtime === null || this.#runtime.claims === null)
      return false;
    return this.#runtime.claims.isClaim(event.look);
  }

  #wakeAtUs(): TimeUs | null {
    const runtime = this.#runtime;
    if (runtime === null) return null;
    const { tracker, claims } = runtime;
    const isTracking = tracker.liveCount() > 0 || (claims?.liveCount() ?? 0) > 0;
    const tracking = isTracking ? this.#ownUs + TRACKING_TICK_US : null;
    const candidates = [
      tracking,
      this.#sensors.nextStaleUs(),
      this.#protection.dueUs(),
      runtime.areaStates.nextDueUs(),
      this.#desk.posture?.untilUs ?? null,
      this.#weather?.untilUs ?? null,
      runtime.lagBuffer.dueUs(),
      claims?.dueUs() ?? null,
    ];
    let wakeAtUs: TimeUs | null = null;
    for (const candidate of candidates)
      if (candidate !== null && (wakeAtUs === null || candidate < wakeAtUs)) wakeAtUs = candidate;
    return wakeAtUs === null ? null : Math.max(wakeAtUs, this.#nowUs + 1);
  }
}

/** The confirmed tracks as they were followed last, with what their objects say of themselves. */
const followedIn = ({ follower, claims }: SiteRuntime): readonly Track[] =>
  claims === null ? follower.followed : claims.tracks.picture(follower.followed, true);

export interface EngineOptions {
  /** False for one that only rehearses: what its sensors could see from where is not worked out. Left out: true. */
  readonly asksProtection?: boolean;
}

export function createEngine({ asksProtection = true }: EngineOptions = {}): Engine {
  return new DeterministicEngine(asksProtection);
}
