import { createHash } from "node:crypto";
import { type OfficialArea, type OfficialWarning, type TimeUs } from "@tocsin/core";
import type { OfficialJsonInputConfig, OfficialPlacement } from "@tocsin/sdk";
import type { RecordProblem } from "./explain-record.ts";
import type { OfficialRecord } from "./outside-schema.ts";
import { isoToUs } from "./to-look.ts";

export interface OfficialContext {
  readonly input: Pick<OfficialJsonInputConfig, "id" | "source" | "threats">;
  readonly place: (areas: readonly OfficialArea[]) => OfficialPlacement;
  readonly receivedUs: TimeUs;
}

/** The official warning that a record is, or why it is none. */
export function toOfficial(
  record: OfficialRecord,
  { input, place, receivedUs }: OfficialContext,
): OfficialWarning | RecordProblem {
  const sender = record.sender ?? input.source;
  const ends = record.message_type === "update" || record.message_type === "cancel";
  if (ends && record.references.length === 0)
    return {
      reason: "bad-value",
      words: `references is missing: ${record.message_type} of which message`,
    };
  const areas = areasOf(record);
  if (typeof areas === "string") return { reason: "bad-value", words: areas };
  const json = JSON.stringify(record);
  return {
    inputId: input.id,
    source: input.source,
    identifier: record.identifier,
    sender,
    sentUs: sentOf(record) ?? receivedUs,
    status: record.status,
    messageType: record.message_type,
    scope: "public",
    note: null,
    references: record.references.map((each) => ({
      sender: each.sender ?? sender,
      identifier: each.identifier,
      sentUs: each.sent === undefined ? null : isoToUs(each.sent),
    })),
    infos: [
      {
        language: record.language,
        categories: record.categories,
        event: record.event,
        responseTypes: [],
        urgency: record.urgency,
        severity: record.severity,
        certainty: record.certainty,
        eventCodes: [],
        effectiveUs: usOf(record.effective),
        onsetUs: usOf(record.onset),
        expiresUs: usOf(record.expires),
        senderName: record.sender_name ?? null,
        headline: record.headline ?? null,
        description: record.description ?? null,
        instruction: record.instruction ?? null,
        areas,
      },
    ],
    ...place(areas),
    airThreat: isThreat(input.threats, record.event),
    signature: "none",
    document: {
      octets: json.length,
      sha256: createHash("sha256").update(json).digest("hex"),
      text: null,
      encoding: "utf-8",
    },
  };
}

const usOf = (iso: string | undefined): TimeUs | null => (iso === undefined ? null : isoToUs(iso));

function sentOf({ sent, sent_unix_s: unixS }: OfficialRecord): TimeUs | null {
  return unixS === undefined ? usOf(sent) : Math.round(unixS * 1e6);
}

function isThreat(threats: readonly string[] | undefined, event: string): boolean {
  const plain = event.trim().toLowerCase();
  return threats === undefined || threats.some((each) => each.trim().toLowerCase() === plain);
}

/** One area for each name; codes, outline and circle go together in one. Words for people where they cannot be. */
function areasOf(record: OfficialRecord): readonly OfficialArea[] | string {
  const { area_names: names, area_codes: codes, circle } = record;
  const ring = record.polygon ?? record.polygon_lon_lat?.map(([lon, lat]) => [lat, lon] as const);
  if (ring?.some(([lat, lon]) => Math.abs(lat) > 90 || Math.abs(lon) > 180) ?? false)
    return "polygon has a corner that is not on Earth";
  const isGeometric = ring !== undefined || circle !== undefined || codes.length > 0;
  const placed: OfficialArea = {
    description: names.join(", ") || codes.join(", ") || "an outline without a name",
    polygonsDeg: ring === undefined ? [] : [openRing(ring.flat())],
    circles:
      circle === undefined
        ? []
        : [
            {
              latitudeDeg: circle.latitude_deg,
              longitudeDeg: circle.longitude_deg,
              radiusM: circle.radius_m,
            },
          ],
    geocodes: codes.map((value) => ({ name: "code", value })),
  };
  if (isGeometric) return [placed];
  return names.map((description) => ({
    description,
    polygonsDeg: [],
    circles: [],
    geocodes: [],
  }));
}

/** Without the first corner again at the end. */
const openRing = (ring: readonly number[]): readonly number[] =>
  ring.at(-2) === ring[0] && ring.at(-1) === ring[1] ? ring.slice(0, -2) : ring;
