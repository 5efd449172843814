import { join } from "node:path";
import { clockText } from "@tocsin/core";
import { EXIT } from "@tocsin/sdk";
import { askQuestion } from "../../run/ask-question.ts";
import { runDirectory } from "../../run/data-directory.ts";
import { openChannels } from "../../run/open-channels.ts";
import { runScenario, type ScenarioRun } from "../../run/run-scenario.ts";
import { loadScenario } from "../../run/scenario-files.ts";
import type { CliContext } from "../cli-context.ts";
import { whole } from "../text/numbers.ts";
import { wrap } from "../text/wrap.ts";
import type { Verb } from "../verb.ts";

/** What the demo shows, in its order: the case that Tocsin was built for first. */
const DEMO = [
  "baghdad-2021-11/out-of-range",
  "baghdad-2021-11/below-horizon",
  "baghdad-2021-11/not-protected",
  "baghdad-2021-11/inhibited",
  "baghdad-2021-11/nothing-airborne",
  "green-zone-2021-02",
  "salvo",
] as const;
const FACTS_SHOWN = 4;

/** `tocsin demo`: the cases that Tocsin was built for, each run, decided and explained. */
export const demoVerb: Verb = {
  name: "demo",
  summary: "run the cases that Tocsin was built for, and explain what was decided in each",
  examples: [{ command: "tocsin demo", does: "all of it, in about ten seconds" }],
  outlivesOutput: false,
  declare(command, run) {
    command.action(run(demo));
  },
};

async function demo(context: CliContext): Promise<number> {
  const signal = context.signal();
  const results: object[] = [];
  const root = runDirectory(context.dataDir ?? undefined, "demo", "all");
  if (!context.json)
    for (const line of wrap(
      "Every place, track and figure below is notional; facts stand with the report that gives them. Nothing is sent to anybody.",
    ))
      context.print(line);
  let shownFacts = "";
  for (const [index, id] of DEMO.entries()) {
    if (signal.aborted) break;
    const scenario = loadScenario(id);
    const progress = context.progress(`${index + 1} of ${DEMO.length}: ${scenario.title}`);
    const dataDir = join(root, id.replaceAll("/", "-"));
    const run = await runScenario({
      scenario,
      dataDir,
      channels: (simulation) =>
        openChannels(scenario.siteConfig, dataDir, context.stderr, simulation),
      progress: ({ events }) => progress.update(`${whole(events)} events`),
      cancelled: () => signal.aborted,
    });
    progress.stop();
    if (signal.aborted) break;
    const answers = scenario.definition.questions.map((question) => ({
      question: question.ask,
      report: askQuestion(run.report.journal, run.simulation, question),
    }));
    results.push({ scenario: id, ...run.report, answers });
    if (context.json) continue;
    context.print("");
    context.print(`── ${index + 1} of ${DEMO.length} ── ${scenario.title}`);
    for (const line of wrap(scenario.summary)) context.print(line);
    const [name] = id.split("/");
    if (name !== shownFacts) printFacts(context, run);
    shownFacts = name ?? "";
    printRun(context, run);
    for (const { question, report } of answers) {
      if (report === null) continue;
      context.print(`  Question: ${question}`);
      for (const line of wrap(report.answer, 92)) context.print(`    ${line}`);
      for (const defence of report.defences)
        for (const line of wrap(defence.statement, 92)) context.print(`    ${line}`);
    }
  }
  if (context.json) context.printJson(results);
  else if (!signal.aborted) printNext(context, root);
  return signal.aborted ? EXIT.interrupted : EXIT.ok;
}

function printFacts(context: CliContext, { simulation }: ScenarioRun): void {
  const { facts } = simulation.scenario.definition;
  if (facts.length === 0) return;
  context.print("  Reported (the reports disagree; Tocsin claims none of it):");
  for (const fact of facts.slice(0, FACTS_SHOWN))
    for (const [i, line] of wrap(`${fact.statement} [${fact.source}]`, 90).entries())
      context.print(`    ${i === 0 ? "•" : " "} ${line}`);
  if (facts.length > FACTS_SHOWN)
    context.print(`    … and ${facts.length - FACTS_SHOWN} more in the scenario's file`);
}

function printRun(context: CliContext, run: ScenarioRun): void {
  const { site } = run.simulation;
  for (const area of site.areas) {
    const own = run.warnings.filter((warning) => warning.areaId === area.id);
    const first = own.find((warning) => warning.stage === "take-cover") ?? own[0];
    const lead = run.score.threats.find((threat) => threat.areaId === area.id && threat.inTime);
    const what =
      first === undefined
        ? area.protection === "none"
          ? "not this site's to warn"
          : "not warned"
        : `${first.stage.toUpperCase()} at ${clockText(first.issuedUs)} UTC${lead === undefined || lead.leadS === null ? "" : `, ${lead.leadS.toFixed(0)} s before impact`}`;
    context.print(`  ${area.name.padEnd(28)} ${what}`);
  }
  context.print(
    `  ${whole(run.report.events)} events, ${whole(run.report.decisions)} decisions (SHA-256 ${run.report.sha256.slice(0, 16)}…), journal verified by: tocsin journal verify --data-dir ${join(run.report.journal, "..")}`,
  );
}

function printNext(context: CliContext, root: string): void {
  context.print("");
  context.print("What to do next:");
  context.print("  npx tocsin simulate salvo --speed 1       watch the salvo at the speed of life");
  context.print(`  npx tocsin why --data-dir ${root}/salvo    ask why of any decision in it`);
  context.print("  npx tocsin replay FILE.pcap               run a radar recording of your own");
  context.print("  docs/README.md                            the guides");
}
