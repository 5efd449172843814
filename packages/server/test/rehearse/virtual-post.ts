import { createEngine, type EngineEvent, type Look, type TimeUs, type Warning } from "@tocsin/core";
import type { AdapterSink, ByteSink, Clock, SiteConfig } from "@tocsin/sdk";
import { drive, type Scenario, simulate } from "@tocsin/sim";
import { openInput } from "../../src/run/open-inputs.ts";
import type { Format } from "../../src/rehearse/formats.ts";
import { sendPlan } from "../../src/rehearse/encoder-of-input.ts";
import {
  emptyTally,
  type LineFaults,
  outgoingMessages,
  type SendTally,
} from "../../src/rehearse/outgoing-messages.ts";

export const NO_FAULTS: LineFaults = {
  loss: 0,
  duplicate: 0,
  reorder: 0,
  reorder_delay_s: 1,
  delay_s: 0,
  delay_sigma_s: 0,
  clockErrorS: 0,
  clockErrorsS: new Map(),
};

/** What a post made of octets. */
export interface Heard {
  readonly looks: readonly { readonly look: Look; readonly receivedUs: TimeUs }[];
  readonly rejects: ReadonlyMap<string, number>;
  readonly warnings: readonly Warning[];
  readonly tally: SendTally;
}

/** Plays a scenario's octets to the adapters of a site and on to an engine, on a clock that stands where each message arrives: no socket, no waiting. */
export async function hearScenario(
  scenario: Scenario,
  config: SiteConfig,
  options: { readonly faults?: LineFaults; readonly formats?: ReadonlyMap<string, Format> } = {},
): Promise<Heard> {
  const simulation = simulate(scenario);
  const sensors = new Map(scenario.site.sensors.map((spec) => [String(spec.id), spec]));
  const plans = config.inputs
    .map((input) =>
      sendPlan(input, { mode: "shadow", sensors, formats: options.formats ?? new Map() }),
    )
    .filter((plan) => typeof plan !== "string");
  const tally: SendTally = new Map(plans.map(({ inputId }) => [inputId, emptyTally()]));
  let nowUs = scenario.startUs;
  // Nothing that waits is waited for: what adapters say of themselves now and then is not heard.
  const clock: Clock = {
    nowUs: () => nowUs,
    waitUntil: (_timeUs, signal) =>
      new Promise((resolve) => signal?.addEventListener("abort", () => resolve())),
  };
  const looks: { look: Look; receivedUs: TimeUs }[] = [];
  const events: EngineEvent[] = [
    { type: "configuration", receivedUs: nowUs, site: simulation.site },
  ];
  const rejects = new Map<string, number>();
  const sink: AdapterSink = {
    look(look, receivedUs) {
      looks.push({ look, receivedUs });
      events.push({ type: "look", receivedUs, look });
    },
    health: (sensorId, status, reason, receivedUs) =>
      void events.push({ type: "health", receivedUs, sensorId, status, reason }),
    report: (report) => void events.push(report),
    rejected: (reason, count) => void rejects.set(reason, (rejects.get(reason) ?? 0) + count),
    link: () => undefined,
  };
  const ends = new Map<string, ByteSink>();
  const stop = new AbortController();
  const running = config.inputs.map((input) =>
    openInput(input, {
      config,
      ports: { clock, chance: () => 0.5 },
      given: {
        run: (end, signal) =>
          new Promise<void>((resolve) => {
            ends.set(input.id, end);
            signal.addEventListener("abort", () => resolve());
          }),
      },
    }).run(sink, stop.signal),
  );
  while (ends.size < config.inputs.length) await new Promise((resolve) => setImmediate(resolve));
  const peer = { id: "sensors", send: () => true, close: () => undefined };
  for (const [id, end] of ends) {
    end.opened(peer, nowUs);
    const plan = plans.find(({ inputId }) => inputId === id);
    for (const encoder of plan?.encoders.values() ?? [])
      for (const bytes of encoder.greeting(nowUs)) end.chunk(bytes, nowUs, peer);
  }
  for (const { inputId, dueUs, bytes } of outgoingMessages({
    simulation,
    plans,
    faults: options.faults ?? NO_FAULTS,
    fromUs: scenario.startUs,
    toWall: (timeUs) => timeUs,
    tally,
  })) {
    nowUs = dueUs;
    const isDatagram = config.inputs.find(({ id }) => id === inputId)?.type === "asterix-udp";
    if (isDatagram) ends.get(inputId)?.message(bytes, dueUs, peer);
    else ends.get(inputId)?.chunk(bytes, dueUs, peer);
  }
  stop.abort();
  await Promise.all(running);
  events.push({ type: "tick", receivedUs: scenario.endUs });
  return { looks, rejects, warnings: warningsOf(events), tally };
}

export function warningsOf(events: Iterable<EngineEvent>): readonly Warning[] {
  const inOrder = [...events].toSorted((a, b) => a.receivedUs - b.receivedUs);
  return [...drive(createEngine(), inOrder)].flatMap(({ effects }) =>
    effects.flatMap((effect) => (effect.type === "warning" ? [effect.warning] : [])),
  );
}
