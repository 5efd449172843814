import { existsSync, readFileSync } from "node:fs";
import { type DefenceSpec, degrees, type SiteModel } from "@tocsin/core";
import { compileSite, parseSiteConfig, pathText, TocsinError } from "@tocsin/sdk";
import { parse } from "yaml";

/** One more defence, as a site file has it under `defences`, for areas of a recorded site; throws a usage error that says what is wrong with it. */
export function readDefence(path: string, site: SiteModel): DefenceSpec {
  if (!existsSync(path)) throw usage(`there is no file ${path}`);
  const defence: unknown = parse(readFileSync(path, "utf8"));
  const place = {
    latitude_deg: degrees(site.origin.latitudeRad),
    longitude_deg: degrees(site.origin.longitudeRad),
  };
  const parsed = parseSiteConfig({
    site: { id: "what-if", name: "What if", ...place, ground_height_m: site.groundHeightM },
    defences: [defence],
    // Its areas are those of the record: only their names matter here.
    areas: site.areas.map(({ id, name }) => ({
      id,
      name,
      owner: "Nobody",
      protection: "protected",
      people: 1,
      circle: { ...place, radius_m: 100 },
    })),
  });
  if (!parsed.ok) {
    const problems = parsed.problems.map(
      ({ path: where, message, remedy }) => `${pathText(where)}: ${message}. ${remedy}`,
    );
    throw usage(`${path} holds no defence: ${problems.join("; ")}`);
  }
  const [spec] = compileSite(parsed.config, { mode: "replay" }).defences;
  if (site.defences.some(({ id }) => id === spec.id))
    throw usage(`the site has a defence ${spec.id} already: give this one another id`);
  return spec;
}

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "whatif " });
