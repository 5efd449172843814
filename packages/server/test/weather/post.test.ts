import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Weather } from "@tocsin/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { RunningPost } from "../run/post-harness.ts";
import { SITE } from "../run/post-process.ts";
import { freePort } from "../run/radar-feed.ts";

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "tocsin-weather-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const configOf = (port: number, more: object = {}): unknown => ({
  ...SITE,
  mode: "shadow",
  channels: [],
  inputs: [
    {
      type: "weather",
      id: "balloon",
      source: "Weather office",
      geoid_height_m: 30,
      transport: { type: "http", port },
      ...more,
    },
  ],
});
const recordOf = (changes: object = {}): object => ({
  type: "weather",
  time_unix_s: Math.floor(Date.now() / 1_000) - 600,
  levels: [
    { height_m: 5_000, wind_from_deg: 270, wind_mps: 20 },
    { height_m: 0, wind_from_deg: 180, wind_mps: 3, temperature_c: 15, pressure_hpa: 1_013 },
  ],
  ...changes,
});
/** `DDHHt`, the day and tenths of an hour, of half an hour ago. */
function dayAndHour(): string {
  const at = new Date(Date.now() - 1_800_000);
  const tenths = at.getUTCHours() * 10 + Math.floor(at.getUTCMinutes() / 6);
  return `${String(at.getUTCDate()).padStart(2, "0")}${String(tenths).padStart(3, "0")}`;
}
const stamp = new Date(Date.now() - 1_800_000).toISOString().replace(/\D/g, "");
const SOUNDING = `   PRES   HGHT   TEMP   DWPT   RELH   MIXR   DRCT   SKNT
    hPa     m      C      C      %    g/kg    deg   knot
 1010.0     20   20.0   11.0     56   8.20    200     10
  500.0   5700  -18.0  -30.0     34   0.60    270     45
Observation time: ${stamp.slice(2, 8)}/${stamp.slice(8, 12)}`;

const post = (port: number, body: string) =>
  fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });

const inForce = (running: RunningPost): readonly (Weather | null)[] =>
  running.effects.flatMap((effect) => (effect.type === "air" ? [effect.weather] : []));

test("a profile that is posted comes into force once, and still is after a restart", async () => {
  const port = await freePort();
  const running = new RunningPost({ config: configOf(port), dataDir });
  await running.ready;
  const body = JSON.stringify(recordOf());
  expect((await post(port, body)).ok).toBe(true);
  const { weather } = await running.untilEffect("air");
  expect(weather).toMatchObject({
    source: "Weather office",
    levels: [
      { heightM: 30, northMps: 3, temperatureK: 288.15, pressurePa: 101_300 },
      { heightM: 5_030, eastMps: 20 },
    ],
  });
  expect((weather?.untilUs ?? 0) - (weather?.observedUs ?? 0)).toBe(6 * 3_600 * 1e6);
  await post(port, body);
  await post(port, JSON.stringify(recordOf({ levels: [] })));
  await running.untilFault("INPUT_REJECTED", /levels must be at least 2/);
  expect(inForce(running)).toHaveLength(1);
  await running.stop();

  const again = new RunningPost({ config: configOf(port), dataDir });
  await again.ready;
  const before = (weather?.observedUs ?? 0) / 1e6 - 60;
  await post(port, JSON.stringify(recordOf({ time_unix_s: before })));
  const { detail } = await again.untilFault("WEATHER_REFUSED");
  expect(detail).toBe("it is older than that of Weather office, which is in force: not used");
  await again.stop();
});

test.each([
  ["sounding", SOUNDING, 45],
  ["metcm", `METCM2 XXXXXX ${dayAndHour()}2 000101 00270010 29381013 05270039 28000825`, 39],
])("a %s comes into force", async (format, text, knots) => {
  const port = await freePort();
  const running = new RunningPost({ config: configOf(port, { format }), dataDir });
  await running.ready;
  await post(port, text);
  const { weather } = await running.untilEffect("air");
  const top = weather?.levels.at(-1);
  expect(Math.hypot(top?.eastMps ?? 0, top?.northMps ?? 0)).toBeCloseTo((knots * 1852) / 3600, 6);
  await post(port, "hello");
  await running.untilFault("INPUT_REJECTED", /not-a-profile|this is no/);
  await running.stop();
});
