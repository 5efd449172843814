import { existsSync, readFileSync } from "node:fs";
import type { SensorSpec } from "@tocsin/core";
import { compileSite, parseSiteConfig, pathText, TocsinError } from "@tocsin/sdk";
import { parse } from "yaml";

/** One more sensor, as a site file has it under `sensors`; throws a usage error that says what is wrong with it. */
export function readSensor(path: string): SensorSpec {
  if (!existsSync(path)) throw usage(`there is no file ${path}`);
  const parsed = parseSiteConfig({
    site: { id: "what-if", name: "What if", latitude_deg: 0, longitude_deg: 0, ground_height_m: 0 },
    sensors: [parse(readFileSync(path, "utf8")) as unknown],
    areas: [
      {
        id: "area",
        name: "Area",
        owner: "Nobody",
        protection: "protected",
        people: 1,
        circle: { latitude_deg: 0, longitude_deg: 0, radius_m: 100 },
      },
    ],
  });
  if (parsed.ok) return compileSite(parsed.config, { mode: "replay" }).sensors[0];
  const problems = parsed.problems.map(
    ({ path: where, message, remedy }) => `${pathText(where)}: ${message}. ${remedy}`,
  );
  throw usage(`${path} holds no sensor: ${problems.join("; ")}`);
}

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "whatif " });
