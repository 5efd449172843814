import type { Language, OutgoingWarning } from "@tocsin/sdk";
import { LANGUAGES, plainLine } from "@tocsin/sdk";
import { fenced, fill } from "./texts/fill.ts";
import { SENTENCES } from "./texts/language-sentences.ts";
import { counted } from "./texts/say-times.ts";
import type { Sentences } from "./texts/sentences.ts";

const languageOf = (tag: string): Language => LANGUAGES.find((one) => one === tag) ?? "en";

/** The fixed words of an alert in a language; in English where we have none. */
export const alertWords = (tag: string): Sentences["alert"] => SENTENCES[languageOf(tag)].alert;

/** What a message is about, in one language: how many objects, how probable. */
export function alertDescription(message: OutgoingWarning, tag: string): string {
  const { warning, areaName, areaOwner } = message;
  const language = languageOf(tag);
  const { direction, alert } = SENTENCES[language];
  const name = areaOwner === "" ? areaName : `${areaName} (${areaOwner})`;
  const place = fenced(plainLine(name), direction);
  if (warning.stage === "all-clear") return fill(alert.over, { place });
  if (warning.stage === "retraction") return fill(alert.mistake, { place });
  if (warning.threats.length === 0) return fill(alert.byHand, { place });
  const objects = counted(language, warning.threats.length, alert.objects);
  const { probability } = warning;
  const percent = String(Math.round((probability ?? 0) * 100));
  const chance = probability === null ? "" : ` ${fill(alert.chance, { percent })}`;
  return `${fill(alert.threat, { objects, place })}${chance}`;
}
