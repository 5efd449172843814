import { expect, test } from "vitest";
import { parseSiteConfig } from "./parse-site-config.ts";

const cap = (directory: string) => ({ type: "cap-file", directory, sender: "warning@example.org" });
const webhook = (url: string) => ({ type: "webhook", url, secret_file: "secret" });
const relay = (host: string) => ({
  type: "modbus-relay",
  host,
  outputs: [{ area: "hospital", stage: "take-cover", coil: 1 }],
});

/** What is wrong with two channels, one for live and one for drills. */
function problemsOf(live: object, drill: object): readonly string[] {
  const parsed = parseSiteConfig({
    site: { id: "s", name: "S", latitude_deg: 33.3, longitude_deg: 44.4, ground_height_m: 0 },
    areas: [
      {
        id: "hospital",
        name: "Hospital",
        owner: "Trust",
        protection: "protected",
        circle: { latitude_deg: 33.3, longitude_deg: 44.4, radius_m: 300 },
      },
    ],
    channels: [
      { ...live, id: "live", modes: ["live"] },
      { ...drill, id: "drill", modes: ["drill"] },
    ],
  });
  return parsed.ok ? [] : parsed.problems.map(({ message }) => message);
}

test.each([
  [cap("/var/cap"), cap("/var/cap/")],
  [cap("out/cap"), cap("./out//./x/../cap")],
  [webhook("https://example.org/hook"), webhook("https://EXAMPLE.org:443/a/../hook#drill")],
  [relay("plc.local"), relay("PLC.local")],
])("one place is one however it is written: %j and %j", (live, drill) => {
  expect(problemsOf(live, drill)).toEqual([
    expect.stringContaining("`drill` ends where `live` does, which carries live"),
  ]);
});

test.each([
  [cap("/var/cap"), cap("var/cap")],
  [cap("../cap"), cap("cap")],
  [webhook("https://example.org/hook"), webhook("https://example.org/hook?of=drill")],
  [relay("plc-1.local"), relay("plc-2.local")],
])("two places are two: %j and %j", (live, drill) => {
  expect(problemsOf(live, drill)).toEqual([]);
});
