import type { SensorStatus } from "../coverage/sensor.ts";
import type { Look } from "../measurement/look.ts";
import type { DefenceState, SiteModel } from "../policy/site-model.ts";
import type { ChannelId, DefenceId, SensorId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Weather } from "./weather.ts";
import type { OfficialWarning } from "../warning/official-warning.ts";

/** Everything that can reach the engine. Each is a journal record before it is stepped. */
export type EngineEvent =
  | ConfigurationEvent
  | LookEvent
  | TickEvent
  | HealthEvent
  | CommandEvent
  | ReceiptEvent
  | DefenceEvent
  | EngagementEvent
  | OfficialWarningEvent
  | WeatherEvent;

interface EventBase {
  /** When it reached this post, on the post's clock. Never decreases in the journal: the engine takes the greatest so far. */
  readonly receivedUs: TimeUs;
}
export interface ConfigurationEvent extends EventBase {
  readonly type: "configuration";
  readonly site: SiteModel;
}
export interface LookEvent extends EventBase {
  readonly type: "look";
  readonly look: Look;
}
/** Time passes though nothing arrives. */
export interface TickEvent extends EventBase {
  readonly type: "tick";
}
export interface HealthEvent extends EventBase {
  readonly type: "health";
  readonly sensorId: SensorId;
  readonly status: SensorStatus;
  readonly reason: string;
}
export interface CommandEvent extends EventBase {
  readonly type: "command";
  readonly command: OperatorCommand;
  readonly by: string;
  readonly reason: string;
  /** Who stands behind what lowers protection beside `by`; the engine refuses a lowering without. */
  readonly seconded: Second | null;
}
export interface Second {
  readonly by: string;
  /**
   * A person; one who supervises from elsewhere; or nobody, after a delay with a loud countdown. `before-the-rule`: read from a
   * journal that was written when one person was enough; no command that arrives may carry it.
   */
  readonly how: "person" | "remote-supervisor" | "countdown" | "before-the-rule";
}
export type OperatorCommand =
  | { readonly kind: "automation"; readonly on: boolean }
  /** `threats`: the tracks that were a mistake; absent: all that the area's last message names. */
  | { readonly kind: "retract"; readonly areaId: string; readonly threats?: readonly string[] }
  /** A person warns, whatever is tracked; joins a running episode, and never lowers or shortens it. */
  | {
      readonly kind: "raise";
      readonly areaId: string;
      readonly stage: "pre-alert" | "take-cover";
      readonly untilUs: TimeUs;
    }
  /** Ends the episode though the engine would not yet. What people were told of is held back until it is detected twice more. */
  | { readonly kind: "all-clear"; readonly areaId: string }
  /** No warning starts or rises in the area by itself; decisions go on. At most {@link INHIBIT_MAX_S}. */
  | { readonly kind: "inhibit"; readonly areaId: string; readonly untilUs: TimeUs }
  | { readonly kind: "lift-inhibit"; readonly areaId: string }
  | {
      readonly kind: "posture";
      readonly level: "normal" | "heightened";
      /** From when on it is normal again; of no meaning for `normal`. */
      readonly untilUs: TimeUs;
      /** Where it is known from. */
      readonly source: string;
    }
  /** Whether the all-clear of the area waits for a search. */
  | { readonly kind: "sweep"; readonly areaId: string; readonly state: "needed" | "done" };

/** An inhibit ends by itself after this long at most, in seconds: nobody forgets one. */
export const INHIBIT_MAX_S = 900;
/** A warning by hand, and a heightened posture, have to be ordered again after this long, in seconds. */
export const RAISE_MAX_S = 86_400;
export const POSTURE_MAX_S = 30 * 86_400;

/** A channel says what became of a warning: as a whole, or at one of those that it carries warnings to. */
export interface ReceiptEvent extends EventBase {
  readonly type: "receipt";
  readonly warningKey: string;
  readonly version: number;
  readonly channelId: ChannelId;
  /** One siren, phone or screen behind the channel; absent: the channel as a whole. */
  readonly recipient?: string;
  readonly outcome: ReceiptOutcome;
  readonly detail: string;
}
/**
 * `sent`: it left, and nothing is known of its arrival; `delivered`: it arrived; `acknowledged`: what was warned says that
 * it acts on it, as a siren that sounds; `failed`: it did not get there; `not-live`: it was kept back.
 */
export type ReceiptOutcome = "sent" | "delivered" | "acknowledged" | "failed" | "not-live";
export interface DefenceEvent extends EventBase {
  readonly type: "defence";
  readonly defenceId: DefenceId;
  readonly state: DefenceState;
  /** Who reported it. */
  readonly by: string;
  /** Who holds it back, and why, where the report says so. */
  readonly inhibitedBy?: string;
  readonly reason?: string;
  /** What it reaches and protects now, where the report says so; otherwise the site file holds. */
  readonly reachM?: number;
  readonly protectsAreas?: readonly string[];
}
/** An engagement by somebody's defence, imported afterwards or as it is reported. Read-only, like all about defences. */
export interface EngagementEvent extends EventBase {
  readonly type: "engagement";
  readonly atUs: TimeUs;
  readonly defence: string;
  /** `struck`: it came through and hit something. */
  readonly outcome: EngagementOutcome;
  /** Where it is said to have happened, site frame; null when not reported. */
  readonly place: { readonly eastM: number; readonly northM: number; readonly upM: number } | null;
  readonly source: string;
  /** What the report calls the object; reports of one name are of one object. */
  readonly object?: string;
  /** Our own track, where the report names it. */
  readonly trackId?: string;
}
export type EngagementOutcome = "intercepted" | "missed" | "struck" | "unknown";

/** An authority warned, or changed what it said. It is passed on as it is; no decision depends on it. */
export interface OfficialWarningEvent extends EventBase {
  readonly type: "official-warning";
  readonly warning: OfficialWarning;
}

/** Somebody says what the air over the site is like. Flights are fitted and projected through the latest that holds. */
export interface WeatherEvent extends EventBase {
  readonly type: "weather";
  readonly weather: Weather;
}
