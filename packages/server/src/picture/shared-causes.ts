import { causesOf, type SensorSpec, type SharedCause } from "@tocsin/core";
import type { PictureSite } from "@tocsin/sdk";

const WORDS: Readonly<Record<SharedCause["kind"], string>> = {
  link: "the link",
  power: "the power supply",
  vendor: "the make",
  clock: "the clock",
  other: "the group",
};

/** In words that follow `share`. */
export const causeText = ({ kind, name }: SharedCause): string => `${WORDS[kind]} ${name}`;

/** What a sensor shares with others of the site, and with which; what nobody else names is left out. */
export function sharesOf(
  id: string,
  sensors: readonly SensorSpec[],
): PictureSite["sensors"][number]["shares"] {
  const own = sensors.find((each) => each.id === id);
  if (own === undefined) return [];
  return causesOf(own).flatMap((cause) => {
    const others = sensors.filter(
      (other) =>
        other.id !== id &&
        causesOf(other).some(({ kind, name }) => kind === cause.kind && name === cause.name),
    );
    return others.length === 0
      ? []
      : [{ what: causeText(cause), with: others.map((other) => other.id) }];
  });
}
