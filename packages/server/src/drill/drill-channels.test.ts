import { parseSiteConfig, type SiteConfig } from "@tocsin/sdk";
import { describe, expect, test } from "vitest";
import { drillChannels, isLeftToDrills, livePagesOf } from "./drill-channels.ts";

/** Every kind of channel there is, for one mode; `n` keeps their ends apart. */
const everyKind = (mode: string, n: number): readonly object[] => {
  const of = (type: string, fields: object) => ({
    type,
    id: `${type}-${mode}`,
    modes: [mode],
    ...fields,
  });
  return [
    of("log", {}),
    of("cap-file", { directory: `cap-${mode}`, sender: "a@b" }),
    of("sapient", { transport: { type: "tcp", host: "127.0.0.1", port: 5_000 + n } }),
    of("cursor-on-target", { transport: { type: "tcp", host: "127.0.0.1", port: 5_100 + n } }),
    of("mqtt-sirens", { url: "mqtt://127.0.0.1", sirens: [{ id: "roof" }] }),
    of("people", { port: 5_200 + n }),
    of("webhook", { url: `https://example.org/${mode}`, secret_file: "secret" }),
    of("modbus-relay", {
      host: "127.0.0.1",
      outputs: [{ area: "lock", stage: "take-cover", coil: n }],
    }),
  ];
};
const SITE = {
  site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
  mode: "live",
  areas: [
    {
      id: "lock",
      name: "Lock",
      owner: "Owner",
      protection: "protected",
      circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 500 },
    },
  ],
};
function siteWith(channels: readonly object[]): SiteConfig {
  const parsed = parseSiteConfig({ ...SITE, channels });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config;
}

describe("drillChannels", () => {
  const modes = ["live", "shadow", "replay", "drill", "simulation"];
  const everything = siteWith(modes.flatMap(everyKind));

  test("of every kind in every mode only those that are of drills", () => {
    const { channels, leftOut } = drillChannels(everything);
    expect(channels).toHaveLength(8);
    expect(leftOut).toEqual([]);
    for (const channel of channels) expect(channel.modes).toEqual(["drill"]);
  });

  test("one that carries anything beside drills is none of them", () => {
    const log = { type: "log", id: "both", modes: ["drill", "simulation"] };
    expect(drillChannels(siteWith([log])).channels).toEqual([]);
  });

  test("a port that the post itself holds is told, and left out", () => {
    const transport = { type: "tcp-listen", address: "127.0.0.1", port: 5_999 };
    const site = siteWith([
      { type: "cursor-on-target", id: "tak", modes: ["drill"], transport },
      { type: "cap-file", id: "cap", modes: ["drill"], directory: "x", sender: "a@b", feed: {} },
    ]);
    expect(drillChannels(site)).toEqual({
      channels: [],
      leftOut: [expect.stringContaining("tak"), expect.stringContaining("cap")],
    });
  });

  test("a post that is no drill leaves what would be written to twice to the drill", () => {
    const left = everything.channels.filter((channel) => isLeftToDrills(channel, "live"));
    expect(left.map(({ id }) => id)).toEqual([
      "sapient-drill",
      "webhook-drill",
      "modbus-relay-drill",
    ]);
    expect(everything.channels.some((channel) => isLeftToDrills(channel, "drill"))).toBe(false);
  });
});

test.each(["cap-file", "sapient", "cursor-on-target", "people", "webhook", "modbus-relay"])(
  "a %s for drills that ends where a live one does is refused",
  (type) => {
    const [live, drill] = ["live", "drill"].map((mode) =>
      everyKind(mode, 0).find((each) => "type" in each && each.type === type),
    );
    const shared = { ...live, id: "drill-too", modes: ["drill"] };
    const sound = parseSiteConfig({
      ...SITE,
      channels: [live, { ...drill, id: "x", modes: ["live"] }],
    });
    expect(sound.ok).toBe(true);
    const parsed = parseSiteConfig({ ...SITE, channels: [live, shared] });
    expect(parsed).toMatchObject({
      ok: false,
      problems: [
        { message: expect.stringMatching(/ends where .* does, which carries live/) as string },
      ],
    });
  },
);

test("a drill's page leads to where the post itself warns people, and nowhere else", () => {
  const { channels } = siteWith([
    { type: "people", id: "phones", modes: ["live"], port: 4_610 },
    { type: "people", id: "phones-drill", modes: ["drill"], port: 4_612 },
    { type: "log", id: "terminal", modes: ["live"] },
  ]);
  expect(livePagesOf({ channels, mode: "live" })).toEqual([{ port: 4_610, secure: false }]);
  expect(livePagesOf({ channels, mode: "shadow" })).toEqual([]);
});
