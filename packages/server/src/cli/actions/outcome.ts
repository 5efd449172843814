import { utcText } from "@tocsin/core";
import {
  EXIT,
  type ListedStatement,
  type OutcomeStatement,
  outcomeStatementSchema,
  TocsinError,
} from "@tocsin/sdk";
import { loadSiteFile } from "../../config/load-site-file.ts";
import { findJournal } from "../../run/find-journal.ts";
import { openOutcomeDesk } from "../../run/open-outcome-desk.ts";
import { ScoreRecord } from "../../scoring/score-record.ts";
import type { CliContext } from "../cli-context.ts";
import { numberOption, timeOption, wholeOption } from "../options.ts";

interface ObjectOptions {
  readonly at: string;
  readonly within: string;
  readonly place?: string;
  readonly area?: readonly string[];
  readonly track?: readonly string[];
  readonly source: string;
}

interface QuietOptions {
  readonly from: string;
  readonly to: string;
  readonly area?: readonly string[];
  readonly source: string;
}

export const happened =
  (kind: "struck" | "averted") =>
  (context: CliContext, options: ObjectOptions): Promise<number> =>
    state(context, () => objectOf(kind, options));

export const quiet = (context: CliContext, options: QuietOptions): Promise<number> =>
  state(context, () => quietOf(options));

export const withdraw = (
  context: CliContext,
  record: string,
  { source }: { readonly source: string },
): Promise<number> =>
  state(context, () => ({
    kind: "withdrawn",
    statement: wholeOption("<record>", record, "outcome "),
    source,
  }));

async function state(context: CliContext, statementOf: () => object): Promise<number> {
  const checked = outcomeStatementSchema.safeParse(statementOf());
  if (!checked.success)
    throw new TocsinError("USAGE", {
      detail: `${checked.error.issues[0]?.path.join(".") ?? ""}: ${checked.error.issues[0]?.message ?? ""}`,
      command: "outcome ",
    });
  const { config } = await loadSiteFile(context.configPath);
  const desk = openOutcomeDesk(context.dataDir ?? config.data_dir, config);
  try {
    const record = await desk.state(checked.data);
    if (context.json) context.printJson({ record });
    else context.print(`Recorded as ${record}. Next: tocsin scorecard`);
  } finally {
    await desk.close();
  }
  return EXIT.ok;
}

const objectOf = (kind: "struck" | "averted", options: ObjectOptions): OutcomeStatement => ({
  kind,
  atUs: timeOption("--at", options.at, "outcome "),
  withinS: numberOption("--within", options.within, "outcome "),
  place: options.place === undefined ? null : placeOf(options.place),
  areas: [...(options.area ?? [])],
  tracks: [...(options.track ?? [])],
  source: options.source,
});

function placeOf(text: string): { latitudeDeg: number; longitudeDeg: number } {
  const [latitude = "", longitude = "", ...more] = text.split(",");
  if (more.length > 0)
    throw new TocsinError("USAGE", {
      detail: `--place takes latitude,longitude in degrees, not "${text}"`,
      command: "outcome ",
    });
  return {
    latitudeDeg: numberOption("--place", latitude, "outcome "),
    longitudeDeg: numberOption("--place", longitude, "outcome "),
  };
}

const quietOf = (options: QuietOptions): OutcomeStatement => ({
  kind: "quiet",
  fromUs: timeOption("--from", options.from, "outcome "),
  toUs: timeOption("--to", options.to, "outcome "),
  areas: options.area === undefined ? null : [...options.area],
  source: options.source,
});

export async function list(context: CliContext): Promise<number> {
  const record = new ScoreRecord(await findJournal(context));
  record.readOn();
  const statements = record.statements();
  if (context.json) context.printJson(statements);
  else if (statements.length === 0) context.print("Nobody has said what happened.");
  else for (const each of statements) context.print(lineOf(each));
  return EXIT.ok;
}

function lineOf({ record, by, statement, isWithdrawn }: ListedStatement): string {
  const who =
    by.kind === "command-line" ? by.user : by.kind === "account" ? `account ${by.id}` : by.name;
  return `${record}  ${textOf(statement)}  (${who})${isWithdrawn ? "  WITHDRAWN" : ""}`;
}

function textOf(statement: ListedStatement["statement"]): string {
  switch (statement.kind) {
    case "struck":
    case "averted": {
      const where =
        statement.place === null
          ? statement.areas.join(", ") || statement.tracks.join(", ")
          : `${statement.place.latitudeDeg.toFixed(5)},${statement.place.longitudeDeg.toFixed(5)}`;
      return `${utcText(statement.atUs)} ± ${statement.withinS} s  ${statement.kind} ${where}: ${statement.source}`;
    }
    case "quiet":
      return `${utcText(statement.fromUs)} to ${utcText(statement.toUs)}  quiet ${statement.areas?.join(", ") ?? "everywhere"}: ${statement.source}`;
    case "withdrawn":
      return `record ${statement.statement} is withdrawn: ${statement.source}`;
    case "simulated":
      return `all ${statement.objects} objects of a simulation`;
  }
}
