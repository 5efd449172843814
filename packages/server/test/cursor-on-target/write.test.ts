import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Mode } from "@tocsin/core";
import type { PictureTrack } from "@tocsin/sdk";
import {
  decodeFrame,
  decodeMesh,
} from "../../src/adapters/cursor-on-target/decode/decode-frame.ts";
import type { CotEvent } from "../../src/adapters/cursor-on-target/decode/cot-event.ts";
import { createEventFramer } from "../../src/adapters/cursor-on-target/decode/event-framer.ts";
import {
  encodeEvent,
  type EventForm,
} from "../../src/adapters/cursor-on-target/write/encode-event.ts";
import type { OutgoingEvent } from "../../src/adapters/cursor-on-target/write/outgoing-event.ts";
import {
  impactEvent,
  trackEvent,
  trackType,
} from "../../src/adapters/cursor-on-target/write/track-event.ts";
import { NOW_US } from "./world.ts";

const ELLIPSE = { majorM: 21.46, minorM: 10, bearingDeg: 30 };
const TRACK: PictureTrack = {
  id: "7",
  label: "T1",
  status: "confirmed",
  place: [40.001, 20.002],
  heightM: 320,
  ellipse: ELLIPSE,
  speedMps: 50,
  courseDeg: 270,
  climbMps: -30,
  existence: 0.99,
  class: "fixed-wing-drone",
  classProbability: 0.9,
  identity: null,
  sources: { independent: 1, authenticated: 0, groups: [] },
  masked: false,
  lastSensedUs: NOW_US,
  trail: [],
  impact: { place: [40, 20], ellipse: ELLIPSE, fromUs: NOW_US, toUs: NOW_US + 9e6, weight: 1 },
  threatens: ["area"],
};
const setting = (mode: Mode = "live") => ({ siteId: "site", mode, atUs: NOW_US });
const EVENT = trackEvent(TRACK, setting());

/** Reads what was written as one event, through the framing of its form. */
function readBack(event: OutgoingEvent, form: EventForm): CotEvent {
  const octets = encodeEvent(event, form);
  const framed = form === "tak-mesh" ? [] : createEventFramer().push(octets);
  const decoded =
    form === "tak-mesh"
      ? [decodeMesh(octets)]
      : framed.map((each) => {
          if (each.type !== "frame") throw new Error(each.reason);
          return decodeFrame(each.bytes);
        });
  const [only] = decoded;
  if (decoded.length !== 1 || only === undefined || !only.ok)
    throw new Error(JSON.stringify(decoded));
  return only.event;
}

const FORMS: readonly EventForm[] = ["xml", "tak-stream", "tak-mesh"];

test.each(FORMS)(
  "a track written as %s says where it is, how sure, how fast and until when",
  (form) => {
    expect(readBack(EVENT, form)).toMatchObject({
      uid: "tocsin.site.track.7",
      type: "a-h-A-M-F-Q",
      operation: "o",
      timeUs: NOW_US,
      staleUs: NOW_US + 10e6,
      latitudeDeg: expect.closeTo(40.001, 7),
      longitudeDeg: expect.closeTo(20.002, 7),
      heightM: 320,
      // A 90 % ellipse reaches 2.146 sigmas.
      circularErrorM: expect.closeTo(10, 1),
      linearErrorM: null,
      callsign: "T1",
      speedMps: expect.closeTo(40, 5),
      courseDeg: 270,
    });
  },
);

test.each<readonly [Partial<PictureTrack>, string]>([
  [{}, "a-h-A-M-F-Q"],
  [{ threatens: [] }, "a-u-A-M-F-Q"],
  [{ classProbability: 0.4 }, "a-u-A"],
  [{ masked: true }, "a-a-A"],
  [{ class: "multirotor" }, "a-h-A-M-H-Q"],
  [{ class: "rocket" }, "a-h-A-W"],
  [{ class: "missile" }, "a-h-A-W-M"],
  [{ class: "aircraft" }, "a-u-A"],
  [{ class: "bird", threatens: [] }, "a-u-A"],
])("a track with %j is of type %s", (changes, type) => {
  expect(trackType({ ...TRACK, ...changes })).toBe(type);
});

describe("what is not the real thing", () => {
  test.each<readonly [Mode, string, string]>([
    ["drill", "e", "DRILL: T1"],
    ["simulation", "s", "SIMULATION: T1"],
    ["replay", "s", "REPLAY: T1"],
    ["shadow", "e", "SHADOW: T1"],
  ])("of mode %s says so in its operation and its name", (mode, operation, callsign) => {
    expect(readBack(trackEvent(TRACK, setting(mode)), "xml")).toMatchObject({
      operation,
      callsign,
    });
  });
});

test("what falls has an ellipse where it would come down, what flies has none", () => {
  const impact = impactEvent(TRACK, setting());
  if (impact === null) throw new Error("no impact");
  expect(new TextDecoder().decode(encodeEvent(impact, "xml"))).toContain(
    `<shape><ellipse major="21.5" minor="10.0" angle="30.0"/></shape>`,
  );
  expect(impactEvent({ ...TRACK, impact: null }, setting())).toBeNull();
});

test("any text comes back as it was, but for what XML cannot carry, and forges nothing", () => {
  expect.hasAssertions();
  const fit = /[^\t\n\r\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\u{10000}-\u{10ffff}]/gu;
  const hostile = fc.constantFrom(
    "</event>",
    "<![CDATA[",
    "&",
    "]]>",
    `"/><point lat="1"`,
    "\u0000",
    "\ud800",
    "\n",
  );
  const text = fc.array(fc.oneof(fc.string({ unit: "binary" }), hostile), { maxLength: 6 });
  fc.assert(
    fc.property(text, (parts) => {
      const callsign = `x${parts.join("")}`;
      const details = [{ name: "remarks", inside: callsign, attributes: { source: callsign } }];
      const event = { ...EVENT, callsign, details };
      expect(readBack(event, "xml").callsign).toBe(callsign.toWellFormed().replaceAll(fit, ""));
      expect(readBack(event, "tak-stream").callsign).toBe(callsign.toWellFormed());
    }),
    { seed: 7, numRuns: 5_000 },
  );
});
