import { expect } from "vitest";
import { createEngine } from "../engine/create-engine.ts";
import { atS, type Flight, lookAt, siteOf, START_US } from "../engine/engine.test-support.ts";
import type { EngineEvent } from "../engine/event.ts";
import type { SiteModel } from "../policy/site-model.ts";
import { channelId } from "../units/ids.ts";
import { type Warning, warningKey } from "../warning/warning.ts";
import { IncidentCollector } from "./incident-collector.ts";
import type { IncidentRecord, Recorded } from "./incident-record.ts";
import type { WhyReport } from "./why-report.ts";

export interface Story {
  readonly site?: Partial<SiteModel>;
  readonly flights?: readonly Flight[];
  readonly seconds?: number;
  /** Which sensor looks at a whole second; null: none does. */
  readonly looker?: (seconds: number) => string | null;
  /** What happens besides, ordered by time. */
  readonly events?: readonly EngineEvent[];
  /** What the channel says of a warning. */
  readonly receipt?: ((warning: Warning) => Receipt | null) | null;
}
export interface Receipt {
  readonly outcome: "sent" | "delivered" | "failed" | "not-live";
  readonly detail: string;
}

/** A record of one incident, and the sequence numbers that its journal would hold. */
export interface Told {
  readonly record: IncidentRecord;
  /** All that came in, in order. */
  readonly events: readonly Recorded<EngineEvent>[];
  readonly lastSequence: number;
}

const DELIVERED: Receipt = { outcome: "delivered", detail: "shown" };

/** Lets the real engine live through a story, a look a second, and collects the record as from a journal. */
export function tell(story: Story): Told {
  const { seconds = 90, flights = [], looker = () => "radar-a", receipt = () => DELIVERED } = story;
  const collector = new IncidentCollector({ fromUs: START_US, toUs: atS(seconds) });
  const engine = createEngine();
  let sequence = 0;
  const events: Recorded<EngineEvent>[] = [];
  const step = (event: EngineEvent): void => {
    collector.addEvent(++sequence, event);
    events.push({ sequence, value: event });
    for (const effect of engine.step(event).effects) {
      collector.addEffect(++sequence, effect);
      const answer = effect.type === "warning" ? (receipt?.(effect.warning) ?? null) : null;
      if (effect.type === "warning" && answer !== null)
        step({
          type: "receipt",
          receivedUs: event.receivedUs,
          warningKey: warningKey(effect.warning),
          version: effect.warning.version,
          channelId: channelId("siren"),
          ...answer,
        });
    }
  };
  step({ type: "configuration", receivedUs: START_US, site: named(siteOf(story.site)) });
  const waiting = [...(story.events ?? [])];
  for (let s = 1; s <= seconds; s++) {
    while (waiting.length > 0 && waiting[0].receivedUs <= atS(s))
      step(waiting.shift() as EngineEvent);
    const sensor = looker(s);
    step({ type: "tick", receivedUs: atS(s) + 40_000 });
    if (sensor !== null)
      step({ type: "look", receivedUs: atS(s) + 50_000, look: lookAt(sensor, s, flights, 3) });
  }
  const record = collector.record();
  if (record === null) throw new Error("a story begins with its site");
  return { record, events, lastSequence: sequence };
}

/** Names that begin a sentence well. */
const named = (site: SiteModel): SiteModel => ({
  ...site,
  sensors: site.sensors.map((sensor) => ({ ...sensor, name: `Sensor ${sensor.id}` })),
  areas: site.areas.map((area) => ({ ...area, name: "Camp" })),
});

/** What every report must be, whatever it says. */
export function expectSound(report: WhyReport | null, { lastSequence }: Told): WhyReport {
  if (report === null) throw new Error("there is a report");
  const sentences = [
    report.answer,
    ...report.links.map((link) => link.statement),
    ...report.defences.map((defence) => defence.statement),
  ];
  for (const sentence of sentences) {
    expect(sentence).toMatch(/^[A-Z\d][^]*\.$/);
    expect(sentence).not.toMatch(/undefined|NaN|null|Infinity|\.\.| {2}|\[object/);
  }
  expect(report.question).toMatch(/^[A-Z][^]*\?$/);
  const numbers = [...report.links, ...report.defences].flatMap((part) => part.records);
  expect(numbers.every((n) => Number.isInteger(n) && n >= 1 && n <= lastSequence)).toBe(true);
  for (const link of report.links) {
    expect(link.held).toBe(link.code === null);
    expect(link.held && link.prevented).toBe(false);
    expect(link.margin === null || Number.isFinite(link.margin.value)).toBe(true);
  }
  const prevented = report.links.filter((link) => link.prevented).map((link) => link.code);
  expect([...report.prevented]).toEqual([...new Set(prevented)]);
  return report;
}

export const automation = (s: number, on: boolean): EngineEvent => ({
  type: "command",
  receivedUs: atS(s),
  command: { kind: "automation", on },
  by: "operator",
  reason: "test",
  seconded: { by: "second", how: "person" },
});

export const mostThreatened = (
  record: IncidentRecord,
): { readonly trackId: IncidentRecord["tracks"][number]["value"]["trackId"] } =>
  record.tracks[record.tracks.length - 1].value;

export const during =
  (fromS: number, toS: number, flight: Flight): Flight =>
  (s) =>
    s >= fromS && s <= toS ? flight(s) : null;
