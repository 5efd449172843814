import { listText, supposedHeightM, WITNESSES } from "@tocsin/core";
import type { ComparisonContent, Told } from "./make-comparison.ts";

const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
const countText = (n: number): string => NUMBERS[n] ?? String(n);

/** What to ask for, of one kind of record. */
export const askOf = (id: string): string => WITNESSES.find((kind) => kind.id === id)?.ask ?? id;

/** The codes that kept people from being warned; where they were, those by which a defence would not have acted. */
export const explanationOf = ({ why }: Told): string =>
  why.prevented.length > 0
    ? why.prevented.join(", ")
    : why.defences.flatMap(({ reasons }) => reasons).join(", ");

/** How many tell of it, to whom in each people were warned, and whether each explains it otherwise. */
export function summaryText({ told }: ComparisonContent): string {
  const not = told.filter(({ why }) => why.outcome === "not-warned");
  const warned = told.filter(({ why }) => why.outcome === "warned");
  const parts = [`${countText(told.length)} records tell of the same event.`];
  if (warned.length === 0) parts.push("In all of them people were not warned.");
  else if (not.length === 0) parts.push("In all of them people were warned.");
  else
    parts.push(
      `In ${countText(not.length).toLowerCase()} of them people were not warned; in ${listText(warned.map(({ name }) => `“${name}”`))} they were.`,
    );
  const alike = new Map<string, string[]>();
  for (const one of told) {
    const key = `${one.why.outcome} ${explanationOf(one)}`;
    alike.set(key, [...(alike.get(key) ?? []), `“${one.name}”`]);
  }
  const same = [...alike.values()].filter(({ length }) => length > 1);
  parts.push(
    same.length === 0
      ? "Each explains it otherwise, so at most one of them is what happened."
      : `${same.map((names) => listText(names)).join("; ")} explain it alike.`,
  );
  return parts.join(" ");
}

/** Which record would settle it, in plain words. */
export function settlingText(content: ComparisonContent): readonly string[] {
  const { smallest, telling, told } = content;
  const [first = []] = smallest;
  if (telling.of === "told" || first.length === 0)
    return ["Nothing in these records tells them apart: asking for more of the same would not."];
  const lines: string[] = [];
  if (first.length === 1) lines.push(`One record would settle it: ${askOf(first[0])}.`);
  else {
    lines.push(
      `No single record would settle it. ${countText(first.length)} would together: ${first.map(askOf).join("; ")}.`,
    );
    const left = Math.max(...telling.branches.map(({ members }) => members.length));
    lines.push(
      `If only one can be had, it should be ${askOf(telling.witness)}: whatever it says, at most ${countText(left).toLowerCase()} of the ${countText(told.length).toLowerCase()} are left.`,
    );
  }
  const together = leftOf(telling).filter(({ length }) => length > 1);
  for (const members of together)
    lines.push(
      `Nothing in these records tells ${listText(members.map((i) => `“${told[i].name}”`))} apart.`,
    );
  const heights = [...new Set(told.flatMap((one) => supposedHeightM(one) ?? []))];
  if (heights.length > 1)
    lines.push(
      `The records suppose that the object flew ${listText(heights.toSorted((a, b) => a - b).map((m) => `${m} m`))} above the ground, and what a sensor could have seen depends on it. Where nothing was tracked none of them holds how high it flew: whatever shows that (a film, another's radar, the object's own memory) says which of them can be held against the coverage.`,
    );
  return lines;
}

function leftOf(telling: ComparisonContent["telling"]): readonly (readonly number[])[] {
  return telling.of === "told"
    ? [telling.members]
    : telling.branches.flatMap(({ next }) => leftOf(next));
}
