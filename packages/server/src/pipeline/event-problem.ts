import type { EngineEvent } from "@tocsin/core";
import { z } from "zod";

const text = z.string();
const number = z.number();
const place = z.object({ eastM: number, northM: number, upM: number });
const codes = z.array(z.object({ name: text, value: text }));

const commandForm = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("automation"), on: z.boolean() }),
  z.object({ kind: z.literal("retract"), areaId: text, threats: z.array(text).optional() }),
  z.object({
    kind: z.literal("raise"),
    areaId: text,
    stage: z.enum(["pre-alert", "take-cover"]),
    untilUs: number,
  }),
  z.object({ kind: z.literal("all-clear"), areaId: text }),
  z.object({ kind: z.literal("inhibit"), areaId: text, untilUs: number }),
  z.object({ kind: z.literal("lift-inhibit"), areaId: text }),
  z.object({
    kind: z.literal("posture"),
    level: z.enum(["normal", "heightened"]),
    untilUs: number,
    source: text,
  }),
  z.object({ kind: z.literal("sweep"), areaId: text, state: z.enum(["needed", "done"]) }),
]);

const officialInfo = z.object({
  language: text,
  categories: z.array(text),
  event: text,
  responseTypes: z.array(text),
  urgency: text,
  severity: text,
  certainty: text,
  eventCodes: codes,
  effectiveUs: number.nullable(),
  onsetUs: number.nullable(),
  expiresUs: number.nullable(),
  senderName: text.nullable(),
  headline: text.nullable(),
  description: text.nullable(),
  instruction: text.nullable(),
  areas: z.array(
    z.object({
      description: text,
      polygonsDeg: z.array(z.array(number)),
      circles: z.array(z.object({ latitudeDeg: number, longitudeDeg: number, radiusM: number })),
      geocodes: codes,
    }),
  ),
});

const officialForm = z.object({
  inputId: text,
  source: text,
  identifier: text,
  sender: text,
  sentUs: number,
  status: z.enum(["actual", "exercise", "system", "test", "draft"]),
  messageType: z.enum(["alert", "update", "cancel", "ack", "error"]),
  scope: z.enum(["public", "restricted", "private"]),
  note: text.nullable(),
  references: z.array(z.object({ sender: text, identifier: text, sentUs: number.nullable() })),
  infos: z.array(officialInfo),
  concerns: z.array(
    z.object({ areaId: text, by: z.enum(["polygon", "circle", "geocode", "name"]) }),
  ),
  unplaced: z.array(text),
  airThreat: z.boolean(),
  signature: z.enum(["none", "unverified", "verified"]),
  document: z.object({
    octets: number,
    sha256: text,
    text: text.nullable(),
    encoding: z.enum(["utf-8", "iso-8859-1"]),
  }),
});

/** What an event of each kind carries beside its time; looks have a check of their own, before they get here. */
const FORMS = {
  health: z.object({
    sensorId: text,
    status: z.enum(["up", "degraded", "down", "unknown"]),
    reason: text,
  }),
  command: z.object({
    command: commandForm,
    by: text,
    reason: text,
    seconded: z
      .object({
        by: text,
        how: z.enum(["person", "remote-supervisor", "countdown", "before-the-rule"]),
      })
      .nullable(),
  }),
  receipt: z.object({
    warningKey: text,
    version: number,
    channelId: text,
    recipient: text.optional(),
    outcome: z.enum(["sent", "delivered", "acknowledged", "failed", "not-live"]),
    detail: text,
  }),
  defence: z.object({
    defenceId: text,
    state: z.enum(["ready", "down", "inhibited", "unknown"]),
    by: text,
    inhibitedBy: text.optional(),
    reason: text.optional(),
    reachM: number.optional(),
    protectsAreas: z.array(text).optional(),
  }),
  engagement: z.object({
    atUs: number,
    defence: text,
    outcome: z.enum(["intercepted", "missed", "struck", "unknown"]),
    place: place.nullable(),
    source: text,
    object: text.optional(),
    trackId: text.optional(),
  }),
  "official-warning": z.object({ warning: officialForm }),
  weather: z.object({
    weather: z.object({
      source: text,
      observedUs: number,
      untilUs: number,
      levels: z.array(
        z.object({
          heightM: number,
          eastMps: number,
          northMps: number,
          temperatureK: number.optional(),
          pressurePa: number.optional(),
        }),
      ),
    }),
  }),
} as const satisfies Partial<Record<EngineEvent["type"], z.ZodType>>;

const OTHER_TYPES: ReadonlySet<string> = new Set<EngineEvent["type"]>([
  "configuration",
  "look",
  "tick",
]);

const isText = (value: unknown): boolean => typeof value === "string";

/**
 * Why an event is none that the engine can take, in words; null: it is. Types end where a plug-in or whoever else feeds a post was
 * written without them: what is not of its form would be recorded, fail in the engine, and fail again at every start.
 */
export function eventProblem(event: EngineEvent): string | null {
  if (!Number.isFinite(event.receivedUs)) return "receivedUs is not a time";
  if (OTHER_TYPES.has(event.type)) return null;
  if (!isText(event.type) || !Object.hasOwn(FORMS, event.type)) return "type is none of an event";
  const issue = FORMS[event.type as keyof typeof FORMS].safeParse(event).error?.issues[0];
  if (issue === undefined) return null;
  return `${issue.path.join(".")}: ${issue.message}`;
}
