import { changedSite, type SiteModel } from "@tocsin/core";
import { describe, expect, test } from "vitest";
import { loadScenario } from "../run/scenario-files.ts";
import { parseChange } from "./parse-change.ts";

const { site } = loadScenario("friendly-and-unknown");
const [area] = site.areas;
const [sensor] = site.sensors;
const changed = (text: string): SiteModel => changedSite(site, [parseChange(text, site)]);

describe("a change as it is written on the command line", () => {
  test("is of what it names, and of nothing else", () => {
    const unprotected = { ...site, areas: [{ ...area, protection: "none" } as const] };
    const protect = parseChange(`areas.${area.id}.protection=protected`, unprotected);
    expect(changedSite(unprotected, [protect])).toEqual({ ...site, areas: [area] });
    expect(changed(`areas.${area.id}.buffer_m=200`).areas[0]).toEqual({ ...area, bufferM: 200 });
    expect(changed(`masks.${site.masks[0].id}=off`)).toEqual({
      ...site,
      masks: site.masks.slice(1),
    });
    const further = changed(`sensors.${sensor.id}.range_max_m=30000`).sensors[0];
    expect(further).toEqual({ ...sensor, coverage: { ...sensor.coverage, rangeMaxM: 30_000 } });
    expect(changed("sustained_s=7").policy.sustainedS).toBe(7);
    expect(changed(`areas.${area.id}.overflight_height_m=300`).areas[0].policy).toMatchObject({
      overflightHeightM: 300,
      sustainedS: site.policy.sustainedS,
    });
  });

  test("is named as it is written, and says what is notional", () => {
    for (const [text, notional] of [
      ["automation=on", false],
      [`areas.${area.id}.widen_m=40`, false],
      [`areas.${area.id}.inhibit=off`, false],
      [`areas.${area.id}.retraction=off`, false],
      ["commands.12=off", false],
      [`sensors.${sensor.id}=up`, true],
      [`sensors.${sensor.id}.coverage=open`, true],
      [`sensors.${sensor.id}.raised_m=15`, true],
      ["channels.siren=up", true],
    ] as const)
      expect(parseChange(text, site)).toMatchObject({ name: text, notional });
  });

  test.each([
    ["areas.nowhere.buffer_m=10", "there is no area nowhere: there are "],
    [`areas.${area.id}.buffer_m=-1`, "buffer_m takes a number from 0"],
    [`areas.${area.id}.protection=none`, "as `protected` only"],
    [`sensors.${sensor.id}=faster`, "a sensor can be up"],
    ["sensors.nothing=up", "there is no sensor nothing"],
    ["masks.none=off", "there is no mask none"],
    ["nonsense=1", "unknown key `nonsense`"],
    ["automation=perhaps", "unknown key `automation`"],
    ["nothing.yaml", "there is no file nothing.yaml"],
  ])("%s is not understood", (text, words) => {
    expect(() => parseChange(text, site)).toThrow(words);
  });
});
