import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { normal, randomFrom } from "../../bench/impact-random.ts";
import {
  findRecordings,
  judgeRecording,
  type Outcome,
} from "../../bench/recorded/judge-recording.ts";
import { standardAtmosphereWithWind } from "../../src/atmosphere/atmosphere.ts";
import { createEnvironment } from "../../src/motion/environment.ts";
import { stepBallistic } from "../../src/motion/ballistic.ts";

const DATA = process.env["TOCSIN_DATA"] ?? join(import.meta.dirname, "../../../../../shared/data");
const FLIGHTS = process.env["TOCSIN_FLIGHTS"] ?? "";
const folder = mkdtempSync(join(tmpdir(), "tocsin-recorded-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function present(path: string, variable: string): boolean {
  if (path !== "" && existsSync(path)) return true;
  process.stderr.write(
    `skipped: ${path === "" ? `${variable} names no folder` : `${path} is absent (set ${variable})`}\n`,
  );
  return false;
}

interface Flight {
  readonly times: readonly number[];
  readonly heights: readonly number[];
}

/** Three seconds of motor, a coast whose drag is drawn, and a parachute; heights every twentieth of a second. */
function flown(seed: number): Flight {
  const random = randomFrom(seed);
  const env = createEnvironment(
    { latitudeRad: 0.6, longitudeRad: 0, heightM: 0 },
    standardAtmosphereWithWind(),
  );
  const state = Float64Array.of(0, 0, 0, 0, 0, 0, Math.log(4e-4) + 0.6 * normal(random));
  const push = 60 + 25 * random();
  const lean = 0.06 + 0.1 * random();
  const scale = 1 + 0.03 * normal(random);
  const times: number[] = [];
  const heights: number[] = [];
  for (let t = 0, up = true; t < 60 && times.length < 1000; t += 0.05) {
    times.push(t);
    heights.push(state[2] / scale + 1.5 * normal(random));
    if (up) stepBallistic(state, 0.05, env, state);
    else state[2] -= 20 * 0.05;
    if (t < 3) {
      state[3] += push * lean * 0.05;
      state[5] += (push + 9.8) * 0.05;
    } else if (state[5] < -3) up = false;
  }
  return { times, heights };
}

function judged(name: string, content: string | Uint8Array): Outcome {
  const path = join(folder, name);
  writeFileSync(path, content);
  return judgeRecording(path);
}

const FEET = 1 / 0.3048;
const comma = (value: number, digits: number): string => value.toFixed(digits).replace(".", ",");

describe("the log of an altimeter, however it is written", () => {
  const flight = flown(7);
  const table = (head: string, row: (t: number, h: number) => string, end = "\n"): string =>
    [...(head === "" ? [] : [head]), ...flight.times.map((t, i) => row(t, flight.heights[i]))].join(
      end,
    );
  const plain = table("time,height", (t, h) => `${t.toFixed(2)},${h.toFixed(1)}`);
  const expected = judged("plain.csv", plain);
  if (expected.kind !== "rocket") throw new Error("the plain log is no rocket's");
  const words = "Altimeter 3\nFirmware 1.2\n";
  test.each([
    [
      "feet that the head names",
      table("Time (s), Altitude (Ft-AGL)", (t, h) => `${t.toFixed(2)}, ${(h * FEET).toFixed(1)}`),
    ],
    [
      "feet that nobody names",
      table("Time,Altitude,Volts", (t, h) => `${t.toFixed(2)},${(h * FEET).toFixed(1)},9.1V`),
    ],
    [
      "semicolons, decimal commas, CRLF and a byte order mark",
      `\uFEFF${table("Time;Altitude;Events;", (t, h) => `${comma(t, 2)};${comma(h, 1)};-;`, "\r\n")}`,
    ],
    [
      "milliseconds and a quoted head",
      table('"T";"Alt"', (t, h) => `${(1000 * t).toFixed(0)};${h.toFixed(1)}`),
    ],
    ["tabs and no head", table("", (t, h) => `${t.toFixed(2)}\t${h.toFixed(1)}\t76.7F`)],
    [
      "a head of words over a table of commas",
      table("# MET Acc iAlt", (t, h) => `${t.toFixed(2)},1.5,${(h * FEET).toFixed(1)}`),
    ],
    [
      "tenths of a second that the head names",
      table(
        "link,ts[deciseconds],altitude[m]",
        (t, h) => `1,${(10 * t).toFixed(1)},${h.toFixed(1)}`,
      ),
    ],
    ["words before the head", words + plain],
    ["rows sorted as words", ["time,height", ...plain.split("\n").slice(1).sort()].join("\n")],
    ["gzip", gzipSync(plain)],
    ["two octets a letter", new Uint8Array([0xff, 0xfe, ...Buffer.from(plain, "utf16le")])],
  ])("%s", (name, content) => {
    const outcome = judged(`${name.replaceAll(" ", "-")}.csv`, content);
    if (outcome.kind !== "rocket") throw new Error(`${name}: ${JSON.stringify(outcome)}`);
    expect(outcome.coast.apogeeM / expected.coast.apogeeM).toBeCloseTo(1, 2);
    expect(Math.abs(outcome.coast.burnOutS - expected.coast.burnOutS)).toBeLessThan(0.3);
    const [, said] = outcome.predictions;
    const [, sameSaid] = expected.predictions;
    const ratio = (said.said?.heightM.middle ?? 0) / (sameSaid.said?.heightM.middle ?? 1);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.02);
  });

  test.each([
    ["nothing", ""],
    ["no table", "dear diary\n"],
    ["octets", new Uint8Array(4000).map((_, i) => (i * 151) & 255)],
    ["a damaged archive", gzipSync(plain).subarray(0, 200)],
    ["a rocket that stayed", table("time,height", (t) => `${t.toFixed(2)},0.3`)],
  ])("%s is no flight, and is said to be none", (name, content) => {
    const outcome = judged(`${name.replaceAll(" ", "-")}.csv`, content);
    expect(outcome.kind).toBe("none");
    expect(outcome.kind === "none" && outcome.why.length).toBeGreaterThan(5);
  });
});

