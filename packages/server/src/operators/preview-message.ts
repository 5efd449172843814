import type { SiteModel, TimeUs, Warning } from "@tocsin/core";
import type { ProposedText, SiteConfig, WantedCommand } from "@tocsin/sdk";
import { warningTexts } from "../channels/warning-texts.ts";

/**
 * What people would be told by a command that ends an alarm, in each language of the site: the message itself, as if nothing
 * else kept them warned. null: the command tells nobody anything.
 */
export function previewMessage(
  command: WantedCommand,
  running: readonly Warning[],
  context: {
    readonly site: SiteModel;
    readonly languages: SiteConfig["site"]["languages"];
    readonly timeZone: string;
    readonly nowUs: TimeUs;
  },
): readonly ProposedText[] | null {
  if (command.kind !== "retract" && command.kind !== "all-clear") return null;
  const { site, languages, timeZone, nowUs } = context;
  const last = running.find(({ areaId }) => areaId === command.areaId);
  const area = site.areas.find(({ id }) => id === command.areaId);
  if (last === undefined || area === undefined) return null;
  const warning: Warning = {
    ...last,
    version: last.version + 1,
    stage: command.kind === "retract" ? "retraction" : "all-clear",
    action: "end",
    issuedUs: nowUs,
    arrivalFromUs: null,
    arrivalToUs: null,
    probability: null,
    threats: [],
    decisions: [],
    replaces: last.version,
  };
  return warningTexts(warning, { siteName: site.name, area, timeZone }, languages).map(
    ({ language, direction, headline, instruction }) => ({
      language,
      direction,
      headline,
      instruction,
    }),
  );
}
