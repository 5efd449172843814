import type { PictureTrack } from "@tocsin/sdk";
import { percentText } from "../format/quantity.ts";

/** From this spoof score on a list says that an object's word is doubted; below it one odd report is an odd report. */
const DOUBTED_SCORE = 0.4;

/** What it says of its plight, and what speaks against its word, in sentences; empty where there is nothing. */
export function claimNotes({ claim }: PictureTrack): readonly string[] {
  if (claim === undefined) return [];
  const notes: string[] = [];
  if (claim.emergency !== null) notes.push(`Says: ${claim.emergency}.`);
  if (claim.spoofScore >= DOUBTED_SCORE)
    notes.push(
      `Its word is doubted (${percentText(claim.spoofScore)}): ${claim.doubts.join(", ")}.`,
    );
  return notes;
}

/** How it names itself, and what speaks against that. */
export function identityText({ identity, claimContradictedBy: by }: PictureTrack): string {
  if (identity === null) return "It names itself nowhere.";
  if (by === undefined) return `It names itself ${identity}.`;
  const against = by === "flight" ? "does not fly as such" : "no sensor sees it there";
  return `It names itself ${identity}, but ${against}.`;
}

const NUMBERS = ["no", "one", "two", "three", "four", "five"];
const numberText = (count: number): string => NUMBERS[count] ?? String(count);

/** Who has seen it, who of them counts together, and how many that makes. */
export function sourcesText(
  { sources }: PictureTrack,
  nameOf: (sensorId: string) => string,
): string {
  const { groups, independent, authenticated } = sources;
  if (groups.length === 0) return "";
  const seen = groups.map(({ sensorIds, shared }) => {
    const names = sensorIds.map(nameOf).join(" with ");
    return shared.length === 0 ? names : `${names} (they share ${shared.join(", ")})`;
  });
  const proven =
    authenticated === 0
      ? "none of them proven"
      : authenticated === independent
        ? "proven"
        : `${numberText(authenticated)} of them proven`;
  const count = `${numberText(independent)} independent source${independent === 1 ? "" : "s"}`;
  return `Seen by ${seen.join(", ")}: ${count}, ${independent === 1 && authenticated === 0 ? "not proven" : proven}.`;
}
