import { describe, expect, test } from "vitest";
import type { Framed } from "@tocsin/sdk";
import {
  decodeFrame,
  decodeMesh,
} from "../../src/adapters/cursor-on-target/decode/decode-frame.ts";
import { createEventFramer } from "../../src/adapters/cursor-on-target/decode/event-framer.ts";
import { EVENT_OCTETS_MAX } from "../../src/adapters/cursor-on-target/decode/cot-event.ts";
import { joined, meshed, NOW_US, octets, POINT, streamed, takOf, xmlOf } from "./world.ts";

const read = (text: string) => decodeFrame(octets(text));

const EXPECTED = {
  uid: "ANDROID-1",
  type: "a-f-A-M-F-Q",
  how: "m-g",
  operation: "",
  timeUs: NOW_US,
  startUs: NOW_US,
  staleUs: NOW_US + 60e6,
  latitudeDeg: 47.2,
  longitudeDeg: 8.7,
  heightM: 620,
  circularErrorM: 12,
  linearErrorM: 20,
  callsign: "RAVEN 1",
  speedMps: 30,
  courseDeg: 90,
};

describe("an event", () => {
  test("is the same in XML, with a declaration or without, and in the TAK protocol", () => {
    const declared = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xmlOf()}\n`;
    for (const decoded of [read(xmlOf()), read(declared), decodeMesh(meshed(takOf()))])
      expect(decoded).toEqual({ ok: true, event: EXPECTED });
  });

  test.each([
    ["9999999.0", null],
    ["999999", null],
    ["0", null],
    ["abc", null],
    ["12.5", 12.5],
  ])("with an error of %s has one of %s", (ce, circularErrorM) => {
    const point = `<point lat="47.2" lon="8.7" hae="9999999.0" ce="${ce}" le="9999999"/>`;
    expect(read(xmlOf({ point }))).toMatchObject({
      ok: true,
      event: { heightM: null, circularErrorM, linearErrorM: null },
    });
  });

  test("has times in any zone, to the microsecond", () => {
    const text = xmlOf().replace(/ time="[^"]*"/, ` time="2026-03-01T06:00:00.000125+02:00"`);
    expect(read(text)).toMatchObject({ event: { timeUs: NOW_US + 125 } });
  });

  test("has a name in any script, and with what XML escapes", () => {
    const detail = `<contact callsign="&lt;Ra&#xFC;ve &amp; &quot;雀&quot;&gt;"/>`;
    expect(read(xmlOf({ detail }))).toMatchObject({ event: { callsign: `<Raüve & "雀">` } });
  });
});

describe("what is refused", () => {
  const bomb = `<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`;
  test.each([
    ["an entity bomb", `${bomb}${xmlOf({ uid: "&c;" })}`, "forbidden-markup"],
    ["one after a declaration", `<?xml version="1.0"?>${bomb}${xmlOf()}`, "forbidden-markup"],
    [
      "an external entity",
      `<!DOCTYPE e SYSTEM "file:///etc/passwd">${xmlOf()}`,
      "forbidden-markup",
    ],
    ["an entity that nothing declares", xmlOf({ uid: "&c;" }), "not-an-event"],
    ["a processing instruction", xmlOf({ detail: "<?run now?>" }), "forbidden-markup"],
    ["CDATA", xmlOf({ detail: "<![CDATA[</event>]]>" }), "forbidden-markup"],
    ["a comment", xmlOf({ detail: "<!-- -->" }), "forbidden-markup"],
    ["two points", xmlOf({ point: POINT + POINT }), "not-an-event"],
    ["an attribute twice", xmlOf().replace("how=", `uid="B" how=`), "not-an-event"],
    ["tags that cross", xmlOf({ detail: "<a><b></a></b>" }), "not-an-event"],
    ["depth", xmlOf({ detail: "<a>".repeat(100) + "</a>".repeat(100) }), "not-an-event"],
    ["another root", "<auth><cot/></auth>", "not-an-event"],
    ["no point", xmlOf({ point: "" }), "malformed-event"],
    ["no place on the Earth", xmlOf({ point: `<point lat="91" lon="8"/>` }), "malformed-event"],
    ["no name", xmlOf({ uid: "" }), "malformed-event"],
    ["no type", xmlOf({ type: "<" }), "not-an-event"],
    ["a type of other letters", xmlOf({ type: "a-f-A M" }), "malformed-event"],
    ["no time", xmlOf().replace(/ time="[^"]*"/, ` time="yesterday"`), "malformed-event"],
  ])("%s", (_name, text, reason) => {
    expect(read(text)).toMatchObject({ ok: false, reason });
  });

  test("what is too long, before it is parsed", () => {
    const detail = `<a b="${"x".repeat(EVENT_OCTETS_MAX)}"/>`;
    expect(read(xmlOf({ detail }))).toMatchObject({ reason: "event-too-long" });
  });

  test("what is not UTF-8", () => {
    const bytes = joined(octets(xmlOf().slice(0, 60)), Uint8Array.of(0xff, 0xfe));
    expect(decodeFrame(bytes)).toMatchObject({ reason: "not-an-event" });
  });

  test("a version of the TAK protocol that is not read, and a message without an event", () => {
    expect(decodeMesh(Uint8Array.of(0xbf, 2, 0xbf, 1))).toMatchObject({ reason: "not-an-event" });
    expect(decodeMesh(Uint8Array.of(0xbf, 1, 0xbf))).toMatchObject({ reason: "no-event" });
  });
});

describe("a stream", () => {
  const events = [xmlOf({ uid: "A" }), xmlOf({ uid: "B" })];
  const declared = `<?xml version="1.0"?>${xmlOf({ uid: "C" })}`;
  const whole = joined(
    octets(`${events.join("")}\n${declared}`),
    streamed(takOf()),
    octets(` ${xmlOf({ uid: "D" }).replace("</event>", "</event\n>")}`),
  );
  const NAMES = ["A", "B", "C", "ANDROID-1", "D"];
  const namesOf = (found: readonly Framed[]): readonly string[] =>
    found.map((each) => {
      if (each.type !== "frame") return each.reason;
      const decoded = decodeFrame(each.bytes);
      return decoded.ok ? decoded.event.uid : decoded.reason;
    });

  test("of events back to back, in both forms, is cut into them wherever it is cut", () => {
    for (const size of [1, 2, 7, 100, whole.length]) {
      const framer = createEventFramer();
      const found: Framed[] = [];
      for (let at = 0; at < whole.length; at += size)
        found.push(...framer.push(whole.subarray(at, at + size)));
      expect(namesOf([...found, ...framer.end(true)])).toEqual(NAMES);
    }
  });

  test("goes on after an event that is too long, and is lost at a length that cannot be", () => {
    const long = xmlOf({ detail: `<a b="${"x".repeat(EVENT_OCTETS_MAX)}"/>` });
    const framer = createEventFramer();
    expect(namesOf(framer.push(octets(long + xmlOf({ uid: "E" }))))).toEqual([
      "event-too-long",
      "E",
    ]);
    const lost = Uint8Array.of(0xbf, 0xff, 0xff, 0xff, 0x7f);
    expect(framer.push(lost)).toMatchObject([{ type: "lost", reason: "bad-length" }]);
    expect(framer.push(octets(xmlOf()))).toEqual([]);
  });

  test("that ends within an event says so", () => {
    const framer = createEventFramer();
    expect(framer.push(octets(xmlOf().slice(0, 50)))).toEqual([]);
    expect(framer.end(false)).toMatchObject([{ type: "refused", reason: "cut-off" }]);
    expect(framer.end(true)).toEqual([]);
  });
});
