import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ConfigProblem, pathText } from "./config-problem.ts";
import { parseSiteConfig, PROBLEMS_MAX } from "./parse-site-config.ts";
import type { SiteConfigInput } from "./site-config.ts";

const site = (): SiteConfigInput => ({
  site: {
    id: "harbour",
    name: "Harbour",
    latitude_deg: 33.3,
    longitude_deg: 44.4,
    ground_height_m: 40,
  },
  sensors: [
    {
      id: "north",
      name: "North radar",
      kind: "radar",
      latitude_deg: 33.34,
      longitude_deg: 44.41,
      height_m: 65,
      period_s: 4,
      coverage: { range_max_m: 60_000 },
    },
  ],
  areas: [
    {
      id: "hospital",
      name: "Hospital",
      owner: "Trust",
      protection: "protected",
      polygon: [
        [33.29, 44.39],
        [33.31, 44.39],
        [33.31, 44.41],
      ],
    },
  ],
});

/** A sound site file with some of its top-level keys replaced. */
const withKeys = (keys: Record<string, unknown>): unknown => ({ ...site(), ...keys });
const area = (keys: Record<string, unknown>): unknown =>
  withKeys({ areas: [{ ...site().areas[0], ...keys }] });

function problemsOf(value: unknown): readonly ConfigProblem[] {
  const result = parseSiteConfig(value);
  return result.ok ? [] : result.problems;
}
const told = (value: unknown): readonly string[] =>
  problemsOf(value).map(({ path, message }) => `${pathText(path)} | ${message}`);

describe("a sound site file", () => {
  test("gets every default", () => {
    const result = parseSiteConfig(site());
    expect(result.ok).toBe(true);
    if (!result.ok) return;
    const { config } = result;
    expect(config.mode).toBe("shadow");
    expect(config.automation).toBe(true);
    expect(config.policy).toEqual({
      existence_min: 0.5,
      pre_alert_probability: 0.1,
      take_cover_probability: 0.1,
      pre_alert_reach_probability: 0.3,
      take_cover_reach_probability: 0.5,
      sustained_s: 3,
      sustained_below_mps: 60,
      release_ratio: 0.5,
      pre_alert_horizon_s: 300,
      take_cover_horizon_s: 90,
      overflight_height_m: 1500,
      all_clear_delay_s: 60,
      expiry_margin_s: 120,
      harmless_class_probability: 0.8,
      harmless_cover_probability: 0.6,
      heightened_ratio: 0.5,
      corroboration: { pre_alert: 1, take_cover: 1 },
      late_look_lag_s: 5,
      second_path: "show",
    });
    expect(config.tracker).toEqual({
      method: "main",
      confirm_detections: 3,
      confirm_window: 5,
      end_after_misses: 6,
      end_after_s: 20,
      tracks_max: 5000,
    });
  });

  test("gets defaults that follow from other keys: staleness from the period, ground from the site", () => {
    const result = parseSiteConfig(site());
    if (!result.ok) throw new Error("refused");
    expect(result.config.sensors[0]?.stale_after_s).toBe(12);
    expect(result.config.areas[0]?.ground_height_m).toBe(40);
  });

  test("may close its outline with the first corner, as many tools write it", () => {
    const polygon = [...(site().areas[0]?.polygon ?? []), [33.29, 44.39]];
    expect(told(area({ polygon }))).toEqual([]);
  });
});

