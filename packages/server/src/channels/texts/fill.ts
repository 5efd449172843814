import type { Sentences } from "./sentences.ts";

const PLACE = /\{(\w+)\}/g;
/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A sentence with its places filled. A place that nobody fills is a defect, and stays visible. */
export const fill = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(PLACE, (place, name: string) => values[name] ?? place);

/** The names of a sentence's places. */
export const placesOf = (sentence: string): readonly string[] =>
  [...sentence.matchAll(PLACE)].map(([, name = ""]) => name);

/**
 * A name, a time or a number inside a sentence, fenced off where it could be read the other way round than its sentence: between
 * U+2068 and U+2069 (Unicode 16, annex 9, section 2.4), it keeps its own direction and disturbs none around it.
 */
export const fenced = (text: string, direction: Sentences["direction"]): string =>
  direction === "rtl" || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
