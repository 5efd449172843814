import fc from "fast-check";
import { expect, test } from "vitest";
import { checkLook } from "@tocsin/sdk";
import {
  RangeBearingCoordinateSystem,
  RangeBearingDatum,
} from "../../src/adapters/sapient/generated/place_pb.ts";
import {
  StatusReport_Info,
  StatusReport_System,
} from "../../src/adapters/sapient/generated/status_pb.ts";
import { registrationContent } from "../../src/adapters/sapient/own-messages.ts";
import { LINE, from, fusionNode, NOW_US, OBJECT, octets, OWN, RADAR_ID, REPORT } from "./world.ts";

/** On a machine that does much else; alone it takes far less than 1 ms. */
const CASE_MS_MAX = 2_000;
const RUNS = { seed: 335, numRuns: 60_000 };

const golden = [
  octets(from(RADAR_ID, registrationContent(OWN))),
  octets(
    from(RADAR_ID, {
      case: "statusReport",
      value: {
        reportId: REPORT,
        system: StatusReport_System.OK,
        info: StatusReport_Info.NEW,
        mode: "Scan",
      },
    }),
  ),
  octets(
    from(RADAR_ID, {
      case: "detectionReport",
      value: {
        reportId: REPORT,
        objectId: OBJECT,
        locationOneof: {
          case: "rangeBearing",
          value: {
            azimuth: 10,
            elevation: 2,
            range: 3_000,
            coordinateSystem: RangeBearingCoordinateSystem.DEGREES_M,
            datum: RangeBearingDatum.TRUE,
          },
        },
      },
    }),
  ),
];

/** Fails where it throws, is slow, or gives a look that does not pass the check of every look. */
function take(node: ReturnType<typeof fusionNode>, bytes: Uint8Array): void {
  const startMs = performance.now();
  const unsound = node
    .receive(bytes, NOW_US, LINE)
    .flatMap((output) => (output.type === "look" ? [checkLook(output.look)] : []))
    .filter(({ ok }) => !ok);
  expect(unsound).toEqual([]);
  expect(performance.now() - startMs).toBeLessThan(CASE_MS_MAX);
}

test("every cut and every flipped bit of a message is taken or refused", () => {
  expect.hasAssertions();
  const node = fusionNode();
  for (const bytes of golden) {
    for (let length = 0; length < bytes.length; length += 1) take(node, bytes.subarray(0, length));
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      take(node, flipped);
    }
  }
});

test("random octets, and random octets within a message, are taken or refused", () => {
  expect.hasAssertions();
  const node = fusionNode();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => take(node, bytes)),
    RUNS,
  );
  fc.assert(
    fc.property(
      fc.constantFrom(...golden),
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      (bytes, at, piece) => {
        const changed = Uint8Array.from(bytes);
        const start = at % bytes.length;
        changed.set(piece.subarray(0, bytes.length - start), start);
        take(node, changed);
      },
    ),
    RUNS,
  );
});