describe("unknown keys", () => {
  test("are refused with the key that was meant", () => {
    const sensors = [{ ...site().sensors?.[0], lattitude_deg: 33.34 }];
    expect(problemsOf(withKeys({ sensors }))).toEqual([
      {
        path: ["sensors", 0, "lattitude_deg"],
        at: "key",
        message: "unknown key `lattitude_deg` in sensors[0]; did you mean `latitude_deg`?",
        remedy: "Write `latitude_deg`, or remove it.",
      },
    ]);
  });

  test("name all keys when none is near", () => {
    const [problem] = problemsOf(withKeys({ policy: { zebra: 1 } }));
    expect(problem?.message).toBe("unknown key `zebra` in policy");
    expect(problem?.remedy).toContain("existence_min, pre_alert_probability");
  });

  test("are looked up in the kind of input or channel that is meant", () => {
    const channels = [
      { type: "cap-file", id: "c", modes: ["live"], sender: "a@b", direktory: "x" },
    ];
    expect(told(withKeys({ channels }))).toContain(
      "channels[0].direktory | unknown key `direktory` in channels[0]; did you mean `directory`?",
    );
  });

  test("whatever they are called, are found in their place", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (key) => {
        fc.pre(!(key in site()) && key !== "__proto__");
        fc.pre(!["mode", "automation", "data_dir", "defences", "masks"].includes(key));
        fc.pre(!["policy", "tracker", "inputs", "channels", "journal"].includes(key));
        const problems = problemsOf({ ...site(), [key]: 1 });
        expect(problems.map(({ path }) => path)).toEqual([[key]]);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe("wrong values", () => {
  test.each([
    [{ mode: "shdow" }, 'mode | mode is "shdow"; did you mean `shadow`?'],
    [{ policy: { existence_min: 2 } }, "policy.existence_min must be at most 1, and is 2"],
    [{ policy: { sustained_s: Number.NaN } }, "policy.sustained_s must be a number, and is NaN"],
    [{ automation: "yes" }, 'automation must be true or false, and is "yes"'],
    [{ areas: [] }, "areas must have at least 1 entry"],
    [{ site: null }, "site must be a group of keys, and is empty"],
    [{ channels: [{ type: "lag", id: "a" }] }, 'channels[0].type is "lag"; did you mean `log`?'],
    [{ tracker: { confirm_detections: 2.5 } }, "tracker.confirm_detections must be a whole number"],
  ])("%j is told in plain words", (keys, words) => {
    expect(told(withKeys(keys)).join("\n")).toContain(words);
  });

  test("a number with its unit is told how to be written", () => {
    const [problem] = problemsOf(area({ buffer_m: "100 m" }));
    expect(problem?.remedy).toBe("Write the number alone, without unit or quotes.");
  });

  test("a missing key is called missing", () => {
    expect(told(area({ owner: undefined }))).toEqual([
      "areas[0].owner | areas[0].owner is missing",
    ]);
  });
});

describe("outlines", () => {
  test("that cross themselves are refused", () => {
    const polygon = [
      [33.29, 44.39],
      [33.31, 44.41],
      [33.31, 44.39],
      [33.29, 44.41],
    ];
    expect(told(area({ polygon })).join()).toMatch(/areas\[0]\.polygon.*crosses or touches itself/);
    // A line of latitude is bent on the ground: a typed line has a surface there, of a few square metres.
    const line = [0, 0.01, 0.02].map((eastDeg) => [33.3, 44.4 + eastDeg]);
    expect(told(area({ polygon: line })).join()).toMatch(/areas\[0]\.polygon.*encloses no area/);
  });

  test.each([
    [
      "two corners",
      [
        [33.29, 44.39],
        [33.31, 44.41],
      ],
      "fewer than three",
    ],
    [
      "one place",
      [
        [33.3, 44.4],
        [33.3, 44.4],
        [33.3, 44.4],
      ],
      "fewer than three",
    ],
    ["no corner", [], "fewer than three"],
  ])("of %s are refused", (_, polygon, words) => {
    expect(told(area({ polygon })).join()).toContain(words);
  });

  test("without surface are refused", () => {
    const polygon = [
      [33.29, 44.4],
      [33.3, 44.4],
      [33.31, 44.4],
    ];
    expect(problemsOf(area({ polygon }))).toHaveLength(1);
  });

  test("with latitude and longitude swapped are recognised", () => {
    const polygon = (site().areas[0]?.polygon ?? []).map(([a, b]) => [b, a]);
    expect(told(area({ polygon }))).toEqual([
      expect.stringMatching(
        /^areas\[0]\.polygon\[0] \| it lies \d+ km from the site's origin; latitude and longitude look swapped$/,
      ),
    ]);
  });

  test("far from the origin are refused", () => {
    const polygon = [
      [33.29, 45.39],
      [33.31, 45.39],
      [33.31, 45.41],
    ];
    expect(told(area({ polygon })).join()).toMatch(/it lies 9\d km from the site's origin$/);
  });

  test("of more than 2,000 km² are refused", () => {
    const circle = { latitude_deg: 33.3, longitude_deg: 44.4, radius_m: 26_000 };
    expect(told(area({ polygon: undefined, circle })).join()).toMatch(/is 2125 km² large/);
  });

  test("given twice or not at all are refused", () => {
    const circle = { latitude_deg: 33.3, longitude_deg: 44.4, radius_m: 200 };
    expect(told(area({ circle })).join()).toContain("both `polygon` and `circle`");
    expect(told(area({ polygon: undefined })).join()).toContain("no outline");
  });

  test("with a hole outside are refused", () => {
    const holes = [
      [
        [33.35, 44.4],
        [33.36, 44.4],
        [33.36, 44.41],
      ],
    ];
    expect(told(area({ holes })).join()).toContain("lies outside the outer ring");
  });
});

describe("what must hold between keys", () => {
  test.each([
    [
      { channels: [{ type: "log", id: "x", modes: ["live", "drill"] }] },
      "channels[0].modes | the channel `x` has live beside drill",
    ],
    [{ areas: [site().areas[0], site().areas[0]] }, "areas[1].id | the id `hospital` stands twice"],
    [
      {
        defences: [
          {
            id: "d",
            name: "D",
            owner: "O",
            latitude_deg: 33.3,
            longitude_deg: 44.4,
            reach_m: 2000,
            protects_areas: ["hospitall"],
          },
        ],
      },
      "defences[0].protects_areas[0] | there is no area `hospitall`; did you mean `hospital`?",
    ],
    [
      {
        inputs: [
          {
            type: "asterix-file",
            id: "i",
            path: "x.pcap",
            sensors: [{ sac: 1, sic: 2, sensor: "south" }],
          },
        ],
      },
      "inputs[0].sensors[0].sensor | there is no sensor `south`",
    ],
    [
      { mode: "live", inputs: [{ type: "simulation", id: "s", scenario: "demo" }] },
      "inputs[0].type | mode live takes no simulation",
    ],
    [{ policy: { take_cover_probability: 0.01 } }, "take cover before they are told to get ready"],
    [{ policy: { take_cover_reach_probability: 0.01 } }, "below pre_alert_reach_probability"],
    [{ tracker: { confirm_detections: 6 } }, "no object could ever be confirmed"],
    [{ site: { ...site().site, time_zone: "Mars/Olympus" } }, "there is no time zone"],
    [
      {
        channels: [
          {
            type: "cap-file",
            id: "c",
            modes: ["drill"],
            sender: "a",
            directory: "d",
            scope: "Private",
          },
        ],
      },
      "CAP wants to know for whom",
    ],
    [
      {
        channels: [
          {
            type: "cap-file",
            id: "c",
            modes: ["drill"],
            sender: "a",
            directory: "d",
            scope: "Private",
            audience: "b",
            feed: {},
          },
        ],
      },
      "a feed is for everybody, and Private messages are not",
    ],
    [
      {
        channels: [
          {
            type: "cap-file",
            id: "c",
            modes: ["drill"],
            sender: "a",
            directory: "d",
            signature: { key: "site.key" },
          },
        ],
      },
      "a certificate and its key belong together: `certificate` is missing",
    ],
  ])("%j is refused", (keys, words) => {
    expect(told(withKeys(keys)).join("\n")).toContain(words);
  });

  test("a mask longer than a day is refused", () => {
    const mask = {
      id: "m",
      reason: "survey",
      from: "2026-05-01T08:00:00Z",
      expires: "2026-05-03T08:00:00Z",
      radius_m: 300,
      waypoints: [
        { time: "2026-05-01T08:00:00Z", latitude_deg: 33.3, longitude_deg: 44.4, height_m: 90 },
      ],
    };
    expect(told(withKeys({ masks: [mask] }))).toEqual([
      "masks[0].expires | the mask holds for more than a day",
    ]);
  });
});

test("one mistake does not hide another: shape, reference and outline are told together", () => {
  const value = {
    ...site(),
    mode: "shdow",
    sensors: [{ ...site().sensors?.[0], latitude_deg: "x" }],
    areas: [
      { ...site().areas[0], polygon: [[33.3, 44.4]] },
      { ...site().areas[0], people: -1 },
    ],
    inputs: [
      { type: "asterix-file", id: "i", path: "x", sensors: [{ sac: 1, sic: 2, sensor: "north" }] },
    ],
  };
  const paths = problemsOf(value).map(({ path }) => pathText(path));
  expect(paths.toSorted()).toEqual([
    "areas[0].polygon",
    "areas[1].id",
    "areas[1].people",
    "mode",
    "sensors[0].latitude_deg",
  ]);
});

test("problems are bounded", () => {
  const areas = Array.from({ length: 200 }, () => ({}));
  expect(problemsOf(withKeys({ areas }))).toHaveLength(PROBLEMS_MAX);
});

test("anything at all is answered, never thrown at", () => {
  const anyKey = fc.oneof(
    fc.constantFrom(...Object.keys(site()), "channels", "inputs"),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.dictionary(anyKey, fc.jsonValue()), fc.jsonValue(), (keys, other) => {
      expect(parseSiteConfig({ ...site(), ...keys })).toHaveProperty("ok");
      expect(parseSiteConfig(other)).toHaveProperty("ok", false);
    }),
    { seed: 12, numRuns: 300 },
  );
});

test("mode live takes whatever comes over a network, and no recording", () => {
  const withTransport = (transport: object) => {
    const written = site();
    return parseSiteConfig({
      ...written,
      mode: "live",
      inputs: [{ type: "adsb", id: "aircraft", sensor: "north", transport }],
    });
  };
  expect(withTransport({ type: "tcp", host: "127.0.0.1", port: 30_005 })).toMatchObject({
    ok: true,
  });
  expect(withTransport({ type: "file", path: "a.beast" })).toMatchObject({ ok: false });
});

test("mode live takes what people report, which is of now", () => {
  const [north] = site().sensors ?? [];
  const people = { ...north, id: "people", name: "People", kind: "observer" };
  const inputs = [{ type: "observers", id: "phones", sensor: "people" }];
  expect(told(withKeys({ mode: "live", sensors: [people], inputs }))).toEqual([]);
});
