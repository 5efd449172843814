import { warningKey } from "@tocsin/core";
import type { OutgoingText, OutgoingWarning } from "@tocsin/sdk";
import { capPolygon } from "./cap-polygon.ts";
import { capMessageType, capStatus, capTerms } from "./cap-terms.ts";
import { capTime, capTimeUp, compactTime } from "./cap-time.ts";
import { leaf, optionalLeaf, renderDocument, type XmlElement } from "./xml.ts";

export const CAP_NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2";

/** An earlier message of the same episode. */
export interface CapReference {
  readonly identifier: string;
  readonly sentUs: number;
}

export interface CapSender {
  /** Unique in the world; no spaces, commas, `<` or `&`. */
  readonly sender: string;
  readonly senderName: string | null;
  readonly scope: "Public" | "Restricted" | "Private";
  /** The restriction or the addresses that the scope needs. */
  readonly audience: string | null;
}

export type CapResult =
  | { readonly ok: true; readonly identifier: string; readonly xml: string }
  | { readonly ok: false; readonly reason: string };

/**
 * A warning as a CAP 1.2 alert (OASIS, 2010, Common Alerting Protocol Version 1.2). One without a polygon, or
 * that would be expired when it is sent, is refused: nobody knows whom or when it concerns.
 */
export function buildCapAlert(
  message: OutgoingWarning,
  sender: CapSender,
  earlier: readonly CapReference[],
): CapResult {
  const { warning } = message;
  const polygon = capPolygon(message.areaRingsDeg[0] ?? []);
  if (polygon === null) return { ok: false, reason: "the area has no polygon: refused" };
  if (warning.expiresUs <= warning.issuedUs) {
    return { ok: false, reason: "the warning expires before it is sent: refused" };
  }
  const identifier = `${episodePrefix(warning)}${warning.version}.${compactTime(warning.issuedUs)}`;
  const alert: XmlElement = {
    name: "alert",
    children: [
      leaf("identifier", identifier),
      leaf("sender", sender.sender),
      leaf("sent", capTime(warning.issuedUs)),
      leaf("status", capStatus(warning.mode)),
      leaf("msgType", capMessageType(warning.stage, earlier.length > 0)),
      leaf("scope", sender.scope),
      ...(sender.scope === "Restricted" ? optionalLeaf("restriction", sender.audience) : []),
      ...(sender.scope === "Private" ? optionalLeaf("addresses", sender.audience) : []),
      ...optionalLeaf("note", noteOf(message)),
      ...optionalLeaf("references", referencesOf(earlier, sender.sender)),
      leaf("incidents", warningKey(warning)),
      ...message.texts.map((text) => ({
        name: "info",
        children: infoOf(message, text, sender, polygon),
      })),
    ],
  };
  return { ok: true, identifier, xml: renderDocument(alert, CAP_NAMESPACE) };
}

/** What the identifiers of all messages of one episode begin with; a version and a time follow. */
export const episodePrefix = (
  warning: Pick<OutgoingWarning["warning"], "siteId" | "areaId" | "mode" | "episode">,
): string =>
  `${[warning.siteId, warning.areaId, warning.mode, String(warning.episode)].map(safe).join(".")}.`;

const safe = (part: string): string => part.replaceAll(/[^A-Za-z0-9_-]/g, "_");

function infoOf(
  message: OutgoingWarning,
  text: OutgoingText,
  sender: CapSender,
  polygon: string,
): readonly XmlElement[] {
  const { warning } = message;
  const terms = capTerms(warning.stage, warning.probability);
  return [
    leaf("language", text.language),
    leaf("category", "Safety"),
    leaf("category", "Security"),
    leaf("event", text.event ?? "Air threat"),
    leaf("responseType", terms.responseType),
    leaf("urgency", terms.urgency),
    leaf("severity", terms.severity),
    leaf("certainty", terms.certainty),
    leaf("effective", capTime(warning.issuedUs)),
    ...optionalLeaf("onset", onsetOf(warning)),
    leaf("expires", capTimeUp(warning.expiresUs)),
    leaf("senderName", sender.senderName ?? message.siteName),
    leaf("headline", text.headline),
    leaf("description", text.description ?? text.headline),
    leaf("instruction", text.instruction),
    parameter("tocsin:warning", `${warningKey(warning)}/${warning.version}`),
    parameter("tocsin:stage", warning.stage),
    parameter("tocsin:recorded", String(message.recorded)),
    {
      name: "area",
      children: [leaf("areaDesc", message.areaName), leaf("polygon", polygon)],
    },
  ];
}

const parameter = (name: string, value: string): XmlElement => ({
  name: "parameter",
  children: [leaf("valueName", name), leaf("value", value)],
});

const onsetOf = (warning: OutgoingWarning["warning"]): string | null =>
  warning.arrivalFromUs === null ? null : capTime(warning.arrivalFromUs);

function noteOf({ warning }: OutgoingWarning): string | null {
  if (warning.stage === "retraction") return "Withdrawn: the earlier warning was a mistake.";
  return warning.mode === "live" ? null : `Mode ${warning.mode}: not a real event.`;
}

const referencesOf = (earlier: readonly CapReference[], sender: string): string =>
  earlier.map(({ identifier, sentUs }) => `${sender},${identifier},${capTime(sentUs)}`).join(" ");
