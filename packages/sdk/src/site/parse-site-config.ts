import { checkRules } from "./check-rules.ts";
import { configParts } from "./config-parts.ts";
import type { ConfigProblem } from "./config-problem.ts";
import { explainIssue } from "./explain-issue.ts";
import { type SiteConfig, siteConfigSchema } from "./site-config.ts";

export type SiteConfigResult =
  | { readonly ok: true; readonly config: SiteConfig }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Most problems of one file that are told at once; the rest would be noise. */
export const PROBLEMS_MAX = 50;

/**
 * A site file that was read into plain data, checked: as many of its problems at once as can be found,
 * or the configuration with every default filled in.
 */
export function parseSiteConfig(value: unknown): SiteConfigResult {
  const parsed = siteConfigSchema.safeParse(value);
  const shapeProblems = parsed.success
    ? []
    : parsed.error.issues.flatMap((issue) => explainIssue(issue, siteConfigSchema, value));
  const problems = [...shapeProblems, ...checkRules(configParts(value))];
  if (!parsed.success || problems.length > 0) {
    return { ok: false, problems: problems.slice(0, PROBLEMS_MAX) };
  }
  return { ok: true, config: fillDerived(parsed.data) };
}

/** Silent for three periods, and for 5 s at least, a sensor counts as down. */
const STALE_PERIODS = 3;
const STALE_LEAST_S = 5;

/** Defaults that follow from other keys. */
function fillDerived(
  parsed: NonNullable<ReturnType<typeof siteConfigSchema.safeParse>["data"]>,
): SiteConfig {
  const groundHeightM = parsed.site.ground_height_m;
  return {
    ...parsed,
    sensors: parsed.sensors.map((sensor) => ({
      ...sensor,
      stale_after_s:
        sensor.stale_after_s ?? Math.max(STALE_PERIODS * sensor.period_s, STALE_LEAST_S),
    })),
    areas: parsed.areas.map((area) => ({
      ...area,
      ground_height_m: area.ground_height_m ?? groundHeightM,
    })),
    defences: parsed.defences.map((defence) => ({
      ...defence,
      height_m: defence.height_m ?? groundHeightM,
    })),
  };
}
