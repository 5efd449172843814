import { comparePolicies, parseSiteConfig } from "@tocsin/sdk";
import type { SiteVerdict } from "../../src/acceptance/judge-site.ts";
import type { SiteFile } from "../../src/config/load-site-file.ts";

/** The site file of a weir with one protected area, as a post has read it; its SHA-256 is taken as told. */
export function weirFile(sha256: string, changes: object = {}): SiteFile {
  const written = {
    site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
    mode: "live",
    areas: [
      {
        id: "lock",
        name: "The lock",
        owner: "Canal company",
        protection: "protected",
        circle: { latitude_deg: 48, longitude_deg: 31, radius_m: 500 },
      },
    ],
    ...changes,
  };
  const parsed = parseSiteConfig(written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return { path: "/site.yaml", config: parsed.config, written, sha256 };
}

/** As a start judges a file that lowers protection, beside the first that was in force. */
export const refused = (asked: SiteFile, inForce: SiteFile): SiteVerdict => ({
  kind: "refused",
  how: "first",
  asked,
  run: inForce,
  before: { ...inForce, acceptedUs: 1, how: "first", people: [] },
  changes: comparePolicies(inForce.config, asked.config),
  damage: null,
  unknownWhy: null,
  warned: [],
});
