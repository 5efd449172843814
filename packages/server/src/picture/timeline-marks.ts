import {
  clockText,
  type EngineEffect,
  type OfficialWarningEvent,
  type Recorded,
  scoreOfficialWarnings,
  type SiteModel,
  type TimeUs,
  type Warning,
} from "@tocsin/core";
import { defenceText } from "../cli/text/defence-text.ts";
import { scoreText } from "../cli/text/official-lines.ts";
import { officialText } from "../cli/text/official-text.ts";
import type { Timeline } from "@tocsin/sdk";
import type { PipelineStep } from "../pipeline/pipeline.ts";

export type Mark = Timeline["marks"][number];

/** Most marks of one recording; of each kind, so that a flood of faults leaves room for the warnings. */
const MARKS_PER_KIND_MAX = 100;
/** Most messages of ours that authorities' are held against. */
const WARNINGS_MAX = 10_000;

/** Gathers what is worth a mark on the scrub bar of a recording. */
export class MarkBook {
  readonly #site: SiteModel;
  readonly #fromUs: TimeUs;
  readonly #marks: Mark[] = [];
  readonly #counts = new Map<string, number>();
  readonly #told = new Set<string>();
  readonly #seen = new Set<string>();
  readonly #official: Recorded<OfficialWarningEvent>[] = [];
  readonly #warnings: Recorded<Warning>[] = [];

  /** What lies before `fromUs` is no part of what is shown. */
  constructor(site: SiteModel, fromUs: TimeUs) {
    this.#site = site;
    this.#fromUs = fromUs;
  }

  observe({ event, effects }: PipelineStep): void {
    if (event?.type === "engagement")
      this.#add({
        timeUs: event.atUs,
        kind: "engagement",
        text: `${event.defence}: ${event.object === undefined ? "" : `${event.object} `}${event.outcome}, reported at ${clockText(event.receivedUs)} UTC`,
      });
    if (event?.type === "defence")
      this.#add({
        timeUs: event.receivedUs,
        kind: "engagement",
        text: `${event.defenceId} is ${defenceText(event)}`,
      });
    if (event?.type === "official-warning" && this.#official.length < MARKS_PER_KIND_MAX)
      this.#official.push({ sequence: 0, value: event });
    if (event?.type === "official-warning" && event.warning.concerns.length > 0)
      this.#add({
        timeUs: event.receivedUs,
        kind: "official",
        text: officialText(event.warning),
      });
    for (const effect of effects) this.#effect(effect);
  }

  /** In order of time, with others that the journal does not hold. */
  list(more: readonly Mark[]): readonly Mark[] {
    return [...this.#marks, ...this.#firsts(), ...more].sort((a, b) => a.timeUs - b.timeUs);
  }

  /** Who was first, of authorities and us, where both or one of them warned. */
  #firsts(): readonly Mark[] {
    if (this.#official.length === 0) return [];
    const record = { officialWarnings: this.#official, warnings: this.#warnings };
    return scoreOfficialWarnings(record, this.#site).flatMap((score): readonly Mark[] => {
      const timeUs = Math.max(score.officialUs ?? 0, score.oursUs ?? 0);
      const name = this.#site.areas.find(({ id }) => id === score.areaId)?.name ?? score.areaId;
      return timeUs < this.#fromUs
        ? []
        : [{ timeUs, kind: "official", text: `${name}: ${scoreText(score)}` }];
    });
  }

  #effect(effect: EngineEffect): void {
    switch (effect.type) {
      case "warning": {
        const { warning } = effect;
        if (this.#warnings.length < WARNINGS_MAX)
          this.#warnings.push({ sequence: 0, value: warning });
        if (warning.action === "update") return;
        const name = this.#site.areas.find(({ id }) => id === warning.areaId)?.name;
        const text = `${STAGE_TEXT[warning.stage]}: ${name ?? warning.areaId}`;
        this.#add({ timeUs: warning.issuedUs, kind: "warning", text });
        return;
      }
      case "fault": {
        const { timeUs, code, subject, detail } = effect.fault;
        const key = `${code} ${subject}`;
        if (timeUs < this.#fromUs || this.#told.has(key)) return;
        if (this.#told.size < MARKS_PER_KIND_MAX) this.#told.add(key);
        this.#add({ timeUs, kind: "fault", text: `${code} ${subject}: ${detail}` });
        return;
      }
      case "sensor": {
        const { sensorId, status, reason } = effect.health;
        // That a sensor begins to report is no news.
        const first = !this.#seen.has(sensorId);
        this.#seen.add(sensorId);
        if (first && (status === "up" || status === "unknown")) return;
        const name = this.#site.sensors.find(({ id }) => id === sensorId)?.name;
        const text = `${name ?? sensorId} is ${status}: ${reason}`;
        this.#add({ timeUs: effect.timeUs, kind: "sensor", text });
        return;
      }
      case "air":
      case "decision":
      case "track":
      case "protection":
      case "orders":
      case "conduct":
      case "registration":
        return;
    }
  }

  #add(mark: Mark): void {
    const count = this.#counts.get(mark.kind) ?? 0;
    if (mark.timeUs < this.#fromUs || count >= MARKS_PER_KIND_MAX) return;
    this.#counts.set(mark.kind, count + 1);
    this.#marks.push(mark);
  }
}

const STAGE_TEXT = {
  "pre-alert": "Get ready",
  "take-cover": "Take cover",
  "all-clear": "All clear",
  retraction: "False alarm withdrawn",
} as const;
