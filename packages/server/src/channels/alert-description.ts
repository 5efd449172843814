import type { Warning } from "@tocsin/core";
import { type Language, plainLine } from "@tocsin/sdk";
import { fenced, fill } from "./texts/fill.ts";
import { SENTENCES } from "./texts/language-sentences.ts";
import { counted } from "./texts/say-times.ts";

/** What a warning is about, in one language: how many objects, how probable. */
export function alertDescription(warning: Warning, name: string, language: Language): string {
  const { direction, alert } = SENTENCES[language];
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
