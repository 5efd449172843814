import { gunzipSync } from "node:zlib";
import { checkLook } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { AdsbAssembler, type AdsbOutput } from "../../src/adapters/adsb/assembler.ts";
import type { AircraftReport } from "../../src/adapters/adsb/decode/aircraft-report.ts";
import { addressFrom } from "../../src/adapters/adsb/decode/aircraft-report.ts";
import { decodeReadsbJson } from "../../src/adapters/adsb/decode/readsb-json.ts";
import { apartM, configOf, NOW_US, placeOf } from "./aircraft-feed.ts";
import { absent, BEAST, readReal, SPOOFING, TRACE } from "./real-data.ts";
import { framesOf } from "./recorded-frames.ts";

const anywhere = configOf({ rangeMaxM: 3e7 });
const looksOf = (outputs: readonly AdsbOutput[]) =>
  outputs.flatMap((output) => (output.type === "look" ? [output.look] : []));
const positionsOf = (outputs: readonly AdsbOutput[]) =>
  looksOf(outputs).flatMap(({ detections }) =>
    detections.flatMap((each) => (each.kind === "position" ? [each] : [])),
  );

describe.skipIf(absent(BEAST))("a recorded Beast stream", () => {
  const frames = framesOf(readReal(BEAST));

  test("is 185 short and 54 long messages, all of them sound", () => {
    const lengths = frames.map(({ message }) => message.length);
    expect([lengths.filter((n) => n === 7).length, lengths.filter((n) => n === 14).length]).toEqual(
      [185, 54],
    );
    const assembler = new AdsbAssembler(anywhere);
    const outputs = frames.flatMap((frame) =>
      assembler.pushFrame(frame, NOW_US + Math.round(frame.ticks / 12)),
    );
    const reasons = outputs.flatMap((output) => (output.type === "reject" ? [output.reason] : []));
    expect(new Set(reasons)).toEqual(new Set(["unknown-address"]));
  });

  test("shows the one aircraft that told its place, moving as it says", () => {
    const assembler = new AdsbAssembler(anywhere);
    const positions = positionsOf(
      frames.flatMap((frame) => assembler.pushFrame(frame, NOW_US + Math.round(frame.ticks / 12))),
    );
    expect(positions.map(({ identity }) => identity?.aircraftAddress)).toEqual(
      Array.from({ length: 3 }, () => "48520A"),
    );
    expect(positions[2].identity).toMatchObject({ callsign: "TRA89M", mode3A: "5516" });
    const [first, , last] = positions;
    const seconds = (last.sensedUs - first.sensedUs) / 1e6;
    const speed = Math.hypot(first.velocity?.eastMps ?? 0, first.velocity?.northMps ?? 0);
    expect(apartM(placeOf(first), placeOf(last)) / seconds).toBeCloseTo(speed, -1);
    expect(last.heightM).toBeCloseTo((38_000 + 250) * 0.3048, 6);
  });
});

describe.skipIf(absent(TRACE))("a recorded trace of readsb", () => {
  test("shows the whole day of one aircraft in the air, and nobody to doubt", () => {
    const { reports, rejects } = decodeReadsbJson(readReal(TRACE).toString("utf8"));
    expect(rejects).toEqual([]);
    const assembler = new AdsbAssembler(anywhere);
    const outputs = reports.flatMap((report) => assembler.pushReport(report, report.timeUs ?? 0));
    const airborne = reports.filter(({ onGround }) => onGround !== true).length;
    expect(looksOf(outputs)).toHaveLength(airborne);
    expect(airborne).toBeGreaterThan(1_000);
    for (const look of looksOf(outputs)) expect(checkLook(look)).toMatchObject({ ok: true });
    expect(outputs.filter(({ type }) => type === "health")).toEqual([]);
    const withHeight = positionsOf(outputs).filter(({ heightM }) => heightM !== null);
    expect(withHeight.length).toBeGreaterThan(0.9 * airborne);
  });
});

interface Columns {
  readonly timestamp: Record<string, number>;
  readonly icao24: Record<string, string>;
  readonly latitude: Record<string, number>;
  readonly longitude: Record<string, number>;
  readonly groundspeed: Record<string, number>;
  readonly track: Record<string, number>;
  readonly vertical_rate: Record<string, number>;
  readonly altitude: Record<string, number>;
}

function* spoofedReports(): Generator<AircraftReport> {
  const columns = JSON.parse(gunzipSync(readReal(SPOOFING)).toString("utf8")) as Columns;
  const rows = Object.keys(columns.timestamp).sort(
    (a, b) => columns.timestamp[a] - columns.timestamp[b],
  );
  for (const row of rows) {
    const named = addressFrom(columns.icao24[row]);
    const latitudeDeg = columns.latitude[row];
    if (named === null || latitudeDeg === null) continue;
    yield {
      ...named,
      timeUs: columns.timestamp[row] * 1_000,
      place: { latitudeDeg, longitudeDeg: columns.longitude[row] },
      isMultilaterated: false,
      onGround: null,
      pressureAltitudeFt: columns.altitude[row],
      geometricHeightFt: null,
      groundSpeedKt: columns.groundspeed[row],
      trackDeg: columns.track[row],
      climbFtPerMin: columns.vertical_rate[row],
      callsign: null,
      squawk: null,
      nacP: null,
      nacV: null,
      gva: null,
      containmentM: null,
      signalDb: null,
    };
  }
}

describe.skipIf(absent(SPOOFING))("a flight whose position is made up by a jammer", () => {
  test("is doubted, and goes on being shown", () => {
    const assembler = new AdsbAssembler(anywhere);
    const doubted = new Set<string>();
    let reports = 0;
    let looks = 0;
    let jumps = 0;
    for (const report of spoofedReports()) {
      reports++;
      for (const output of assembler.pushReport(report, report.timeUs ?? 0)) {
        if (output.type === "look") looks++;
        if (output.type === "reject" && output.reason === "impossible-jump") jumps++;
        if (output.type !== "health" || output.status !== "degraded") continue;
        for (const [name] of output.reason.matchAll(/\b[0-9A-F]{6}\b/g)) doubted.add(name);
      }
    }
    expect({ reports, looks, jumps }).toEqual({ reports: 8_670, looks: 8_643, jumps: 27 });
    expect([...doubted]).toEqual(["4BAAC6"]);
  });
});
