import { languageOf } from "../text/language.ts";
import { subjectOfMail } from "../text/mail.ts";
import { readingOf } from "../text/reading.ts";
import { sentencesOf } from "../text/sentences.ts";
import { type Furniture, furnitureOf } from "./furniture.ts";
import { publishedOf } from "./published.ts";

/** What somebody tells of an event, as it came. The text never changes; everything else points into it. */
export interface Account {
  /** Short name within its case: A, B, C … */
  readonly id: string;
  /** SHA-256 of the UTF-8 text, lower-case hex. */
  readonly sha256: string;
  readonly title: string;
  /** From where it came, as the person who added it says. */
  readonly source: string;
  readonly text: string;
  /** ISO date of publication, where the account or the person says it. */
  readonly published: string | null;
  readonly language: string;
  /** Whether claims are proposed for its language; by hand they can be made in any. */
  readonly supported: boolean;
  readonly furniture: readonly Furniture[];
}

/** An account of a text; what can be told from the text itself is. */
export function accountOf(given: {
  readonly id: string;
  readonly sha256: string;
  readonly source: string;
  readonly text: string;
  readonly title: string | null;
  readonly published: string | null;
}): Account {
  const { text } = given;
  const { language, supported } = languageOf(text);
  // Of an account that no rule reads at all, each passage would be labelled.
  const furniture = furnitureOf(text).filter(({ kind }) => supported || kind !== "other-language");
  return {
    id: given.id,
    sha256: given.sha256,
    source: given.source,
    text,
    title: given.title ?? subjectOfMail(text) ?? titleOf(text, furniture) ?? given.source,
    published: given.published ?? publishedOf(text, furniture),
    language,
    supported,
    furniture,
  };
}

const TITLE_MAX = 160;

/** The first sentence that is no furniture. */
function titleOf(text: string, furniture: readonly Furniture[]): string | null {
  for (const { start, end } of sentencesOf(text)) {
    const lead = furniture.find((label) => label.start <= start && start < label.end);
    const from = lead === undefined ? start : lead.end;
    if (from >= end) continue;
    const tail = furniture.find((label) => from < label.start && label.start < end);
    const own = readingOf(text, { start: from, end: tail?.start ?? end })
      .text.replace(/\s+/g, " ")
      .trim();
    if (own !== "") return own.length <= TITLE_MAX ? own : `${own.slice(0, TITLE_MAX)}…`;
  }
  return null;
}
