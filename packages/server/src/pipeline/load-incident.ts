import type { IncidentRecord, Recorded, SensorHealth, SiteModel, TimeUs } from "@tocsin/core";
import type {
  CommandEvent,
  Decision,
  DefenceEvent,
  EngagementEvent,
  LookEvent,
  ReceiptEvent,
  TrackRecord,
  Warning,
} from "@tocsin/core";
import { readJournal } from "../journal/read-journal.ts";
import { decodeRecord } from "./encode-record.ts";

export interface IncidentWindow {
  /** Looks received, and tracks that lived, within this stretch are read. */
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

interface Draft {
  site: Recorded<SiteModel> | null;
  readonly looks: Recorded<LookEvent>[];
  readonly health: Recorded<SensorHealth>[];
  readonly commands: Recorded<CommandEvent>[];
  readonly defences: Recorded<DefenceEvent>[];
  readonly engagements: Recorded<EngagementEvent>[];
  readonly receipts: Recorded<ReceiptEvent>[];
  readonly tracks: Recorded<TrackRecord>[];
  readonly decisions: Recorded<Decision>[];
  readonly warnings: Recorded<Warning>[];
}

/** Reads from a journal what an explanation of one stretch of time needs; null when nothing was configured by then. */
export function loadIncident(directory: string, window: IncidentWindow): IncidentRecord | null {
  const draft: Draft = {
    site: null,
    looks: [],
    health: [],
    commands: [],
    defences: [],
    engagements: [],
    receipts: [],
    tracks: [],
    decisions: [],
    warnings: [],
  };
  for (const record of readJournal(directory)) {
    const decoded = decodeRecord(record.type, record.payload);
    if (decoded.kind === "event") addEvent(draft, record.sequence, decoded.event, window);
    else if (decoded.kind === "effect") addEffect(draft, record.sequence, decoded.effect, window);
  }
  const { site } = draft;
  return site === null ? null : { ...draft, site, ...window };
}

type DecodedEvent = Extract<ReturnType<typeof decodeRecord>, { kind: "event" }>["event"];
type DecodedEffect = Extract<ReturnType<typeof decodeRecord>, { kind: "effect" }>["effect"];

function addEvent(
  draft: Draft,
  sequence: number,
  event: DecodedEvent,
  window: IncidentWindow,
): void {
  if (event.type === "configuration") {
    if (draft.site === null || event.receivedUs <= window.toUs)
      draft.site = { sequence, value: event.site };
    return;
  }
  if (event.receivedUs > window.toUs && event.type !== "receipt") return;
  switch (event.type) {
    case "look":
      if (event.receivedUs >= window.fromUs) draft.looks.push({ sequence, value: event });
      break;
    case "command":
      draft.commands.push({ sequence, value: event });
      break;
    case "defence":
      draft.defences.push({ sequence, value: event });
      break;
    case "engagement":
      draft.engagements.push({ sequence, value: event });
      break;
    case "receipt":
      draft.receipts.push({ sequence, value: event });
      break;
    case "tick":
    case "health":
      break;
  }
}

function addEffect(
  draft: Draft,
  sequence: number,
  effect: DecodedEffect,
  window: IncidentWindow,
): void {
  switch (effect.type) {
    case "sensor":
      if (effect.timeUs <= window.toUs) draft.health.push({ sequence, value: effect.health });
      break;
    case "track":
      if (effect.track.lastSensedUs >= window.fromUs && effect.track.firstSensedUs <= window.toUs)
        draft.tracks.push({ sequence, value: effect.track });
      break;
    case "decision":
      if (effect.decision.decidedUs >= window.fromUs)
        draft.decisions.push({ sequence, value: effect.decision });
      break;
    case "warning":
      if (effect.warning.issuedUs >= window.fromUs)
        draft.warnings.push({ sequence, value: effect.warning });
      break;
    case "protection":
    case "fault":
      break;
  }
}
