import type { PlannedKind } from "@tocsin/core";

/** Kinds of threat in the order in which planners are asked about them. */
export const PLANNED: readonly PlannedKind[] = [
  "drone",
  "multirotor",
  "missile",
  "rocket",
  "mortar",
];

export const KIND_WORDS: Readonly<Record<PlannedKind, string>> = {
  drone: "Attack drones",
  multirotor: "Drones with rotors",
  missile: "Missiles",
  rocket: "Rockets",
  mortar: "Mortar bombs",
};

/** As the server takes them. */
const HEIGHTS_MAX = 8;

/** `20, 50, 100` as metres; null where it is no list of heights. */
export function heightsOf(text: string): readonly number[] | null {
  const heights = text.split(",").map((each) => (each.trim() === "" ? Number.NaN : Number(each)));
  const fit = heights.every((height) => height >= 1 && height <= 20_000);
  return fit && heights.length <= HEIGHTS_MAX ? heights : null;
}

/** `4.5 %`, and never 100 % of what is not all. */
export function percentText(share: number): string {
  if (share >= 1) return "100 %";
  return `${Math.min(share * 100, 99.9).toFixed(1)} %`;
}
