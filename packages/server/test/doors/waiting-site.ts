import { parseSiteConfig } from "@tocsin/sdk";
import type { SiteVerdict } from "../../src/acceptance/judge-site.ts";
import type { SiteFile } from "../../src/config/load-site-file.ts";

const fileOf = (sha256: string, changes: object): SiteFile => {
  const written = {
    site: { id: "weir", name: "Weir", latitude_deg: 48, longitude_deg: 31, ground_height_m: 150 },
    mode: "live",
    areas: [
      {
        id: "lock",
        name: "lock",
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
};
const IN_FORCE = fileOf("0".repeat(64), {});

/** A verdict as a start gives of a site file that switches automatic warning off in a live post. */
export function refusedSite(sha256: string): SiteVerdict {
  return {
    kind: "refused",
    how: "first",
    asked: fileOf(sha256, { automation: false }),
    run: IN_FORCE,
    before: { ...IN_FORCE, acceptedUs: 1, how: "first", people: [] },
    changes: [
      {
        path: ["automation"],
        where: "automation",
        direction: "lowered",
        before: true,
        after: false,
        statement:
          "`automation` goes from true to false: nobody is warned without a person's word.",
      },
    ],
    damage: null,
    unknownWhy: null,
  };
}
