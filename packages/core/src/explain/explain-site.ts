import type { Area } from "../policy/area.ts";
import type { IncidentRecord } from "./incident-record.ts";
import { broken, held } from "./link.ts";
import { areaText } from "./plain-words.ts";
import type { WhyLink } from "./why-report.ts";

/** Whether this site warns the people of an area at all. */
export function areaLink(record: IncidentRecord, area: Area): WhyLink {
  const records = [record.site.sequence];
  if (area.protection === "none")
    return broken("area", area.id, "NOT_A_PROTECTED_AREA", {
      prevented: true,
      statement: `Nobody has asked this site to warn the people of ${areaText(area)}.`,
      records,
    });
  return held("area", area.id, {
    statement: `${areaText(area)} is ${area.protection === "protected" ? "protected by this site" : "a neighbour that asked to be warned"}.`,
    records,
  });
}

/** Whether warnings were issued without anybody's doing; `sequence`: the record that says so. */
export function automationLink(
  record: IncidentRecord,
  automation: { readonly on: boolean; readonly sequence: number },
): WhyLink {
  const subject = record.site.value.id;
  const order = record.commands.find(({ sequence }) => sequence === automation.sequence);
  const by =
    order === undefined ? " by the site file" : ` by ${order.value.by}: ${order.value.reason}`;
  const records = [automation.sequence];
  return automation.on
    ? held("automation", subject, { statement: "Automatic warning was on.", records })
    : broken("automation", subject, "AUTOMATION_OFF", {
        prevented: true,
        statement: `Automatic warning was switched off${by}.`,
        records,
      });
}
