import { readFileSync, statSync } from "node:fs";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { verifyHistory } from "../../acceptance/verify-history.ts";
import { readOpening } from "../../bundle/opening.ts";
import { isBundle, verifyBundle } from "../../bundle/verify-bundle.ts";
import { isComparison, verifyComparison } from "../../report/verify-comparison.ts";
import { type ReportVerdict, verifyReport } from "../../report/verify-report.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";

interface VerifyOptions {
  readonly publicKey: readonly string[];
  readonly journal: readonly string[];
  readonly opening?: string;
  readonly personKey: readonly string[];
}

export async function verify(
  context: CliContext,
  path: string,
  options: VerifyOptions,
): Promise<number> {
  const verdict =
    statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
      ? await historyVerdict(context, path, options)
      : await verdictOf(context, readText(path), options);
  if (context.json) context.printJson(verdict);
  else
    for (const { ok, words } of verdict.findings)
      context.print(`${ok ? "good" : "BAD "}  ${words}`);
  if (verdict.ok) return EXIT.ok;
  const bad = verdict.findings.find(({ ok }) => !ok);
  throw new TocsinError("REPORT_NOT_VERIFIED", { path, detail: bad?.words ?? "" });
}

async function historyVerdict(
  context: CliContext,
  dataDir: string,
  { publicKey, personKey }: VerifyOptions,
): Promise<ReportVerdict> {
  if (publicKey.length > 1)
    throw new TocsinError("USAGE", {
      detail: "a journal is of one post: name one --public-key",
      command: "verify ",
    });
  const journal = await findJournal({ ...context, dataDir });
  return verifyHistory(journal, { publicKey: publicKey[0] ?? null, personKeys: personKey });
}

async function verdictOf(
  context: CliContext,
  page: string,
  { publicKey, journal, opening }: VerifyOptions,
): Promise<ReportVerdict> {
  if (isBundle(page)) {
    const opened =
      opening === undefined
        ? null
        : { ...readOpening(opening), journal: await findJournal(context) };
    return verifyBundle(page, { publicKeys: publicKey, opened });
  }
  if (isComparison(page)) {
    const journals = await Promise.all(
      journal.map((dataDir) => findJournal({ ...context, dataDir })),
    );
    return verifyComparison(page, { journals, publicKeys: publicKey });
  }
  if (journal.length > 0 || publicKey.length > 1)
    throw new TocsinError("USAGE", {
      detail: "a report rests on one journal: name it with --data-dir, and one --public-key",
      command: "verify ",
    });
  return verifyReport(page, await findJournal(context), publicKey[0] ?? null);
}

/** Bytes that are no UTF-8 make no report: they would be read as others. */
function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    throw new TocsinError("REPORT_NOT_VERIFIED", {
      path,
      detail: error instanceof Error ? `It cannot be read: ${error.message}` : "It cannot be read",
    });
  }
}
