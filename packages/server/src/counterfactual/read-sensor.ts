import { existsSync, readFileSync } from "node:fs";
import type { SensorSpec } from "@tocsin/core";
import { compileSite, parseSiteConfig, pathText, TocsinError } from "@tocsin/sdk";
import { parse } from "yaml";

/** One more sensor, as a site file has it under `sensors`; throws a usage error that says what is wrong with it. */
export function readSensor(path: string): SensorSpec {
  if (!existsSync(path)) throw usage(`there is no file ${path}`);
  const sensor: unknown = parse(readFileSync(path, "utf8"));
  const place = placeOf(sensor);
  const parsed = parseSiteConfig({
    site: { id: "what-if", name: "What if", ...place, ground_height_m: 0 },
    sensors: [sensor],
    areas: [
      {
        id: "area",
        name: "Area",
        owner: "Nobody",
        protection: "protected",
        people: 1,
        circle: { ...place, radius_m: 100 },
      },
    ],
  });
  if (parsed.ok) return compileSite(parsed.config, { mode: "replay" }).sensors[0];
  const problems = parsed.problems.map(
    ({ path: where, message, remedy }) => `${pathText(where)}: ${message}. ${remedy}`,
  );
  throw usage(`${path} holds no sensor: ${problems.join("; ")}`);
}

/** A site of its own about the sensor, since none lies far from its sensors; anywhere where the file does not say. */
const placeOf = (
  sensor: unknown,
): { readonly latitude_deg: unknown; readonly longitude_deg: unknown } =>
  typeof sensor === "object" &&
  sensor !== null &&
  "latitude_deg" in sensor &&
  "longitude_deg" in sensor
    ? { latitude_deg: sensor.latitude_deg, longitude_deg: sensor.longitude_deg }
    : { latitude_deg: 0, longitude_deg: 0 };

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "whatif " });
