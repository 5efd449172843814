import { expect, test } from "vitest";
import { parse } from "yaml";
import { effectiveYaml } from "./effective-yaml.ts";
import { parseSiteText } from "./load-site-file.ts";

const TEXT = `site: { id: s, name: S, latitude_deg: 33.3, longitude_deg: 44.4, ground_height_m: 40 }
mode: drill
policy: { existence_min: 0.4 }
areas:
  - { id: a, name: A, owner: O, protection: none, polygon: [[33.3, 44.4], [33.31, 44.4], [33.31, 44.41]] }
`;

test("the configuration in effect marks what the file did not say, and is a site file again", () => {
  const parsed = parseSiteText(TEXT);
  if (!parsed.ok) throw new Error("refused");
  const yaml = effectiveYaml(parsed.config, parsed.written);
  const lines = yaml.split("\n").map((line) => line.trim());
  expect(lines).toContain("mode: drill");
  expect(lines).toContain("existence_min: 0.4");
  expect(lines).toContain("take_cover_probability: 0.1 # default");
  expect(lines).toContain("sensors: [] # default");
  expect(lines).toContain("- [ 33.3, 44.4 ]");
  const again = parseSiteText(yaml);
  expect(again.ok && again.config).toEqual(parsed.config);
  expect(parse(yaml)).toEqual(parsed.config);
});
