import { join } from "node:path";
import { clockText } from "@tocsin/core";
import { EXIT } from "@tocsin/sdk/errors";
import { HttpFront } from "../../http/http-front.ts";
import { SystemClock } from "../../pipeline/system-clock.ts";
import { storyOf } from "../../picture/scenario-recording.ts";
import { runDirectory } from "../../run/data-directory.ts";
import { DEMO, demoStories, recordDemo } from "../../run/demo-recordings.ts";
import type { ScenarioRun } from "../../run/run-scenario.ts";
import type { CliContext } from "../cli-context.ts";
import { DEFAULT_PORT, portOption } from "../options.ts";
import { whole } from "../text/numbers.ts";
import { wrap } from "../text/wrap.ts";

const FACTS_SHOWN = 4;

/** How long the address may be kept back until the first story is complete. */
const FIRST_STORY_MS = 8_000;
/** Where no port is named and the first is taken, it serves at one of so many next. */
const MORE_PORTS = 20;

interface DemoOptions {
  readonly text?: boolean;
  readonly port?: string;
  readonly host: string;
}

export const demo = (context: CliContext, options: DemoOptions): Promise<number> =>
  options.text === true || context.json ? printDemo(context) : serveDemo(context, options);

async function serveDemo(context: CliContext, options: DemoOptions): Promise<number> {
  const signal = context.signal();
  const { front, address } = await HttpFront.start({
    host: options.host,
    port: options.port === undefined ? DEFAULT_PORT : portOption(options.port, "demo "),
    morePorts: options.port === undefined ? MORE_PORTS : 0,
    startedUs: new SystemClock().nowUs(),
    failed: (detail) => context.note(`web server: ${detail}`),
  });
  let announced = false;
  const announce = (): void => {
    if (announced || signal.aborted) return;
    announced = true;
    context.print(`Open ${address}`);
    context.print("  Every place, track and figure is notional; nothing is sent to anybody.");
    context.print("  Ctrl-C stops.");
  };
  const patience = setTimeout(announce, FIRST_STORY_MS);
  try {
    for (const story of demoStories()) front.addStory(story);
    const root = runDirectory(context.dataDir ?? undefined, "demo", "all");
    for (const [index, id] of DEMO.entries()) {
      const progress = context.progress(`Preparing ${index + 1} of ${DEMO.length}`);
      const recording = await recordDemo({
        id,
        root,
        stderr: context.stderr,
        progress: ({ events }) => progress.update(`${id}, ${whole(events)} events`),
        cancelled: () => signal.aborted,
      });
      progress.stop();
      if (recording === null) break;
      front.addRecording(recording.source);
      if (storyOf(DEMO[index + 1] ?? "") !== storyOf(DEMO[0])) announce();
    }
    await untilAborted(signal);
  } finally {
    clearTimeout(patience);
    await front.close();
  }
  context.print("Stopped.");
  return EXIT.ok;
}

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });

async function printDemo(context: CliContext): Promise<number> {
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
    const progress = context.progress(`${index + 1} of ${DEMO.length}: ${id}`);
    const recording = await recordDemo({
      id,
      root,
      stderr: context.stderr,
      progress: ({ events }) => progress.update(`${whole(events)} events`),
      cancelled: () => signal.aborted,
    });
    progress.stop();
    if (recording === null) break;
    const { run, source } = recording;
    const { scenario } = run.simulation;
    const answers = source.detail.questions.map(({ ask, answer }) => ({
      question: ask,
      report: answer,
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
