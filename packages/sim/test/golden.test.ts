import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import { createScorer } from "../src/index.ts";
import { allScenarioIds, scenarioOf } from "../src/testing/scenario-files.ts";
import { askQuestion } from "./ask-question.ts";
import { decisionStream } from "./decision-stream.ts";
import { runScenario, type ScenarioRun } from "./run-scenario.ts";

const DIRECTORY = fileURLToPath(new URL("./golden/", import.meta.url));
/** Set by `npm run golden`, which shows what changed; the reason belongs into the commit message. */
const UPDATE = process.env["TOCSIN_GOLDEN"] === "update";

const fileOf = (id: string): string => `${DIRECTORY}${id.replaceAll("/", "-")}.txt`;

describe.each(allScenarioIds())("scenario %s", (id) => {
  const scenario = scenarioOf(id);
  let run: ScenarioRun;
  beforeAll(() => {
    run = runScenario(scenario);
  });

  test("decides as it always did", () => {
    const stream = decisionStream(run);
    if (UPDATE) {
      mkdirSync(DIRECTORY, { recursive: true });
      writeFileSync(fileOf(id), stream);
    }
    expect(existsSync(fileOf(id)), "run npm run golden").toBe(true);
    expect(stream).toBe(readFileSync(fileOf(id), "utf8"));
  });

  test("warns the areas that it must, in time, and no other", () => {
    const scorer = createScorer(run.simulation);
    for (const { effects } of run.steps) for (const effect of effects) scorer.add(effect);
    const { threats, falseAlarms } = scorer.result();
    const inTime = threats.filter((threat) => threat.inTime).map((threat) => threat.areaId);
    expect([...new Set(inTime)].sort()).toEqual(scenario.definition.expected.warned.toSorted());
    const { may_pre_alert: mayPreAlert, taken_back: takenBack } = scenario.definition.expected;
    const mistakes = falseAlarms.filter(({ areaId }) => takenBack.includes(areaId));
    expect(mistakes.map(({ areaId }) => areaId)).toEqual(takenBack);
    for (const { fromUs, toUs } of mistakes) expect(toUs - fromUs).toBeLessThan(60_000_000);
    const wrong = falseAlarms.filter(
      ({ stage, areaId }) =>
        !takenBack.includes(areaId) && (stage !== "pre-alert" || !mayPreAlert.includes(areaId)),
    );
    expect(wrong).toEqual([]);
  });

  test.each(scenario.definition.questions.map((question) => [question.ask, question] as const))(
    "answers: %s",
    (_, question) => {
      const report = askQuestion(run, question);
      expect(report.prevented).toEqual(question.answer);
      const { defence } = question;
      expect(defence === undefined ? undefined : report.defences[0].reasons).toEqual(defence);
      expect(report.answer.length).toBeGreaterThan(40);
    },
  );
});
