import type {
  OfficialArea,
  OfficialCode,
  OfficialInfo,
  OfficialMessageType,
  OfficialStatus,
  OfficialWarning,
} from "@tocsin/core";
import { CapFault, type CapReject, orReject } from "./cap-fault.ts";
import { CAP_NAMESPACE, type Content, ElementReader } from "./element-reader.ts";
import { type DocumentText, readText } from "./read-text.ts";
import { readTree, type XmlNode } from "./read-tree.ts";
import { circleOf, momentUs, POINTS_MAX, polygonDeg, referencesOf } from "./values.ts";

const MANY = Number.POSITIVE_INFINITY;
const INFOS_MAX = 64;
const AREAS_MAX = 2_000;

const ALERT: Content = [
  ["identifier", 1, 1],
  ["sender", 1, 1],
  ["sent", 1, 1],
  ["status", 1, 1],
  ["msgType", 1, 1],
  ["source", 0, 1],
  ["scope", 1, 1],
  ["restriction", 0, 1],
  ["addresses", 0, 1],
  ["code", 0, MANY],
  ["note", 0, 1],
  ["references", 0, 1],
  ["incidents", 0, 1],
  ["info", 0, INFOS_MAX],
];
const INFO: Content = [
  ["language", 0, 1],
  ["category", 1, MANY],
  ["event", 1, 1],
  ["responseType", 0, MANY],
  ["urgency", 1, 1],
  ["severity", 1, 1],
  ["certainty", 1, 1],
  ["audience", 0, 1],
  ["eventCode", 0, MANY],
  ["effective", 0, 1],
  ["onset", 0, 1],
  ["expires", 0, 1],
  ["senderName", 0, 1],
  ["headline", 0, 1],
  ["description", 0, 1],
  ["instruction", 0, 1],
  ["web", 0, 1],
  ["contact", 0, 1],
  ["parameter", 0, MANY],
  ["resource", 0, MANY],
  ["area", 0, AREAS_MAX],
];
const AREA: Content = [
  ["areaDesc", 1, 1],
  ["polygon", 0, MANY],
  ["circle", 0, MANY],
  ["geocode", 0, MANY],
  ["altitude", 0, 1],
  ["ceiling", 0, 1],
];
const CODE: Content = [
  ["valueName", 1, 1],
  ["value", 1, 1],
];

const STATUSES = ["Actual", "Exercise", "System", "Test", "Draft"] as const;
const TYPES = ["Alert", "Update", "Cancel", "Ack", "Error"] as const;
const SCOPES = ["Public", "Restricted", "Private"] as const;
const CATEGORIES =
  "Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other".split(" ");
const RESPONSES = "Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None".split(" ");
const URGENCIES = "Immediate Expected Future Past Unknown".split(" ");
const SEVERITIES = "Extreme Severe Moderate Minor Unknown".split(" ");
const CERTAINTIES = "Observed Likely Possible Unlikely Unknown".split(" ");

/** An alert as its document has it; what only the site file knows of it is added later. */
export type CapAlert = Pick<
  OfficialWarning,
  | "identifier"
  | "sender"
  | "sentUs"
  | "status"
  | "messageType"
  | "scope"
  | "note"
  | "references"
  | "infos"
>;

export type DecodedCap =
  | {
      readonly ok: true;
      readonly alert: CapAlert;
      readonly isSigned: boolean;
      readonly document: DocumentText;
    }
  | CapReject;

/**
 * Reads one alert of CAP 1.2 (OASIS, 2010), strictly: what its schema does not allow, and what its text demands beyond
 * the schema (references, restriction, addresses, closed polygons), is refused with the element named. Never throws.
 */
export function decodeCap(octets: Uint8Array): DecodedCap {
  const read = orReject(() => {
    const document = readText(octets);
    const root = readTree(document.body);
    return { document, ...alertOf(root) };
  });
  return read.ok ? { ok: true, ...read.value } : read;
}

