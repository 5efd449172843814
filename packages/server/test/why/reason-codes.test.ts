import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { channelId, REASON_CODES, type ReasonCode, type WhyReport } from "@tocsin/core";
import type { Channel } from "@tocsin/sdk";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { askJournal, nearestOf } from "../../src/counterfactual/ask-what-if.ts";
import { whyLines } from "../../src/cli/text/why-lines.ts";
import { readJournal } from "../../src/journal/read-journal.ts";
import { decodeRecord } from "../../src/pipeline/encode-record.ts";
import { REASON_GUIDE } from "../../src/reference/reason-code-guide.ts";
import { answerWhy } from "../../src/run/answer-why.ts";
import { runScenario } from "../../src/run/run-scenario.ts";
import { type Otherwise, ofHouse, scene } from "./code-scenes.ts";
import { CODE_SCENES, type CodeScene } from "./code-table.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tocsin-codes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lets a scene happen through the whole way into a journal. */
async function journalOf(
  name: string,
  otherwise: Otherwise,
  answers: CodeScene["answers"] = "delivered",
): Promise<string> {
  const scenario = scene(name.toLowerCase().replaceAll("_", "-"), otherwise);
  const channels = answers === null ? [] : [channel(answers)];
  const dataDir = mkdtempSync(join(folder, "run-"));
  const { report } = await runScenario({ scenario, dataDir, channels: () => channels });
  return report.journal;
}

const channel = (outcome: NonNullable<CodeScene["answers"]>): Channel => ({
  id: channelId("siren"),
  // One that is meant for another mode is never asked.
  modes: outcome === "not-live" ? ["live"] : ["simulation"],
  send: () =>
    Promise.resolve({
      outcome: outcome === "failed" ? outcome : "delivered",
      detail: "so it says",
    }),
  close: () => Promise.resolve(),
});

/** Every code that some recorded decision about an area carries. */
const decidedCodes = (journal: string): ReadonlySet<ReasonCode> =>
  new Set(
    [...readJournal(journal)].flatMap(({ type, payload }) => {
      const decoded = decodeRecord(type, payload);
      return decoded.kind === "effect" && decoded.effect.type === "decision"
        ? decoded.effect.decision.reasons
        : [];
    }),
  );

const scenesOf = (how: CodeScene["how"]) =>
  CODE_SCENES.filter((one) => one.how === how).map((one) => [one.code, one] as const);

async function asked({ code, otherwise, query, answers }: CodeScene): Promise<{
  readonly journal: string;
  readonly report: WhyReport;
}> {
  const journal = await journalOf(code, otherwise, answers);
  return { journal, report: answerWhy(journal, query ?? ofHouse()) };
}

test("every reason code has a scene in which it comes about", () => {
  const codes = CODE_SCENES.map(({ code }) => code);
  expect(codes).toHaveLength(new Set(codes).size);
  expect(new Set(codes)).toEqual(new Set(Object.keys(REASON_CODES)));
});

describe("what alone prevented a warning is told at its link, and nothing else is", () => {
  test.each(scenesOf("alone"))("%s", async (code, one) => {
    const { report } = await asked(one);
    expect(report.prevented).toEqual(one.prevented ?? [code]);
    const link = report.links.find((each) => each.code === code);
    expect(link).toMatchObject({ held: false, prevented: true });
    expect(REASON_GUIDE[code].links).toContain(link?.stage);
    expect(link?.statement).toMatch(one.says);
    expect(report.answer.length).toBeGreaterThan(20);
    expect(whyLines(report).join("\n")).toContain(code);
  });
});

describe("what stands beside a warning is recorded and told, and prevented nothing", () => {
  test.each(scenesOf("beside"))("%s", async (code, one) => {
    const { journal, report } = await asked(one);
    expect(decidedCodes(journal)).toContain(code);
    expect(report).toMatchObject({ outcome: "warned", prevented: [] });
    const told = report.links.filter(({ statement }) => one.says.test(statement));
    expect(told.map(({ held }) => held)).toEqual([true]);
    expect(REASON_GUIDE[code].links).toContain(told[0].stage);
  });
});

describe("why a defence did not act is its own answer, and changes nothing for people", () => {
  test.each(scenesOf("defence"))("%s", async (code, one) => {
    const { report } = await asked(one);
    expect(report).toMatchObject({ outcome: "warned", prevented: [] });
    const [answer] = report.defences;
    expect(answer).toMatchObject({ wouldHaveActivated: false, notional: true, reasons: [code] });
    expect(answer.statement).toMatch(one.says);
    expect(answer.statement).toMatch(/^Notional: by its stated rule, /);
  });

  test("with none of them it would have", async () => {
    const ready = CODE_SCENES.find(({ code }) => code === "DEFENCE_TOO_LATE")?.otherwise;
    const rule = { height_max_m: 3_000, reaction_s: 30 };
    const journal = await journalOf("acts", { ...ready, defence: { rule } });
    const [answer] = answerWhy(journal, ofHouse()).defences;
    expect(answer).toMatchObject({ wouldHaveActivated: true, reasons: [] });
    expect(answer.statement).toContain("House was threatened within its reach");
  });
});

test("a look that came too late is a fault, carried by no decision, and a link that had been in time would have warned", async () => {
  const late = CODE_SCENES.find(({ code }) => code === "LOOK_TOO_LATE");
  if (late === undefined) throw new Error("no scene");
  const { journal } = await asked(late);
  const faults = [...readJournal(journal)].flatMap(({ type, payload }) => {
    const decoded = decodeRecord(type, payload);
    return decoded.kind === "effect" && decoded.effect.type === "fault"
      ? [decoded.effect.fault.code]
      : [];
  });
  expect(faults).toContain("LOOK_TOO_LATE");
  expect(decidedCodes(journal)).not.toContain("LOOK_TOO_LATE");
  const report = nearestOf(askJournal(journal, ofHouse()));
  expect(report.links.map(({ code, alone }) => [code, alone])).toEqual([["LOOK_TOO_LATE", true]]);
  expect(report.sets.map(({ steps }) => steps.map(({ name }) => name))).toEqual([
    ["sensors.radar=up"],
  ]);
});
