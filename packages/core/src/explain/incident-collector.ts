import type { EngineEffect } from "../engine/effect.ts";
import type { EngineEvent, OfficialWarningEvent } from "../engine/event.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { MICROS_PER_SECOND, type TimeUs } from "../units/time.ts";
import { officialExpiryUs } from "../warning/official-book.ts";
import type { IncidentRecord, Recorded } from "./incident-record.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer U)[] ? U[] : T[K] };
type Lists = Mutable<Omit<IncidentRecord, "site" | "fromUs" | "toUs">>;

/** Which stretch of time an explanation is about. */
export interface IncidentWindow {
  /** Looks received, and tracks that lived, within this stretch are kept. */
  readonly fromUs: TimeUs;
  readonly toUs: TimeUs;
}

/** Gathers from a journal's records, in their order, what an explanation of one stretch of time needs. */
export class IncidentCollector {
  readonly #window: IncidentWindow;
  #site: Recorded<SiteModel> | null = null;
  readonly #lists: Lists = {
    looks: [],
    health: [],
    commands: [],
    defences: [],
    engagements: [],
    officialWarnings: [],
    receipts: [],
    tracks: [],
    decisions: [],
    warnings: [],
    disagreements: [],
    lateLooks: [],
    conduct: [],
  };

  constructor(window: IncidentWindow) {
    this.#window = window;
  }

  /** null when nothing was configured. */
  record(): IncidentRecord | null {
    return this.#site === null ? null : { ...this.#lists, site: this.#site, ...this.#window };
  }

  addEvent(sequence: number, event: EngineEvent): void {
    const { fromUs, toUs } = this.#window;
    const lists = this.#lists;
    if (event.type === "configuration") {
      if (this.#site === null || event.receivedUs <= toUs)
        this.#site = { sequence, value: event.site };
      return;
    }
    // What is said of the past may be said later: engagements are reported, receipts come in.
    if (event.type === "receipt") lists.receipts.push({ sequence, value: event });
    if (event.type === "engagement") lists.engagements.push({ sequence, value: event });
    if (event.receivedUs > toUs) return;
    if (event.type === "official-warning" && holdsWithin(event, fromUs))
      lists.officialWarnings.push({ sequence, value: event });
    if (event.type === "look" && event.receivedUs >= fromUs)
      lists.looks.push({ sequence, value: event });
    if (event.type === "command") lists.commands.push({ sequence, value: event });
    if (event.type === "defence") lists.defences.push({ sequence, value: event });
  }

  addEffect(sequence: number, effect: EngineEffect): void {
    const { fromUs, toUs } = this.#window;
    const lists = this.#lists;
    switch (effect.type) {
      case "sensor":
        if (effect.timeUs <= toUs) lists.health.push({ sequence, value: effect.health });
        break;
      case "track":
        if (effect.track.lastSensedUs >= fromUs && effect.track.firstSensedUs <= toUs)
          lists.tracks.push({ sequence, value: effect.track });
        break;
      case "decision":
        if (effect.decision.decidedUs >= fromUs)
          lists.decisions.push({ sequence, value: effect.decision });
        break;
      case "warning":
        if (effect.warning.issuedUs >= fromUs)
          lists.warnings.push({ sequence, value: effect.warning });
        break;
      case "conduct":
        if (effect.timeUs <= toUs) this.#conduct(sequence, effect);
        break;
      case "air":
      case "protection":
      case "orders":
      case "registration":
        break;
      case "fault": {
        const { code, timeUs } = effect.fault;
        if (timeUs < fromUs || timeUs > toUs) break;
        if (code === "DECISION_PATHS_DISAGREE")
          lists.disagreements.push({ sequence, value: effect.fault });
        if (code === "LOOK_TOO_LATE") lists.lateLooks.push({ sequence, value: effect.fault });
        break;
      }
    }
  }

  /** The latest of each sensor. */
  #conduct(sequence: number, effect: Extract<EngineEffect, { type: "conduct" }>): void {
    const lists = this.#lists;
    const { sensorId } = effect.conduct;
    lists.conduct = lists.conduct.filter(({ value }) => value.sensorId !== sensorId);
    lists.conduct.push({ sequence, value: effect.conduct });
  }
}

/** Messages that cancel or update one, or do not say how long they hold, are kept for a day. */
const OFFICIAL_KEPT_US = 86_400 * MICROS_PER_SECOND;
const holdsWithin = ({ receivedUs, warning }: OfficialWarningEvent, fromUs: TimeUs): boolean =>
  Math.max(receivedUs + OFFICIAL_KEPT_US, officialExpiryUs(warning) ?? 0) >= fromUs;
