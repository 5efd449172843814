import type { ParsedText } from "../grammar/parse.ts";
import type { Speaker } from "../claims/claim.ts";
import { isPersonWord } from "../claims/people.ts";
import { lettered } from "../text/letters.ts";
import type { Span } from "../text/span.ts";
import { speakerKindOf } from "./speaker.ts";
import { isOneOf } from "../text/one-of.ts";

/** "The baker said", after "Ola Mera, a baker": who was introduced as that; a person whom nobody named is nobody by name. */
export function roleOf(
  { text }: ParsedText,
  source: Span,
  phrase: string,
): Omit<Speaker, "via"> | null {
  const noun = /^(?:the|this|our|its) (?:\p{Ll}+[ -])?(\p{Ll}+)$/iu.exec(phrase)?.[1];
  if (noun === undefined || isOneOf(noun, OFFICE_HOLDER)) return null;
  if (!isPersonWord(noun) && !isOneOf(noun, "official|officer|source")) return null;
  if (speakerKindOf(phrase, "say") !== "unresolved") return null;
  const before = text.slice(Math.max(0, source.start - INTRODUCED_WITHIN), source.start);
  const introduced = lettered(
    String.raw`(${PERSONAL})(?:, \d{1,3})?, (?:an?|the|who is an?|who works as an?) (?:[\p{Ll}-]+ ){0,3}${noun}\b|\b${noun} (${PERSONAL})`,
    "g",
  );
  const names = new Set(
    [...before.matchAll(introduced)].map((match) => match[1] ?? match[2] ?? ""),
  );
  const [only] = names;
  if (names.size > 1) return null;
  if (only !== undefined && speakerKindOf(only, "say") === "named")
    return { kind: "named", name: only, span: source };
  return { kind: isOneOf(noun, POST) ? "office" : "anonymous", name: phrase, span: source };
}

/** A post of which there is one: it speaks for its service. */
const POST =
  "commandant|controller|colonel|lieutenant|major|sergeant|inspector|superintendent|brigadier|general|commander|coroner|ombudsman|dispatcher|rector|principal|headmaster|headmistress|headteacher|harbourmaster|stationmaster|warden|abbot|bishop|imam|chancellor|sheriff|registrar";
const PERSONAL = String.raw`\p{Lu}\p{Ll}[\p{L}'’-]*(?: (?:(?:al|el|de|van|von|bin)[- ])?\p{Lu}[\p{L}'’-]+){1,3}`;
/** Who speaks for an office and not for himself. */
const OFFICE_HOLDER =
  "minister|president|governor|mayor|director|ministry|speaker|owner|operator|manufacturer|driver's";
/** Letters before in which somebody was introduced. */
const INTRODUCED_WITHIN = 1200;
