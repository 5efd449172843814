import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { makeComparison } from "../../report/make-comparison.ts";
import { type ComparisonAsk, readComparison } from "../../report/read-comparison.ts";
import type { WhyQuery } from "../../run/answer-why.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { queryOf } from "./subject-query.ts";
import { writeWholeFile } from "../../disk/whole-file.ts";

export async function compare(
  context: CliContext,
  path: string,
  { out }: { readonly out: string },
): Promise<number> {
  const comparison = await readComparison(path, {
    queryOf: queryIn,
    journalOf: (dataDir) => findJournal({ ...context, dataDir }),
  });
  const progress = context.progress("reading the records");
  const page = makeComparison(comparison);
  progress.stop();
  writeWholeFile(out, page);
  const journals = comparison.records.map(({ journal }) => journal);
  if (context.json) context.printJson({ comparison: out, journals });
  else {
    context.print(`The comparison is in ${out}.`);
    context.print(
      `Next: tocsin verify ${out} ${journals.map((journal) => `--journal ${journal}`).join(" ")}`,
    );
  }
  return EXIT.ok;
}

function queryIn({ decision, track, ...options }: ComparisonAsk): WhyQuery {
  const kind = decision !== undefined ? "decision" : track !== undefined ? "track" : undefined;
  const query = queryOf("compare ", { kind, name: decision ?? track, options });
  if (query !== null) return query;
  throw new TocsinError("USAGE", {
    detail: "each record needs `decision`, `track`, or `at` or `area` with `time`, under `ask`",
    command: "compare ",
  });
}
