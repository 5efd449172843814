import { addSeconds, assert, type Look, type SensorId, type TimeUs } from "@tocsin/core";
import type { LookEncoder } from "@tocsin/sdk";
import {
  createTransport,
  Heap,
  type Simulation,
  stream,
  type Transport,
  type TransportConfig,
} from "@tocsin/sim";
import type { SendPlan } from "./encoder-of-input.ts";

/** One message on its way, and when it is due at the post. */
export interface OutgoingMessage {
  readonly inputId: string;
  readonly dueUs: TimeUs;
  readonly bytes: Uint8Array;
}

/** What becomes of the messages beside what the scenario itself does to them. */
export interface LineFaults extends TransportConfig {
  /** By how much the clocks of sensors are fast, s: of one sensor, or of all others. */
  readonly clockErrorsS: ReadonlyMap<string, number>;
  readonly clockErrorS: number;
}

export interface OutgoingOptions {
  readonly simulation: Simulation;
  readonly plans: readonly SendPlan[];
  readonly faults: LineFaults;
  /** The scenario's time at which sending begins: what was received before is left out. */
  readonly fromUs: TimeUs;
  /** When a moment of the scenario comes to pass: stamps of messages say so. */
  readonly toWall: (timeUs: TimeUs) => TimeUs;
  readonly tally: SendTally;
}

/** By input: what was said and what was not. */
export type SendTally = Map<string, InputTally>;
export interface InputTally {
  messages: number;
  octets: number;
  lost: number;
  twice: number;
  /** Detections that the format has no words for. */
  unsaid: number;
  /** Messages that found no line, or a full one. */
  refused: number;
}
export const emptyTally = (): InputTally => ({
  messages: 0,
  octets: 0,
  lost: 0,
  twice: 0,
  unsaid: 0,
  refused: 0,
});

/** Messages on their way at once. */
export const ON_THE_WAY_MAX = 100_000;

interface Voice {
  readonly inputId: string;
  readonly encoder: LookEncoder;
  readonly transport: Transport;
  readonly clockErrorS: number;
}

/**
 * A scenario as messages on lines, in the order in which they arrive. The same scenario, seed and faults give the same octets for the same `toWall`. Each
 * sensor's line draws its own random numbers, so that another input shifts none of them.
 */
export function* outgoingMessages(options: OutgoingOptions): Generator<OutgoingMessage> {
  const voices = voicesOf(options);
  const waiting = new Heap<OutgoingMessage & { readonly order: number }>((a, b) =>
    a.dueUs === b.dueUs ? a.order < b.order : a.dueUs < b.dueUs,
  );
  let order = 0;
  for (const event of options.simulation.events()) {
    if (event.receivedUs < options.fromUs) continue;
    const nowUs = options.toWall(event.receivedUs);
    for (let first = waiting.peek(); first !== undefined; first = waiting.peek()) {
      if (first.dueUs > nowUs) break;
      waiting.pop();
      yield first;
    }
    if (event.type !== "look" && event.type !== "health") continue;
    const voice = voices.get(event.type === "look" ? event.look.sensorId : event.sensorId);
    if (voice === undefined) continue;
    const tally = options.tally.get(voice.inputId) ?? emptyTally();
    options.tally.set(voice.inputId, tally);
    const sensorUs = (timeUs: TimeUs) => addSeconds(options.toWall(timeUs), voice.clockErrorS);
    const { messages, unsaid } =
      event.type === "look"
        ? voice.encoder.encode(movedLook(event.look, sensorUs))
        : {
            messages: voice.encoder.health(event.status, event.reason, sensorUs(event.receivedUs)),
            unsaid: 0,
          };
    tally.unsaid += unsaid;
    for (const bytes of messages) {
      const arrivals = voice.transport(nowUs);
      if (arrivals.length === 0) tally.lost++;
      if (arrivals.length > 1) tally.twice++;
      for (const dueUs of arrivals)
        waiting.push({ inputId: voice.inputId, dueUs, bytes, order: order++ });
      assert(waiting.size <= ON_THE_WAY_MAX, "too many simulated messages on their way");
    }
  }
  for (let last = waiting.pop(); last !== undefined; last = waiting.pop()) yield last;
}

function voicesOf({ simulation, plans, faults }: OutgoingOptions): ReadonlyMap<SensorId, Voice> {
  const voices = new Map<SensorId, Voice>();
  for (const { inputId, encoders } of plans)
    for (const [id, encoder] of encoders) {
      if (voices.has(id)) continue;
      const random = stream(simulation.seed, id, "line");
      voices.set(id, {
        inputId,
        encoder,
        transport: createTransport(faults, random),
        clockErrorS: faults.clockErrorsS.get(id) ?? faults.clockErrorS,
      });
    }
  return voices;
}

const movedLook = (look: Look, move: (timeUs: TimeUs) => TimeUs): Look => ({
  ...look,
  fromUs: move(look.fromUs),
  toUs: move(look.toUs),
  detections: look.detections.map((each) => ({ ...each, sensedUs: move(each.sensedUs) })),
});
