import { expect, test } from "vitest";
import { checkLook } from "@tocsin/sdk";
import { decodeFrame } from "../../src/adapters/cursor-on-target/decode/decode-frame.ts";
import type { CotAssembler } from "../../src/adapters/cursor-on-target/assembler.ts";
import {
  assembler,
  detectionsOf,
  NOW_US,
  octets,
  POINT,
  rejectsOf,
  type Said,
  xmlOf,
} from "./world.ts";

const push = (to: CotAssembler, said: Said, atUs = NOW_US) =>
  to.push(decodeFrame(octets(xmlOf(said))), atUs);

test("a friend's event is a position with its stated errors as one sigma, its velocity and its names", () => {
  const outputs = push(assembler(), {}, NOW_US + 200_000);
  expect(outputs).toMatchObject([{ type: "look", look: { sensorId: "friends", sweep: null } }]);
  const [detection] = detectionsOf(outputs);
  expect(detection).toMatchObject({
    kind: "position",
    sensedUs: NOW_US,
    heightM: 620,
    heightSigmaM: 20,
    // 12 m, and half a second of flight to the east at 30 m/s.
    covarianceEeM2: expect.closeTo(144 + 225, 6),
    covarianceNnM2: expect.closeTo(144, 6),
    velocity: { eastMps: expect.closeTo(30, 9), northMps: expect.closeTo(0, 9), upMps: null },
    identity: { sensorTrack: "ANDROID-1", callsign: "RAVEN 1" },
  });
  const looks = outputs.flatMap((output) => (output.type === "look" ? [output.look] : []));
  expect(looks.map((look) => checkLook(look).ok)).toEqual([true]);
});

test("where no error is stated that of the site file counts", () => {
  const point = `<point lat="47.2" lon="8.7" hae="620" ce="9999999" le="9999999"/>`;
  const [detection] = detectionsOf(push(assembler(), { point, detail: "" }));
  expect(detection).toMatchObject({ covarianceNnM2: 10_000, heightSigmaM: 120, velocity: null });
});

test.each(["a-h-A", "a-u-A-M-F-Q", "a-s-A", "a-p-A", "a-n-A-C-F"])(
  "%s is an observer's report",
  (type) => {
    const outputs = push(assembler(), { type });
    expect(outputs).toMatchObject([{ type: "look", look: { sensorId: "watchers" } }]);
  },
);

test.each<readonly [string, Said, string]>([
  ["on the ground", { type: "a-f-G-U-C" }, "not-in-the-air"],
  ["a hostile one at sea", { type: "a-h-S" }, "not-in-the-air"],
  ["chat", { type: "b-t-f" }, "not-an-object"],
  ["a spot on the map", { type: "b-m-p-s-m" }, "not-an-object"],
  ["of our own", { uid: "tocsin.site.track.1" }, "own-event"],
  ["of an exercise", { opex: "e-FLAG" }, "not-real"],
  ["of a simulation", { opex: "s" }, "not-real"],
  ["made by a simulator", { how: "m-s" }, "not-real"],
  ["stale", { timeUs: NOW_US - 10e6, staleUs: NOW_US - 1 }, "stale"],
  ["old and not stale", { timeUs: NOW_US - 31e6, staleUs: NOW_US + 9e6 }, "too-old"],
  ["of a time to come", { timeUs: NOW_US + 6e6 }, "from-the-future"],
  ["that begins later", { startUs: NOW_US + 60e6, staleUs: NOW_US + 90e6 }, "from-the-future"],
])("an event %s is refused", (_name, said, reason) => {
  expect(rejectsOf(push(assembler(), said))).toEqual([reason]);
});

test("what the site file asks for is taken, and what it does not is not", () => {
  const open = assembler({ takesGround: true, takesSpots: true, realOnly: false });
  for (const [index, said] of [{ type: "a-f-G" }, { type: "b-m-p-s-m" }, { opex: "e" }].entries())
    expect(detectionsOf(push(open, { ...said, uid: `U${index}` }))).toHaveLength(1);
  const friends = assembler({ sensors: { friendly: null, observed: null } });
  expect(rejectsOf(push(friends, {}))).toEqual(["not-asked-for"]);
});

test("the same event on two ways is one look", () => {
  const cot = assembler();
  push(cot, {});
  expect(rejectsOf(push(cot, {}, NOW_US + 1_000))).toEqual(["repeated-event"]);
  expect(detectionsOf(push(cot, { timeUs: NOW_US + 1e6 }, NOW_US + 1e6))).toHaveLength(1);
});

test("a friend that jumps farther than it can fly is doubted, and others go on", () => {
  const cot = assembler();
  push(cot, {});
  const far = POINT.replace("47.2", "49.2");
  const outputs = push(cot, { point: far, timeUs: NOW_US + 1e6 }, NOW_US + 1e6);
  expect(rejectsOf(outputs)).toEqual(["impossible-jump"]);
  const other = push(
    cot,
    { uid: "B", timeUs: NOW_US + 1e6, point: POINT.replace("8.7", "8.9") },
    NOW_US + 1e6,
  );
  expect(detectionsOf(other)).toHaveLength(1);
});
