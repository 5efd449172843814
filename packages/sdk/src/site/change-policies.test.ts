import { describe, expect, test } from "vitest";
import { changePolicies } from "./change-policies.ts";
import { compileSite } from "./compile-site.ts";
import { explainPolicy } from "./explain-policy.ts";
import { parseSiteConfig } from "./parse-site-config.ts";
import type { SiteConfig } from "./site-config.ts";

const area = (id: string, keys: object = {}) => ({
  id,
  name: id,
  owner: "Trust",
  protection: "protected",
  circle: { latitude_deg: 33.32, longitude_deg: 44.42, radius_m: 500 },
  ...keys,
});
function configOf(policy: object, ...areas: readonly object[]): SiteConfig {
  const site = { id: "s", name: "S", latitude_deg: 33.3, longitude_deg: 44.4, ground_height_m: 40 };
  const result = parseSiteConfig({ site, areas, policy });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.config;
}

const OWN = { take_cover_horizon_s: 60, corroboration: { take_cover: 2 } };
const CONFIG = configOf({ sustained_s: 4 }, area("a"), area("b", { policy: OWN }));
const SITE = compileSite(CONFIG);

test("what the second path may do stays as it is where another key is changed", () => {
  const changed = changePolicies(compileSite(configOf({ second_path: "pre-alert" }, area("a"))), {
    policy: { sustained_s: 5 },
    areas: new Map(),
  });
  expect(changed).toMatchObject({ ok: true, site: { policy: { secondPath: "pre-alert" } } });
});

describe("an area's own policy", () => {
  test("overrides what it names and leaves the rest as the site has it", () => {
    expect(SITE.areas[0].policy).toBeUndefined();
    expect(SITE.areas[1].policy).toEqual({
      ...SITE.policy,
      takeCoverHorizonS: 60,
      corroboration: { preAlert: 1, takeCover: 2 },
    });
  });

  test("is part of the policy's version", () => {
    const version = (own: object) =>
      compileSite(configOf({}, area("a", { policy: own }))).policy.version;
    expect(version({ sustained_s: 4 })).not.toBe(version({ sustained_s: 5 }));
    expect(version({})).toBe(compileSite(configOf({}, area("a"))).policy.version);
  });

  test("is held to the same rules as the site's", () => {
    expect(() => configOf({}, area("a", { policy: { take_cover_horizon_s: 301 } }))).toThrow(
      "take_cover_horizon_s is longer than pre_alert_horizon_s",
    );
    const harm = {
      exposed_most: 5,
      person_minute_cost: 1,
      trust_cost: 1,
      threshold_least: 0.4,
      threshold_most: 0.3,
    };
    expect(() => configOf({}, area("a", { policy: { expected_harm: harm } }))).toThrow(
      "threshold_least is above threshold_most",
    );
  });

  test("is explained as its own", () => {
    const [a, b] = explainPolicy(CONFIG).areas;
    const own = (one: typeof a) => one.statements.filter((s) => s.own).map(({ says }) => says);
    expect(own(a)).toEqual([]);
    expect(own(b)).toEqual([
      expect.stringContaining("take cover when it arrives within 60 s"),
      expect.stringContaining("take cover when 2 independent sources"),
    ]);
  });

  test("decides the examples", () => {
    const stages = explainPolicy(CONFIG).areas.map(({ examples }) =>
      examples.map(({ stage }) => stage).join(" "),
    );
    expect(stages).toEqual([
      "pre-alert none pre-alert take-cover none take-cover",
      // One source alone reports them.
      "pre-alert none pre-alert pre-alert none pre-alert",
    ]);
  });
});

describe("changing a compiled policy", () => {
  const none: ReadonlyMap<string, object> = new Map();

  test("nothing changes nothing", () => {
    expect(changePolicies(SITE, { policy: {}, areas: new Map() })).toEqual({
      ok: true,
      site: SITE,
    });
  });

  test("is held to the rules of a site file", () => {
    const problems = (policy: object, areas: Record<string, object> = {}) => {
      const changes = { policy: { ...policy }, areas: new Map(Object.entries(areas)) };
      const changed = changePolicies(SITE, changes as Parameters<typeof changePolicies>[1]);
      return changed.ok ? [] : changed.problems.map(({ path }) => path.join("."));
    };
    expect(problems({ corroboration: { pre_alert: 3 } })).toContain(
      "policy.corroboration.take_cover",
    );
    expect(problems({}, { a: { take_cover_horizon_s: 301 } })).toEqual([
      "areas.a.policy.take_cover_horizon_s",
    ]);
  });

  test("gives what the site file would have given", () => {
    const changed = changePolicies(SITE, {
      policy: { sustained_s: 2 },
      areas: new Map([["a", { release_ratio: 0.4 }]]),
    });
    const file = configOf(
      { sustained_s: 2 },
      area("a", { policy: { release_ratio: 0.4 } }),
      area("b", { policy: OWN }),
    );
    expect(changed).toEqual({ ok: true, site: compileSite(file) });
  });

  test.each([
    [{ policy: { sustained: 2 }, areas: none }, "unknown key `sustained`"],
    [{ policy: { sustained_s: -1 }, areas: none }, "sustained_s"],
    [{ policy: {}, areas: new Map([["c", {}]]) }, "there was no area `c`"],
  ])("refuses %j", (changes, message) => {
    const changed = changePolicies(SITE, {
      policy: changes.policy,
      areas: new Map(changes.areas),
    });
    expect(changed.ok ? "" : changed.problems[0].message).toContain(message);
  });
});
