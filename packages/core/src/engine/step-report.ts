import type { AreaId, SensorId } from "../units/ids.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import type { TrackerCounters } from "../tracking/tracker-counters.ts";
import type { AreaStates } from "../warning/area-states.ts";
import type { StandingOrders } from "../warning/standing-orders.ts";
import type { EngineEffect, FaultCode } from "./effect.ts";
import type { SiteRuntime } from "./site-runtime.ts";

/** What was said before, which is not said again until it changes. */
export interface StepReportState {
  /** The standing orders as they were told last, in JSON. */
  readonly ordersSaid: string | null;
  /** Tracks over the limit when that was last said. */
  readonly overLimitSaid: { readonly tracks: number; readonly atUs: TimeUs };
  /** Sensors whose times are moved, and when that was last said. */
  readonly clocksSaid: readonly (readonly [SensorId, TimeUs])[];
}

/** What goes on is said again after so long: a screen forgets what nobody has said for a minute. */
const SAID_AGAIN_US = 30 * MICROS_PER_SECOND;

/** What a step tells the outside: its effects in the order in which they arise, until they are taken. */
export class StepReport {
  #nowUs: TimeUs = 0;
  #effects: EngineEffect[] = [];
  #ordersSaid: string | null = null;
  #overLimitSaid = { tracks: 0, atUs: 0 };
  #clocksSaid = new Map<SensorId, TimeUs>();

  /** Of a step at that time; what one that broke off has left is dropped. */
  begin(nowUs: TimeUs): void {
    this.#nowUs = nowUs;
    this.#effects = [];
  }

  /** What has arisen since it was asked last. */
  take(): readonly EngineEffect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  say(...effects: readonly EngineEffect[]): void {
    this.#effects.push(...effects);
  }

  fault(code: FaultCode, subject: string, detail: string): void {
    this.say({ type: "fault", fault: { timeUs: this.#nowUs, code, subject, detail } });
  }

  /** Warnings that have started or risen since warnings were last said. */
  rises(areaStates: AreaStates): void {
    for (const warning of areaStates.rises(this.#nowUs)) this.say({ type: "warning", warning });
  }

  /** All warnings that are due. */
  due(areaStates: AreaStates): void {
    for (const warning of areaStates.due(this.#nowUs)) this.say({ type: "warning", warning });
  }

  /** The warning that is due in one area. */
  dueIn(areaId: AreaId, areaStates: AreaStates): void {
    const warning = areaStates.dueIn(areaId, this.#nowUs);
    if (warning !== null) this.say({ type: "warning", warning });
  }

  /** All that people have ordered, whenever any of it changed; nothing while nobody has ordered anything. */
  orders(orders: StandingOrders): void {
    if (this.#ordersSaid === null && isBlank(orders)) return;
    const text = JSON.stringify(orders);
    if (text === this.#ordersSaid) return;
    this.#ordersSaid = text;
    this.say({ type: "orders", timeUs: this.#nowUs, orders });
  }

  /** By how much a sensor's times are moved: at once when that changes, again while it is so, and that they are moved no more. */
  clock(sensorId: SensorId, offsetUs: number, isNew: boolean): void {
    const saidUs = this.#clocksSaid.get(sensorId);
    if (offsetUs === 0) {
      if (!this.#clocksSaid.delete(sensorId)) return;
      this.fault("CLOCK_OFFSET", sensorId, "over: its times are used as they are");
      return;
    }
    if (!isNew && saidUs !== undefined && this.#nowUs - saidUs < SAID_AGAIN_US) return;
    this.#clocksSaid.set(sensorId, this.#nowUs);
    const seconds = (offsetUs / MICROS_PER_SECOND).toFixed(3);
    this.fault("CLOCK_OFFSET", sensorId, `its times are moved by ${seconds} s`);
  }

  /** A full table of tracks is said at the first, at each doubling, and again while more do not fit in, however long a flood lasts. */
  trackLimit({
    tracker,
    site,
  }: {
    readonly site: SiteRuntime["site"];
    readonly tracker: {
      readonly counters: () => Pick<TrackerCounters, "tracksOverLimit">;
    };
  }): void {
    const over = tracker.counters().tracksOverLimit;
    const { tracks, atUs } = this.#overLimitSaid;
    const isDoubled = over > 0 && over >= 2 * tracks;
    if (!isDoubled && (over === tracks || this.#nowUs - atUs < SAID_AGAIN_US)) return;
    this.#overLimitSaid = { tracks: over, atUs: this.#nowUs };
    const limit = site.tracker.tracksMax;
    this.fault("TRACK_LIMIT", site.id, `${over} tracks beyond the limit of ${limit} were not kept`);
  }

  /** What the data shows of the sensors themselves. */
  watches({ registrationWatch, conductWatch, tracker }: SiteRuntime): void {
    const timeUs = this.#nowUs;
    for (const registration of registrationWatch.news(timeUs, () => tracker.registrations()))
      this.say({ type: "registration", timeUs, registration });
    for (const conduct of conductWatch.news(timeUs)) this.say({ type: "conduct", timeUs, conduct });
  }

  /** Areas of which the two decision paths say opposite things. */
  disagreements({ second, follower }: SiteRuntime): void {
    for (const { areaId, detail } of second?.watch.news(this.#nowUs, follower.followed) ?? [])
      this.fault("DECISION_PATHS_DISAGREE", areaId, detail);
  }

  snapshot(): StepReportState {
    return {
      ordersSaid: this.#ordersSaid,
      overLimitSaid: this.#overLimitSaid,
      clocksSaid: [...this.#clocksSaid],
    };
  }

  restore({ ordersSaid, overLimitSaid, clocksSaid }: StepReportState): void {
    this.#clocksSaid = new Map(clocksSaid);
    this.#ordersSaid = ordersSaid;
    this.#overLimitSaid = overLimitSaid;
  }
}

const isBlank = ({ automation, posture, areas }: StandingOrders): boolean =>
  automation && posture === null && areas.length === 0;
