import type { Decision } from "../assessment/decision.ts";
import type { SensorHealth } from "../coverage/sensor.ts";
import type { Fault, TrackRecord } from "../engine/effect.ts";
import type {
  CommandEvent,
  DefenceEvent,
  EngagementEvent,
  LookEvent,
  OfficialWarningEvent,
  ReceiptEvent,
} from "../engine/event.ts";
import { isAllowed } from "../engine/command-rule.ts";
import type { SiteModel } from "../policy/site-model.ts";
import type { SensorConduct } from "../trust/sensor-conduct.ts";
import type { TrackId } from "../units/ids.ts";
import type { TimeUs } from "../units/time.ts";
import type { Warning } from "../warning/warning.ts";

/** Something from the journal with its sequence number, by which anybody can look it up. */
export interface Recorded<T> {
  readonly sequence: number;
  readonly value: T;
}

/**
 * What the journal holds about one stretch of time: all that an explanation reads. It is recorded evidence
 * only, so it can be read from a journal of any engine version.
 */
export interface IncidentRecord {
  readonly site: Recorded<SiteModel>;
  /** The stretch within which `looks` are complete. */
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
  readonly looks: readonly Recorded<LookEvent>[];
  /** From the beginning up to `toUs`, oldest first, as all that follow. */
  readonly health: readonly Recorded<SensorHealth>[];
  readonly commands: readonly Recorded<CommandEvent>[];
  readonly defences: readonly Recorded<DefenceEvent>[];
  readonly engagements: readonly Recorded<EngagementEvent>[];
  readonly officialWarnings: readonly Recorded<OfficialWarningEvent>[];
  readonly receipts: readonly Recorded<ReceiptEvent>[];
  readonly tracks: readonly Recorded<TrackRecord>[];
  readonly decisions: readonly Recorded<Decision>[];
  readonly warnings: readonly Recorded<Warning>[];
  /** Times at which the two decision paths said opposite things of an area, within the stretch. */
  readonly disagreements: readonly Recorded<Fault>[];
  /** Looks that came too late to be used, within the stretch: the subject is `<sensor>#<its number>`. */
  readonly lateLooks: readonly Recorded<Fault>[];
  /** What each sensor's data had shown of it by then, the latest of each. */
  readonly conduct: readonly Recorded<SensorConduct>[];
}

/** The health of a sensor at `atUs`, with the record that says so; `undefined` before the first one. */
export function healthAt(
  record: IncidentRecord,
  sensorId: string,
  atUs: TimeUs,
): Recorded<SensorHealth> | undefined {
  return record.health.findLast(
    ({ value }) => value.sensorId === sensorId && value.sinceUs <= atUs,
  );
}

/** Whether automatic warning was on at `atUs`, and the command that says so, if any. */
export function automationAt(
  record: IncidentRecord,
  atUs: TimeUs,
): { readonly on: boolean; readonly sequence: number } {
  const last = record.commands.findLast(
    ({ value }) =>
      value.command.kind === "automation" && value.receivedUs <= atUs && isAllowed(value),
  );
  if (last !== undefined && last.value.command.kind === "automation")
    return { on: last.value.command.on, sequence: last.sequence };
  return { on: record.site.value.automation, sequence: record.site.sequence };
}

/** The command that inhibited an area at `atUs`; null where none is recorded. */
export const inhibitAt = (
  record: IncidentRecord,
  areaId: string,
  atUs: TimeUs,
): Recorded<CommandEvent> | null =>
  record.commands.findLast(
    ({ value }) =>
      value.command.kind === "inhibit" &&
      value.command.areaId === areaId &&
      value.receivedUs <= atUs &&
      isAllowed(value),
  ) ?? null;

/**
 * The command that took back the warning of a track, or ended it by hand, before a record; null where none is recorded. Who ends the whole means what
 * people had been told of, and not what had been taken back before.
 */
export function heldBackBy(
  record: IncidentRecord,
  of: { readonly areaId: string; readonly trackId: TrackId; readonly before: number },
): Recorded<CommandEvent> | null {
  let found: Recorded<CommandEvent> | null = null;
  let last: Recorded<CommandEvent> | null = null;
  const warnings = record.warnings.filter(({ value }) => value.areaId === of.areaId);
  for (const act of record.commands) {
    if (act.sequence >= of.before || !mayEnd(act.value, of)) continue;
    last = act;
    const since = found?.sequence ?? 0;
    const said = warnings.filter(({ sequence }) => sequence > since && sequence < act.sequence);
    const episode = said.at(-1)?.value.episode;
    const told = said.filter(({ value }) => value.episode === episode);
    if (told.some(({ value }) => value.threats.includes(of.trackId))) found = act;
  }
  // It may have been told of by another name, or before the stretch of this record.
  return found ?? last;
}

/** Whether a command may have ended the warning of a track in an area. */
function mayEnd(
  act: CommandEvent,
  { areaId, trackId }: { readonly areaId: string; readonly trackId: TrackId },
): boolean {
  const { command } = act;
  if (command.kind !== "retract" && command.kind !== "all-clear") return false;
  const named = command.kind === "retract" ? command.threats : undefined;
  return command.areaId === areaId && (named?.includes(trackId) ?? true) && isAllowed(act);
}
