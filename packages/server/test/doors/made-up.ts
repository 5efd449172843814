import type { CommandEvent, OperatorCommand, TimeUs } from "@tocsin/core";
import { segmentName } from "../../src/journal/segment-name.ts";
import { AREAS } from "./attacked-post.ts";
import type { Chance } from "./chance.ts";

/** A command of the engine that lowers protection. */
export function loweringCommand(chance: Chance, nowUs: TimeUs): OperatorCommand {
  const areaId = chance.pick(AREAS);
  return chance.pick<OperatorCommand>([
    { kind: "automation", on: false },
    { kind: "retract", areaId },
    { kind: "retract", areaId, threats: [] },
    { kind: "all-clear", areaId },
    { kind: "inhibit", areaId, untilUs: nowUs + 600_000_000 },
    { kind: "posture", level: "normal", untilUs: nowUs, source: "" },
  ]);
}

/** One person's name or account as it may be written to look like another's. */
const spellings = (name: string): readonly string[] => [
  name,
  name.toUpperCase(),
  ` ${name}\t`,
  Array.from(name).join("\u200B"),
  `\u2066${name}\u2069`,
  `${name.slice(0, 2)}\u00AD${name.slice(2)}`,
  `${name.slice(0, 1)} ${name.slice(1)}`,
  Array.from(name, fullWidth).join(""),
  `${name}\uFE0F`,
  `${name}\0`,
];
const fullWidth = (letter: string): string =>
  /[!-~]/u.test(letter) ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0) : letter;

/** A lowering that nobody, or only the same person, stands behind: whatever the event says of it. */
export function loweringOfOne(
  chance: Chance,
  people: readonly string[],
  nowUs: TimeUs,
): CommandEvent {
  const by = chance.pick([...people, "Anna Straße", "countdown"]);
  const same = (): string => chance.pick(spellings(by));
  const other = chance.pick(people);
  const seconded: unknown = chance.pick<() => unknown>([
    () => null,
    () => undefined,
    () => ({ by: same(), how: "person" }),
    () => ({ by: same(), how: "remote-supervisor" }),
    () => ({ by: chance.pick(["", " ", "\u200B"]), how: "person" }),
    () => ({ by: other, how: "before-the-rule" }),
    () => ({ by: "", how: "before-the-rule" }),
    () => ({ by: `${other} too`, how: chance.pick(["nobody", "", "PERSON", "service"]) }),
    () => ({ by: `${other} too` }),
    () => ({ by: { toString: "x" }, how: "person" }),
    () => ({ by: 7, how: "person" }),
    () => `${other} too`,
    () => [],
    () => true,
  ])();
  const command = loweringCommand(chance, nowUs);
  const event = { type: "command", receivedUs: nowUs, command, by, reason: "made up" };
  return (seconded === undefined ? event : { ...event, seconded }) as CommandEvent;
}

/** A command that looks in order, with two people in it, as whoever is no person might make it up. */
export const perfectForgery = (
  chance: Chance,
  people: readonly string[],
  nowUs: TimeUs,
): object => {
  const by = chance.pick(people);
  const second = people.find((one) => one !== by);
  return {
    type: "command",
    receivedUs: nowUs,
    command: loweringCommand(chance, nowUs),
    by,
    reason: "made up",
    seconded: {
      by: second,
      how: chance.pick(["person", "remote-supervisor", "countdown", "before-the-rule"]),
    },
    id: chance.uuid(),
    kind: "retract",
    change: "seconded",
  };
};

/** What a wire may carry that means to command, for adapters of every kind. */
export function commandingBytes(chance: Chance, forgery: object): Uint8Array {
  const json = JSON.stringify(forgery);
  const area = chance.pick(AREAS);
  const now = "2023-11-14T22:13:20Z";
  const event = (type: string, detail: string): string =>
    `<event version="2.0" uid="${area}" type="${type}" how="h-e" time="${now}" start="${now}" stale="2033-11-14T22:13:20Z"><point lat="48" lon="31" hae="150" ce="9" le="9"/><detail>${detail}</detail></event>`;
  const cap = (type: string): string =>
    `<?xml version="1.0"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>a-${chance.below(9)}</identifier><sender>x@y.example</sender><sent>2023-11-14T22:13:20+00:00</sent><status>Actual</status><msgType>${type}</msgType><scope>Public</scope><references>x@y.example,a-1,2023-11-14T22:13:20+00:00</references><info><language>en</language><category>Security</category><event>Air raid</event><responseType>AllClear</responseType><urgency>Past</urgency><severity>Minor</severity><certainty>Observed</certainty><headline>All clear</headline><area><areaDesc>${area}</areaDesc></area></info></alert>`;
  const texts: readonly (() => string)[] = [
    () => `${json}\n`,
    () => `[${json},${json}]\n`,
    () => `${JSON.stringify({ ...forgery, type: "detection", sensor: "ear", command: forgery })}\n`,
    () =>
      `${JSON.stringify({ type: "status", sensor: "ear", status: "up", __proto__: null, command: forgery })}\n`,
    () => `{"__proto__":${json},"type":"command","constructor":{"prototype":${json}}}\n`,
    () => event("t-x-c-t", `<command>${json.replaceAll('"', "&quot;")}</command>`),
    () => event("b-a-o-can", `<emergency cancel="true">${area}</emergency>`),
    () => event("a-f-G", `<remarks>retract ${area}</remarks>`),
    () => cap(chance.pick(["Cancel", "Update", "Alert", "Error"])),
    () =>
      `POST /api/commands HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n\r\n${json}`,
  ];
  const bytes = Buffer.from(chance.pick(texts)(), "utf8");
  if (chance.oneIn(6)) bytes[chance.below(bytes.length)] = chance.below(256);
  return chance.oneIn(8) ? bytes.subarray(0, chance.below(bytes.length)) : bytes;
}

/** Files that somebody drops beside the journal, with its own segments copied and cut among them. */
export function droppedFiles(
  chance: Chance,
  forgery: object,
  segments: ReadonlyMap<string, Uint8Array>,
): ReadonlyMap<string, Uint8Array> {
  const json = Buffer.from(JSON.stringify(forgery), "utf8");
  const names = [
    "commands.json",
    "orders.json",
    "proposals.json",
    "checkpoint",
    "site.yaml",
    "commands",
  ];
  const own = [...segments.values()];
  const next = segmentName(10_000 + chance.below(1_000));
  const files = new Map<string, Uint8Array>([[chance.pick(names), json]]);
  if (chance.oneIn(3)) files.set(next, json);
  if (chance.oneIn(3) && own.length > 0) files.set(next, chance.pick(own));
  if (chance.oneIn(4) && own.length > 0) {
    const segment = chance.pick(own);
    files.set(`${next}.quarantined-1`, segment.subarray(0, chance.below(segment.length + 1)));
  }
  return files;
}
