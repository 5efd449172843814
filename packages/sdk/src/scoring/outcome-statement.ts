import { z } from "zod";

/** Bounds on what somebody may say happened. */
export const STATEMENT_LIMITS = {
  areas: 64,
  tracks: 64,
  sourceCharacters: 300,
  withinS: 86_400,
  /** Nobody can vouch for more at once: a quarter of a year, in microseconds. */
  quietUs: 92 * 86_400_000_000,
} as const;

const timeUs = z.int().min(0).meta({ description: "Microseconds since 1970, UTC." });
const areaId = z.string().regex(/^[A-Za-z0-9][\w-]{0,63}$/);
const areas = z.array(areaId).max(STATEMENT_LIMITS.areas);
const source = z
  .string()
  .trim()
  .min(3)
  .max(STATEMENT_LIMITS.sourceCharacters)
  .regex(/^[^\p{C}]+$/u)
  .meta({ description: "Where it is known from: a report, a document, who saw it." });
const place = z.strictObject({
  latitudeDeg: z.number().min(-90).max(90),
  longitudeDeg: z.number().min(-180).max(180),
});
const objectFields = {
  atUs: timeUs,
  withinS: z
    .number()
    .min(0)
    .max(STATEMENT_LIMITS.withinS)
    .meta({ description: "The time may be wrong by so much either way." }),
  place: place.nullable().meta({
    description: "Where it came down, or would have; null where `areas` says it, or nobody knows.",
  }),
  areas: areas.meta({ description: "Areas that it is said to have hit, or would have." }),
  tracks: z.array(z.string().min(1).max(64)).max(STATEMENT_LIMITS.tracks).meta({
    description: "Our own tracks of it, where they are known.",
  }),
  source,
};

/** What somebody says afterwards of what happened, or takes back. */
export const outcomeStatementSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("struck"), ...objectFields }),
  z.strictObject({ kind: z.literal("averted"), ...objectFields }),
  z.strictObject({
    kind: z.literal("quiet").meta({
      description: "Nothing threatened these areas in that time but what is said beside.",
    }),
    fromUs: timeUs,
    toUs: timeUs,
    areas: areas.nullable().meta({ description: "null: every area of the site." }),
    source,
  }),
  z.strictObject({
    kind: z.literal("withdrawn").meta({ description: "An earlier statement does not hold." }),
    statement: z.int().min(1).meta({ description: "Its record." }),
    source,
  }),
]);

export type OutcomeStatement = z.output<typeof outcomeStatementSchema>;

/** What keeps a statement from being taken, in words; null where nothing does. */
export function statementProblem(
  statement: OutcomeStatement,
  known: { readonly nowUs: number; readonly areas: ReadonlySet<string> },
): string | null {
  if (statement.kind === "withdrawn") return null;
  const stranger = (statement.areas ?? []).find((id) => !known.areas.has(id));
  if (stranger !== undefined) return `The site has no area ${stranger}.`;
  if (statement.kind === "quiet") {
    if (statement.toUs <= statement.fromUs) return "It ends before it begins.";
    if (statement.toUs > known.nowUs) return "Nobody can vouch for what is still to come.";
    return statement.toUs - statement.fromUs > STATEMENT_LIMITS.quietUs
      ? "Nobody can vouch for more than 92 days at once."
      : null;
  }
  if (statement.atUs > known.nowUs) return "It has not happened yet.";
  const isNowhere = statement.place === null && statement.areas.length === 0;
  return isNowhere && statement.tracks.length === 0
    ? "Say where it was, by a place or an area, or which track it was."
    : null;
}