function alertOf(root: XmlNode): { readonly alert: CapAlert; readonly isSigned: boolean } {
  if (root.name !== "alert" || root.namespace !== CAP_NAMESPACE)
    throw new CapFault(
      "not-cap-1.2",
      root.name.slice(0, 40),
      `its root is ${root.name.slice(0, 40)} of ${JSON.stringify(root.namespace.slice(0, 80))}`,
    );
  const reader = new ElementReader(root, "alert", ALERT);
  const [type] = reader.words("msgType", TYPES);
  const [scope] = reader.words("scope", SCOPES);
  const references = reader.optional("references");
  if (references === null && type !== "Alert")
    throw new CapFault("bad-field", "alert/references", `is missing: ${type} of which message`);
  for (const [demands, name] of [
    ["Restricted", "restriction"],
    ["Private", "addresses"],
  ] as const)
    if (scope === demands) reader.needed(name);
  const [status] = reader.words("status", STATUSES);
  const infos = reader.nodes("info").map(infoOf);
  checkSize(infos);
  return {
    alert: {
      identifier: nameOf(reader, "identifier"),
      sender: nameOf(reader, "sender"),
      sentUs: momentUs(reader.needed("sent"), "alert/sent"),
      status: status.toLowerCase() as OfficialStatus,
      messageType: type.toLowerCase() as OfficialMessageType,
      scope: scope.toLowerCase() as OfficialWarning["scope"],
      note: reader.optional("note"),
      references: references === null ? [] : referencesOf(references, "alert/references"),
      infos,
    },
    isSigned: root.children.some(({ namespace }) => namespace !== CAP_NAMESPACE),
  };
}

/** Without what separates the parts of a reference. */
function nameOf(reader: ElementReader, name: "identifier" | "sender"): string {
  const text = reader.needed(name);
  if (/[\s,<&]/.test(text))
    throw new CapFault("bad-field", `alert/${name}`, "has a space, a comma, < or & in it");
  return text;
}

function infoOf(node: XmlNode): OfficialInfo {
  const path = "alert/info";
  const reader = new ElementReader(node, path, INFO);
  const moment = (name: string): number | null => {
    const text = reader.texts(name).at(0);
    return text === undefined ? null : momentUs(text, `${path}/${name}`);
  };
  return {
    language: reader.optional("language") ?? "en-US",
    categories: reader.words("category", CATEGORIES),
    event: reader.needed("event"),
    responseTypes: reader.words("responseType", RESPONSES),
    urgency: reader.words("urgency", URGENCIES)[0],
    severity: reader.words("severity", SEVERITIES)[0],
    certainty: reader.words("certainty", CERTAINTIES)[0],
    eventCodes: codesOf(reader, "eventCode"),
    effectiveUs: moment("effective"),
    onsetUs: moment("onset"),
    expiresUs: moment("expires"),
    senderName: reader.optional("senderName"),
    headline: reader.optional("headline"),
    description: reader.optional("description"),
    instruction: reader.optional("instruction"),
    areas: reader.nodes("area").map(areaOf),
  };
}

function areaOf(node: XmlNode): OfficialArea {
  const path = "alert/info/area";
  const reader = new ElementReader(node, path, AREA);
  return {
    description: reader.optional("areaDesc") ?? "",
    polygonsDeg: reader.texts("polygon").map((text) => polygonDeg(text, `${path}/polygon`)),
    circles: reader.texts("circle").map((text) => circleOf(text, `${path}/circle`)),
    geocodes: codesOf(reader, "geocode"),
  };
}

const codesOf = (reader: ElementReader, name: string): readonly OfficialCode[] =>
  reader.nodes(name).map((node) => {
    const code = new ElementReader(node, `${reader.path}/${name}`, CODE);
    return { name: code.optional("valueName") ?? "", value: code.optional("value") ?? "" };
  });

/** A document's size bounds what is read of it; how long it takes to find whom it concerns is bounded here. */
function checkSize(infos: readonly OfficialInfo[]): void {
  let points = 0;
  for (const { areas } of infos)
    for (const { polygonsDeg, circles, geocodes } of areas)
      points +=
        polygonsDeg.reduce((sum, ring) => sum + ring.length / 2, 0) +
        circles.length +
        geocodes.length;
  if (points > POINTS_MAX)
    throw new CapFault(
      "bad-field",
      "alert/info/area",
      `has ${points} corners, circles and codes; at most ${POINTS_MAX} are read`,
    );
}