describe("intervals", () => {
  test("of drawn flights, whose barometers err in fewer ways than real ones, hold, and get narrower", () => {
    const outcomes = Array.from({ length: 24 }, (_, i) => {
      const { times, heights } = flown(100 + i);
      const rows = times.map((t, k) => `${t.toFixed(2)},${heights[k].toFixed(2)}`);
      return judged("drawn.csv", ["time,height", ...rows].join("\n"));
    });
    const said = outcomes.flatMap((outcome) =>
      outcome.kind === "rocket" ? outcome.predictions.filter((one) => one.said !== null) : [],
    );
    expect(said.length).toBeGreaterThan(60);
    const held = said.filter(({ heightHeld }) => heightHeld).length / said.length;
    const timely = said.filter(({ timeHeld }) => timeHeld).length / said.length;
    process.stdout.write(`drawn flights: height ${held.toFixed(2)}, time ${timely.toFixed(2)}\n`);
    expect(held).toBeGreaterThan(0.9);
    expect(timely).toBeGreaterThan(0.9);
    const width = (seconds: number): number =>
      said
        .filter((one) => one.seconds === seconds)
        .reduce(
          (sum, one) =>
            sum + (one.said === null ? 0 : one.said.heightM.high - one.said.heightM.low),
          0,
        );
    expect(width(4)).toBeLessThan(0.6 * width(2));
  });

  test("are not given to what slows by less than a free body", () => {
    const rows = Array.from({ length: 400 }, (_, i) => {
      const t = i / 20;
      const h = t < 2 ? 40 * t * t : 160 + 160 * (t - 2) - 2.5 * (t - 2) ** 2;
      return `${t},${(h - Math.max(0, t - 18) * 600).toFixed(1)}`;
    });
    const outcome = judged("glides.csv", ["time (s),height (m)", ...rows].join("\n"));
    if (outcome.kind !== "rocket") throw new Error(JSON.stringify(outcome));
    for (const { said, why } of outcome.predictions) {
      expect(said).toBeNull();
      expect(why).toMatch(/less than a free body/);
    }
  });

  const isSounding = present(join(DATA, "rockets"), "TOCSIN_DATA");
  test.skipIf(!isSounding)("hold for the sounding rockets at hand", () => {
    expect(shareHeld(join(DATA, "rockets"))).toBe(1);
  });

  const isMore = present(FLIGHTS, "TOCSIN_FLIGHTS");
  test.skipIf(!isMore)("hold for a folder of other flights", () => {
    expect(shareHeld(FLIGHTS)).toBeGreaterThan(0.8);
  });
});

