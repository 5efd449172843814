import type { TimeUs } from "@tocsin/core";
import { type SiteConfig, TocsinError } from "@tocsin/sdk";
import { type Scenario, simulate } from "@tocsin/sim";
import type { SourcePorts } from "../sources/source-ports.ts";
import { type SendPlan, sendPlan } from "./encoder-of-input.ts";
import type { Format } from "./formats.ts";
import { type Line, openLine } from "./open-line.ts";
import {
  emptyTally,
  type LineFaults,
  outgoingMessages,
  type SendTally,
} from "./outgoing-messages.ts";

export interface SendOptions {
  readonly scenario: Scenario;
  readonly seed: number | undefined;
  /** The site file of the post that is sent to. */
  readonly config: SiteConfig;
  /** One input alone; null: all that take something from a network. */
  readonly inputId: string | null;
  /** What sensors speak, where it is not the default of their input. */
  readonly formats: ReadonlyMap<string, Format>;
  readonly faults: LineFaults;
  readonly speed: number;
  /** So much of the scenario's beginning is left out. */
  readonly skipS: number;
  /** When the scenario starts, if not as soon as all lines stand. */
  readonly startUs: TimeUs | null;
  readonly ports: SourcePorts;
  readonly signal: AbortSignal;
  readonly note: (words: string) => void;
}

export interface SendReport {
  readonly seed: number;
  readonly startUs: TimeUs;
  readonly tally: SendTally;
  /** Sensors of the scenario that no input takes. */
  readonly silent: readonly string[];
}

/** Plays a scenario to a running post as the octets that its sensors would send. */
export async function sendScenario(options: SendOptions): Promise<SendReport> {
  const { scenario, seed, config, ports, signal } = options;
  const plans = plansOf(options);
  const simulation = simulate(scenario, seed === undefined ? {} : { seed });
  const heard = new Set(plans.flatMap(({ encoders }) => [...encoders.keys()]));
  const silent = scenario.site.sensors.map(({ id }) => id).filter((id) => !heard.has(id));
  const lines = openLines(plans, ports);
  try {
    for (const [inputId, line] of lines) {
      options.note(`waiting for input ${inputId} of ${config.site.id} to listen`);
      await untilReady(line, signal);
    }
    const fromUs = scenario.startUs + Math.round(options.skipS * 1e6);
    const startUs =
      options.startUs ?? ports.clock.nowUs() - (fromUs - scenario.startUs) / options.speed;
    const toWall = (timeUs: TimeUs): TimeUs =>
      Math.round(startUs + (timeUs - scenario.startUs) / options.speed);
    const tally: SendTally = new Map(plans.map(({ inputId }) => [inputId, emptyTally()]));
    options.note(
      `sending ${scenario.id} as it would be sensed from ${new Date(toWall(fromUs) / 1_000).toISOString()}`,
    );
    const { faults } = options;
    for (const { inputId, dueUs, bytes } of outgoingMessages({
      simulation,
      plans,
      faults,
      fromUs,
      toWall,
      tally,
    })) {
      if (dueUs > ports.clock.nowUs()) await ports.clock.waitUntil(dueUs, signal);
      if (signal.aborted) break;
      const counts = tally.get(inputId)!;
      if (lines.get(inputId)?.send(bytes) === true) {
        counts.messages++;
        counts.octets += bytes.length;
      } else counts.refused++;
    }
    return { seed: simulation.seed, startUs, tally, silent };
  } finally {
    await Promise.all([...lines.values()].map((line) => line.close()));
  }
}

function plansOf({ config, inputId, scenario, formats }: SendOptions): readonly SendPlan[] {
  if (config.mode === "live")
    throw refused(
      `${config.site.id} runs live: made-up objects must not warn people; set its mode to drill or shadow`,
    );
  const sensors = new Map(scenario.site.sensors.map((spec) => [String(spec.id), spec]));
  const wanted = config.inputs.filter(({ id }) => inputId === null || id === inputId);
  if (wanted.length === 0)
    throw refused(
      `the site file has no input ${inputId ?? ""}; it has ${config.inputs.map(({ id }) => id).join(", ") || "none"}`,
    );
  const plans = wanted.map((input) => sendPlan(input, { mode: config.mode, sensors, formats }));
  const possible = plans
    .filter((plan) => typeof plan !== "string")
    .filter(({ encoders }) => encoders.size > 0);
  if (possible.length > 0) return possible;
  const [why] = plans.filter((plan) => typeof plan === "string");
  throw refused(
    why ??
      `no input of ${config.site.id} takes a sensor of ${scenario.id}: ${[...sensors.keys()].join(", ")}`,
  );
}

const refused = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "simulate " });

function openLines(plans: readonly SendPlan[], ports: SourcePorts): ReadonlyMap<string, Line> {
  return new Map(
    plans.map(({ inputId, transport, encoders }) => {
      const greeting = () =>
        [...encoders.values()].flatMap((encoder) => encoder.greeting(ports.clock.nowUs()));
      const line = openLine({ transport, greeting, ports });
      if (typeof line === "string") throw refused(`input ${inputId}: ${line}`);
      return [inputId, line];
    }),
  );
}

const untilReady = (line: Line, signal: AbortSignal): Promise<void> =>
  Promise.race([
    line.ready,
    new Promise<void>((resolve) =>
      signal.addEventListener("abort", () => resolve(), { once: true }),
    ),
  ]);
