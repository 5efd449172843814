import { utcText } from "@tocsin/core";
import type { DrillRequest, ShownDrill } from "@tocsin/sdk";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { DrillBook } from "../../drill/drill-book.ts";
import { scoreDrill } from "../../drill/score-drill.ts";
import { readRunningServer } from "../../http/identity/local-key.ts";
import { findJournal } from "../../run/find-journal.ts";
import { askServer } from "../../run/remote-account-desk.ts";
import type { CliContext } from "../cli-context.ts";
import { timeOption } from "../options.ts";
import { drillLine, drillScoreLines } from "../text/drill-lines.ts";

/** A little more than the post waits for its own: a flight is worked out before a drill begins. */
const DRILL_WAIT_MS = 65_000;

interface StartOptions {
  readonly area?: string;
  readonly at?: string;
  readonly reason: string;
}

export async function start(
  context: CliContext,
  scenario: string,
  options: StartOptions,
): Promise<number> {
  const request: DrillRequest = {
    scenario,
    areaId: options.area ?? null,
    atUs: options.at === undefined ? null : timeOption("--at", options.at, "drill "),
    reason: options.reason,
  };
  const { drill, dataDir } = await ask(context, "/api/drill", request);
  if (context.json) context.printJson(drill);
  else {
    context.print(`Drill ${drill.id}: ${drill.title}, from ${utcText(drill.startUs)} on.`);
    context.print(`Afterwards: tocsin drill score ${drill.id} --data-dir ${dataDir}`);
  }
  return EXIT.ok;
}

export async function stop(
  context: CliContext,
  { reason }: { readonly reason: string },
): Promise<number> {
  const { drill, dataDir } = await ask(context, "/api/drill/stop", { reason });
  if (context.json) context.printJson(drill);
  else
    context.print(
      `Drill ${drill.id} is ended. Next: tocsin drill score ${drill.id} --data-dir ${dataDir}`,
    );
  return EXIT.ok;
}

export async function list(context: CliContext): Promise<number> {
  const drills = (await drillsHere(context)).list();
  if (context.json) context.printJson(drills);
  else if (drills.length === 0) context.print("There was no drill here.");
  else for (const drill of drills) context.print(drillLine(drill));
  return EXIT.ok;
}

export async function score(context: CliContext, id: string | undefined): Promise<number> {
  const book = await drillsHere(context);
  const result = scoreDrill(book.journal, book.find(id ?? book.list()[0]?.id ?? "yet"));
  if (context.json) context.printJson(result);
  else for (const line of drillScoreLines(result)) context.print(line);
  return EXIT.ok;
}

/** The drills that the journal of a site has, whether its post runs or not. */
async function drillsHere(context: CliContext): Promise<DrillBook> {
  const book = new DrillBook(await findJournal(context));
  book.readOn();
  return book;
}

/** Asks the post that runs on the data directory: nobody else can drill beside it. */
async function ask(
  context: CliContext,
  path: string,
  body: object,
): Promise<{ readonly drill: ShownDrill; readonly dataDir: string }> {
  const dataDir = context.dataDir ?? (await loadSiteFile(context.configPath)).config.data_dir;
  const running = readRunningServer(dataDir);
  if (running === null)
    throw new TocsinError("DRILL_REFUSED", {
      detail: `no post that serves screens runs on ${dataDir}`,
    });
  const asked = { method: "POST", path, body, waitMs: DRILL_WAIT_MS };
  const drill = (await askServer(running, dataDir, asked)) as ShownDrill;
  return { drill, dataDir };
}
