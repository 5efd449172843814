import {
  ENGINE_VERSION,
  type Incident,
  smallestTelling,
  tellApart,
  type Telling,
  toldApart,
  type Testimony,
  type Witness,
  WITNESSES,
} from "@tocsin/core";
import { readVersion } from "../cli/version.ts";
import { askJournal } from "../counterfactual/ask-what-if.ts";
import type { WhyQuery } from "../run/answer-why.ts";
import { type CitedRecord, citedRecords } from "./cited-records.ts";
import { comparisonPage } from "./comparison-page.ts";
import type { Comparison, ComparedRecord } from "./read-comparison.ts";
import { MANIFEST_PLACE, sealPage } from "./sealed-page.ts";
import { type ReportedJournal, verifiedJournal } from "./verified-journal.ts";

export const COMPARISON_FORMAT = "tocsin comparison 1";

/** What a comparison says of itself: enough to make it again from the same journals. */
export interface ComparisonManifest {
  readonly format: typeof COMPARISON_FORMAT;
  readonly tocsin: string;
  readonly engine: string;
  readonly title: string;
  readonly records: readonly {
    readonly name: string;
    readonly query: WhyQuery;
    readonly journal: ReportedJournal;
  }[];
  readonly sha256: string;
}

/** One record of the event with what each kind of record in it says. */
export interface Told extends Incident {
  readonly name: string;
  /** Of each of {@link WITNESSES}. */
  readonly testimonies: readonly Testimony[];
  readonly cited: readonly CitedRecord[];
}

export interface ComparisonContent {
  readonly title: string;
  readonly told: readonly Told[];
  readonly telling: Telling;
  /** The smallest sets of kinds of records that tell apart whatever any of them do. */
  readonly smallest: readonly (readonly string[])[];
  readonly witnesses: readonly Witness[];
}

/** Compares several records of one event as a page: which link failed in each, what people were told, and which record would settle it. */
export function makeComparison({ title, records }: Comparison): string {
  const journals = records.map(({ journal }) => verifiedJournal(journal));
  const told = records.map(tellOf);
  const all = WITNESSES.map(({ id, derived }, index) => ({
    id,
    derived,
    values: told.map(({ testimonies }) => testimonies[index].value),
  }));
  const members = told.map((_, index) => index);
  const own = all.filter(({ derived }) => !derived);
  const asked = toldApart(own, members) === toldApart(all, members) ? own : all;
  const content: ComparisonContent = {
    title,
    told,
    telling: tellApart(asked, members),
    smallest: smallestTelling(asked, members),
    witnesses: all,
  };
  const manifest: Omit<ComparisonManifest, "sha256"> = {
    format: COMPARISON_FORMAT,
    tocsin: readVersion(),
    engine: ENGINE_VERSION,
    title,
    records: records.map(({ name, query }, index) => ({ name, query, journal: journals[index] })),
  };
  return sealPage(comparisonPage(content, MANIFEST_PLACE), manifest);
}

function tellOf({ name, journal, query }: ComparedRecord): Told {
  const { incident, question, recorded: why } = askJournal(journal, query);
  const own: Incident = { record: incident.record, question, why };
  const testimonies = WITNESSES.map(({ testimony }) => testimony(own));
  const cited = citedRecords(journal, [
    ...why.links.flatMap((link) => link.records),
    ...why.defences.flatMap((defence) => defence.records),
    ...testimonies.flatMap((one) => one.records),
  ]);
  return { ...own, name, testimonies, cited };
}
