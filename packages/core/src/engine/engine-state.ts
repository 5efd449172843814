import type { TimeUs } from "../units/time.ts";
import type { ClockWatchState } from "./clock-watch.ts";
import type { DecisionBookState } from "../assessment/decision-book.ts";
import type { FlightMasksState } from "../policy/flight-masks.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { AreaStatesState } from "../warning/area-state.ts";
import type { ConductWatchState } from "../trust/conduct-watch.ts";
import type { RegistrationWatchState } from "./registration-watch.ts";
import type { HeardClaimsState } from "./heard-claims.ts";
import type { LagBufferState } from "./lag-buffer.ts";
import type { OperatorDeskState } from "./operator-desk.ts";
import type { ProtectionWatchState } from "./protection-watch.ts";
import type { SensorWatchState } from "./sensor-watch.ts";
import type { SiteRuntime } from "./site-runtime.ts";
import type { SecondPathState } from "../second-path/second-path.ts";
import type { SecondPathWatchState } from "./second-path-watch.ts";
import type { StepReportState } from "./step-report.ts";
import type { TrackFollowerState } from "./track-follower.ts";
import type { Weather } from "./weather.ts";

/** All state of an engine, as a snapshot gives it out: JSON-safe. */
export interface EngineState extends TrackFollowerState, StepReportState {
  readonly nowUs: TimeUs;
  readonly desk: OperatorDeskState;
  readonly sensors: SensorWatchState;
  readonly protection: ProtectionWatchState;
  readonly site: SiteModel | null;
  readonly lag: LagBufferState | null;
  readonly clocks: ClockWatchState;
  readonly registrations: RegistrationWatchState | null;
  readonly conduct: ConductWatchState | null;
  readonly masks: FlightMasksState;
  readonly book: DecisionBookState | null;
  readonly areas: AreaStatesState;
  readonly claims: HeardClaimsState | null;
  readonly ownUs: TimeUs;
  readonly second: SecondState | null;
  readonly weather: Weather | null;
}
interface SecondState {
  readonly path: SecondPathState;
  readonly watch: SecondPathWatchState;
}

export const secondState = (runtime: SiteRuntime | null): SecondState | null =>
  runtime === null || runtime.second === null
    ? null
    : { path: runtime.second.path.snapshot(), watch: runtime.second.watch.snapshot() };
