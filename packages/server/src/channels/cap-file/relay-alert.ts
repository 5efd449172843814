import type { OfficialArea, OfficialInfo, OfficialWarning } from "@tocsin/core";
import type { OutgoingRelay } from "@tocsin/sdk";
import { CAP_NAMESPACE, type CapSender } from "./cap-alert.ts";
import { capPolygon } from "./cap-polygon.ts";
import { capStatus } from "./cap-terms.ts";
import { capTime, capTimeUp } from "./cap-time.ts";
import { leaf, optionalLeaf, renderDocument, type XmlElement } from "./xml.ts";

const METERS_PER_KILOMETER = 1_000;

/**
 * An authority's message as a CAP 1.2 alert of ours that says whose it is: `source` names the authority, and the note
 * its own identifier, sender and time. Its words, times and areas stand unchanged. null for a cancellation of what was
 * not passed on: there is nothing to take back.
 */
export function buildRelayAlert(message: OutgoingRelay, sender: CapSender): string | null {
  const { warning, headline, earlier } = message;
  const isCancel = warning.messageType === "cancel";
  if (isCancel && earlier.length === 0) return null;
  const references = earlier.map(
    ({ sha256, receivedUs }) =>
      `${sender.sender},${relayIdentifier(warning.inputId, sha256)},${capTime(receivedUs)}`,
  );
  const alert: XmlElement = {
    name: "alert",
    children: [
      leaf("identifier", relayIdentifier(warning.inputId, warning.document.sha256)),
      leaf("sender", sender.sender),
      leaf("sent", capTime(message.receivedUs)),
      leaf("status", relayStatus(message)),
      leaf("msgType", references.length === 0 ? "Alert" : isCancel ? "Cancel" : "Update"),
      leaf("source", warning.source),
      leaf("scope", sender.scope),
      ...(sender.scope === "Restricted" ? optionalLeaf("restriction", sender.audience) : []),
      ...(sender.scope === "Private" ? optionalLeaf("addresses", sender.audience) : []),
      leaf("note", noteOf(warning, headline)),
      ...optionalLeaf("references", references.join(" ")),
      ...warning.infos.map((info) => infoElement(info, warning)),
    ],
  };
  return renderDocument(alert, CAP_NAMESPACE);
}

/** Actual is only what is so at its source and is carried as live. */
export const relayStatus = ({ warning, mode }: OutgoingRelay): ReturnType<typeof capStatus> =>
  warning.status === "actual" ? capStatus(mode) : STATUS[warning.status];

const STATUS = {
  exercise: "Exercise",
  system: "Test",
  test: "Test",
  draft: "Test",
} as const;

export const relayIdentifier = (inputId: string, sha256: string): string =>
  `official.${inputId}.${sha256.slice(0, 32)}`;

function noteOf(warning: OfficialWarning, headline: string): string {
  const about = warning.references.map(({ identifier }) => identifier).join(", ");
  const refers = about === "" ? "" : `, about ${about}`;
  return `${headline}. Passed on: ${warning.messageType} ${warning.identifier} of ${warning.sender}, sent ${capTime(warning.sentUs)}, status ${warning.status}${refers}.`;
}

function infoElement(info: OfficialInfo, warning: OfficialWarning): XmlElement {
  return {
    name: "info",
    children: [
      leaf("language", info.language),
      leaf("category", known(info.categories[0], CATEGORIES, "Other")),
      leaf("event", info.event),
      leaf("urgency", known(info.urgency, URGENCIES, "Unknown")),
      leaf("severity", known(info.severity, SEVERITIES, "Unknown")),
      leaf("certainty", known(info.certainty, CERTAINTIES, "Unknown")),
      ...(info.effectiveUs === null ? [] : [leaf("effective", capTime(info.effectiveUs))]),
      ...(info.onsetUs === null ? [] : [leaf("onset", capTime(info.onsetUs))]),
      ...(info.expiresUs === null ? [] : [leaf("expires", capTimeUp(info.expiresUs))]),
      leaf("senderName", info.senderName ?? warning.source),
      ...optionalLeaf("headline", info.headline),
      ...optionalLeaf("description", info.description),
      ...optionalLeaf("instruction", info.instruction),
      ...info.areas.map(areaElement),
    ],
  };
}

const areaElement = (area: OfficialArea): XmlElement => ({
  name: "area",
  children: [
    leaf("areaDesc", area.description),
    ...area.polygonsDeg.flatMap((ring) => optionalLeaf("polygon", capPolygon(ring))),
    ...area.circles.map(({ latitudeDeg, longitudeDeg, radiusM }) =>
      leaf("circle", `${latitudeDeg},${longitudeDeg} ${radiusM / METERS_PER_KILOMETER}`),
    ),
    ...area.geocodes.map(({ name, value }) => ({
      name: "geocode",
      children: [leaf("valueName", name), leaf("value", value)],
    })),
  ],
});

const known = (word: string | undefined, words: readonly string[], otherwise: string): string =>
  word !== undefined && words.includes(word) ? word : otherwise;

const CATEGORIES =
  "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other".split(" ");
const URGENCIES = "Immediate Expected Future Past Unknown".split(" ");
const SEVERITIES = "Extreme Severe Moderate Minor Unknown".split(" ");
const CERTAINTIES = "Observed Likely Possible Unlikely Unknown".split(" ");
