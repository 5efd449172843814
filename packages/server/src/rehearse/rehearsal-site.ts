import type { TimeUs } from "@tocsin/core";
import { parseSiteConfig, type SiteConfig, TocsinError } from "@tocsin/sdk";
import type { Scenario } from "@tocsin/sim";
import { type InputPlan, rehearsalInputs, type WrittenInput } from "./rehearsal-inputs.ts";

/** The scenario's site in mode shadow, with inputs that its sensors can send to, as a site file has it. Announced flights are moved with the scenario's start. */
export function rehearsalSite(
  scenario: Scenario,
  plan: InputPlan & { readonly startUs: TimeUs },
): Readonly<Record<string, unknown>> {
  const { site_file: written } = scenario.definition;
  const moved = (text: string): string =>
    new Date(Date.parse(text) + (plan.startUs - scenario.startUs) / 1_000).toISOString();
  const masks = scenario.siteConfig.masks.map((mask) => ({
    ...mask,
    from: moved(mask.from),
    expires: moved(mask.expires),
    ...("waypoints" in mask && mask.waypoints !== undefined
      ? { waypoints: mask.waypoints.map((point) => ({ ...point, time: moved(point.time) })) }
      : {}),
  }));
  return {
    ...(written as Readonly<Record<string, unknown>>),
    mode: "shadow",
    ...(masks.length === 0 ? {} : { masks }),
    inputs: rehearsalInputs(scenario, plan),
    channels: [],
  };
}

/** The same, checked. */
export function checkedSite(written: Readonly<Record<string, unknown>>): SiteConfig {
  const parsed = parseSiteConfig(written);
  if (parsed.ok) return parsed.config;
  throw new TocsinError("USAGE", {
    detail: `the scenario's sensors make no site file: ${parsed.problems[0]?.message ?? ""}`,
    command: "simulate ",
  });
}

export type { WrittenInput };
