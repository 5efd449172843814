import fc from "fast-check";
import { expect, test } from "vitest";
import type { SensorKind, SensorSpec } from "../coverage/sensor.ts";
import { radar } from "../engine/engine.test-support.ts";
import type { EvidenceRef } from "../measurement/look.ts";
import { type SensorId, sensorId } from "../units/ids.ts";
import { trackOf } from "./decision.test-support.ts";
import { restsOnPeople, SENSOR_DETECTIONS_WANTED } from "./rests-on-people.ts";

const sensor = (id: string, kind: SensorKind): SensorSpec => ({
  ...radar("radar"),
  id: sensorId(id),
  kind,
});
const SENSORS = [sensor("radar", "radar"), sensor("ear", "acoustic"), sensor("people", "observer")];
const seenBy = (ids: readonly string[]): boolean =>
  restsOnPeople(
    trackOf({
      evidence: ids.map(
        (id, i): EvidenceRef => ({
          sensorId: sensorId(id) satisfies SensorId,
          lookSequence: i,
          lookToUs: i,
          index: 0,
          sensedUs: i,
        }),
      ),
    }),
    SENSORS,
  );

test.each([
  [["people", "people", "people"], true],
  [["people", "radar", "people"], true],
  [["people", "radar", "ear"], false],
  [["radar"], false],
  [[], false],
])("%j: %s", (ids, expected) => {
  expect(seenBy(ids)).toBe(expected);
});

test("more people never turn what sensors confirm by themselves into what rests on people", () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(["radar", "ear", "radar", "ear"], {
        minLength: SENSOR_DETECTIONS_WANTED,
      }),
      fc.nat(24),
      (sensors, people) => {
        expect(seenBy([...sensors, ...Array<string>(people).fill("people")])).toBe(false);
      },
    ),
    { seed: 20_261_128 },
  );
});

test("a site without observers is not looked through", () => {
  const track = trackOf({ evidence: [] });
  expect(restsOnPeople(track, SENSORS.slice(0, 2))).toBe(false);
});
