import {
  areaId,
  channelId,
  createEngine,
  defenceId,
  type EngineEffect,
  type EngineEvent,
  MODES,
  sensorId,
} from "@tocsin/core";
import { drive, simulate } from "@tocsin/sim";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { RECORD_TYPES } from "../../src/journal/record-type.ts";
import {
  decodeRecord,
  encodeEffect,
  encodeEvent,
  encodeSession,
  encodeSnapshot,
  isEventType,
} from "../../src/pipeline/encode-record.ts";
import { loadScenario } from "../../src/run/scenario-files.ts";
import { WARNING } from "./fixtures.ts";

const text = fc.string({ unit: "grapheme" });
const time = fc.integer({ min: 0, max: 9_000_000_000_000_000 });
/** What checkLook lets through: finite, and no −0. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const mode = fc.constantFrom(...MODES);

const detection = fc.record({
  kind: fc.constant("polar" as const),
  sensedUs: time,
  rcsDbsm: fc.option(number),
  identity: fc.option(
    fc.record({
      sensorTrack: fc.option(text),
      aircraftAddress: fc.option(text),
      callsign: fc.option(text),
      mode3A: fc.option(text),
    }),
  ),
  rangeM: number,
  azimuthRad: number,
  elevationRad: fc.option(number),
  rangeRateMps: fc.option(number),
  heightM: fc.option(number),
  rangeSigmaM: number,
  azimuthSigmaRad: number,
  elevationSigmaRad: number,
  rangeRateSigmaMps: number,
  heightSigmaM: number,
});

const event: fc.Arbitrary<EngineEvent> = fc.oneof(
  fc.record({ type: fc.constant("tick" as const), receivedUs: time }),
  fc.record({
    type: fc.constant("look" as const),
    receivedUs: time,
    look: fc.record({
      sensorId: text.map(sensorId),
      sequence: fc.nat(),
      fromUs: time,
      toUs: time,
      sweep: fc.option(fc.record({ azimuthFromRad: number, azimuthWidthRad: number })),
      detections: fc.array(detection, { maxLength: 4 }),
    }),
  }),
  fc.record({
    type: fc.constant("health" as const),
    receivedUs: time,
    sensorId: text.map(sensorId),
    status: fc.constantFrom(
      "up" as const,
      "degraded" as const,
      "down" as const,
      "unknown" as const,
    ),
    reason: text,
  }),
  fc.record({
    type: fc.constant("command" as const),
    receivedUs: time,
    command: fc.oneof(
      fc.record({ kind: fc.constant("automation" as const), on: fc.boolean() }),
      fc.record({ kind: fc.constant("retract" as const), areaId: text }),
    ),
    by: text,
    reason: text,
    seconded: fc.option(
      fc.record({ by: text, how: fc.constantFrom("person" as const, "countdown" as const) }),
    ),
  }),
  fc.record({
    type: fc.constant("receipt" as const),
    receivedUs: time,
    warningKey: text,
    version: fc.nat(),
    channelId: text.map(channelId),
    outcome: fc.constantFrom(
      "sent" as const,
      "delivered" as const,
      "acknowledged" as const,
      "failed" as const,
      "not-live" as const,
    ),
    detail: text,
  }),
  fc.record({
    type: fc.constant("defence" as const),
    receivedUs: time,
    defenceId: text.map(defenceId),
    state: fc.constantFrom(
      "ready" as const,
      "down" as const,
      "inhibited" as const,
      "unknown" as const,
    ),
    by: text,
  }),
  fc.record({
    type: fc.constant("engagement" as const),
    receivedUs: time,
    atUs: time,
    defence: text,
    outcome: fc.constantFrom("intercepted" as const, "missed" as const, "unknown" as const),
    place: fc.option(fc.record({ eastM: number, northM: number, upM: number })),
    source: text,
  }),
);

const effect: fc.Arbitrary<EngineEffect> = fc.oneof(
  fc.record({
    type: fc.constant("warning" as const),
    warning: fc
      .record({ issuedUs: time, expiresUs: time, probability: fc.option(number), area: text })
      .map(({ area, ...rest }) => ({ ...WARNING, ...rest, areaId: areaId(area) })),
  }),
  fc.record({
    type: fc.constant("fault" as const),
    fault: fc.record({
      timeUs: time,
      code: fc.constantFrom("LOOK_TOO_LATE" as const, "JOURNAL_FAULT" as const),
      subject: text,
      detail: text,
    }),
  }),
);

describe("records", () => {
  test("events come back as they were, whatever is in them", () => {
    fc.assert(
      fc.property(event, mode, (original, of) => {
        const { type, payload } = encodeEvent(original, of);
        expect(isEventType(type)).toBe(true);
        expect(decodeRecord(type, payload)).toEqual({ kind: "event", mode: of, event: original });
      }),
      { seed: 20_260_101, numRuns: 2_000 },
    );
  });

  test("effects come back as they were, whatever is in them", () => {
    fc.assert(
      fc.property(effect, mode, (original, of) => {
        const { type, payload } = encodeEffect(original, of);
        expect(isEventType(type)).toBe(false);
        expect(decodeRecord(type, payload)).toEqual({ kind: "effect", mode: of, effect: original });
      }),
      { seed: 20_260_102, numRuns: 1_000 },
    );
  });

  test("everything that a run gives comes back, of every kind there is", () => {
    const kinds = new Set<string>();
    for (const name of ["baghdad-2021-11/inhibited", "automation-off", "late-and-shuffled"]) {
      for (const step of drive(createEngine(), simulate(loadScenario(name)).events())) {
        const incoming = encodeEvent(step.event, "simulation");
        const back = decodeRecord(incoming.type, incoming.payload);
        expect(back).toEqual({ kind: "event", mode: "simulation", event: step.event });
        kinds.add(step.event.type);
        for (const given of step.effects) {
          const { type, payload } = encodeEffect(given, "simulation");
          const decoded = decodeRecord(type, payload);
          expect(decoded).toEqual({ kind: "effect", mode: "simulation", effect: given });
          kinds.add(given.type);
        }
      }
    }
    for (const kind of [
      "configuration",
      "look",
      "tick",
      "decision",
      "warning",
      "track",
      "protection",
      "sensor",
      "fault",
    ])
      expect(kinds).toContain(kind);
  });

  test("sessions and snapshots come back", () => {
    const session = {
      startedUs: 1,
      tocsinVersion: "a",
      engineVersion: "b",
      nodeVersion: "c",
      source: "d",
    };
    const first = encodeSession(session, "live");
    expect(decodeRecord(first.type, first.payload)).toEqual({
      kind: "session",
      mode: "live",
      session,
    });
    const snapshot = createEngine().snapshot();
    const second = encodeSnapshot(snapshot, "live");
    expect(decodeRecord(second.type, second.payload)).toEqual({
      kind: "snapshot",
      mode: "live",
      snapshot,
    });
  });

  test("what another version wrote, the journal's own records and what was erased are `other`", () => {
    const some = Buffer.from('{"mode":"live"}');
    for (const type of [250, RECORD_TYPES.checkpoint, RECORD_TYPES.journal, RECORD_TYPES.erasure])
      expect(decodeRecord(type, some)).toEqual({ kind: "other" });
    expect(decodeRecord(RECORD_TYPES.look, new Uint8Array(0))).toEqual({ kind: "other" });
  });
});