function shareHeld(path: string): number {
  const said = findRecordings([path])
    .map((name) => judgeRecording(name))
    .flatMap((outcome) => (outcome.kind === "rocket" ? outcome.predictions : []))
    .filter((prediction) => prediction.said !== null);
  const held = said.filter(({ heightHeld }) => heightHeld).length;
  process.stdout.write(`${path}: ${held} of ${said.length} heights held\n`);
  return held / said.length;
}

describe("the end of a fireball's light", () => {
  const settings = (speed: string): string =>
    [
      "[met]",
      "name = test",
      "mass0 = 1.0 # kg",
      "lat0 = -30.0",
      "lon0 = 130.0",
      "z0 = 20000",
      `vtot0 = ${speed}`,
      "zenangle = 30",
      "azimuth0 = 90",
      "[gnd]",
      "atmosprofile = ./wind-of-test.csv",
      "gndlvl = 100",
    ].join("\r\n");
  writeFileSync(
    join(folder, "wind-of-test.csv"),
    "# Height, TempK, Press, RHum, Wind, WDir\n0,290,1013,10,20,180\n30000,220,10,10,20,180\n",
  );

  test("comes down onward, and a wind from the south carries it north by its whole way", () => {
    const outcome = judged("event.cfg", settings("3000"));
    if (outcome.kind !== "fireball") throw new Error(JSON.stringify(outcome));
    const { calm, windy } = outcome;
    if ("why" in calm || windy === null || "why" in windy) throw new Error("nothing said");
    expect(calm.eastM).toBeGreaterThan(2000);
    expect(Math.abs(calm.northM)).toBeLessThan(200);
    const carried = (windy.northM - calm.northM) / (20 * windy.afterS);
    expect(carried).toBeGreaterThan(0.8);
    expect(carried).toBeLessThan(1.05);
  });

  test("is said to lack what it lacks", () => {
    expect(judged("bad.cfg", settings("fast"))).toMatchObject({
      kind: "none",
      why: "it lacks vtot0",
    });
  });
});

describe("places of aircraft and drones", () => {
  /** Two aircraft that cross at heights apart, a report every five seconds for ten minutes. */
  const reports = Array.from({ length: 240 }, (_, i) => {
    const [which, t] = [i % 2, 5 * (i >> 1)];
    return {
      icao24: which === 0 ? "4b1a2b" : "3c6444",
      timestamp: 1_700_000_000_000 + 1000 * t,
      latitude: 47 + (which === 0 ? 0.0018 * t - 0.5 : 0.1),
      longitude: 8.3 + (which === 0 ? 0 : 0.0026 * t - 0.9),
      altitude: which === 0 ? 30_000 : 20_000,
      groundspeed: 400,
    };
  });
  const columns = Object.keys(reports[0]) as (keyof (typeof reports)[number])[];
  const table = (delimiter: string): string =>
    [columns, ...reports.map((report) => columns.map((name) => report[name]))]
      .map((cells) => cells.join(delimiter))
      .join("\n");
  const byColumn = Object.fromEntries(
    columns.map((name) => [name, Object.fromEntries(reports.map((one, i) => [i, one[name]]))]),
  );
  test.each([
    ["table.csv", table(",")],
    ["semicolons.csv", table(";")],
    ["records.json", JSON.stringify(reports)],
    ["columns.json.gz", gzipSync(JSON.stringify(byColumn))],
  ])("%s: each has one track, and none is a rocket", (name, content) => {
    const outcome = judged(name, content);
    expect(outcome).toMatchObject({
      kind: "movements",
      watched: { radar: "air", flights: 2, single: 2, swapped: 0, ballisticShare: 0 },
    });
  });

  test("a track in GPX of a drone is seen by a near radar", () => {
    const points = Array.from({ length: 200 }, (_, t) => {
      const angle = t / 15;
      const [lat, lon] = [47 + 0.001 * Math.sin(angle), 8 + 0.0015 * Math.cos(angle)];
      const time = new Date(1_700_000_000_000 + 1000 * t).toISOString();
      return `<trkpt lat="${lat}" lon="${lon}"><ele>${500 + 5 * Math.sin(t / 9)}</ele><time>${time}</time></trkpt>`;
    });
    const outcome = judged("drone.gpx", `<?xml version="1.0"?><gpx>${points.join("\n")}</gpx>`);
    expect(outcome).toMatchObject({
      kind: "movements",
      watched: { radar: "near", flights: 1, single: 1, ballisticShare: 0 },
    });
  });
});
