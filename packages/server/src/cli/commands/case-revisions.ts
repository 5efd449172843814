import { type CaseState, MAIN_EVENT, POLARITIES } from "@tocsin/inquiry";
import { EXIT, TocsinError } from "@tocsin/sdk";
import type { Command } from "commander";
import { openCase } from "../../cases/case-folder.ts";
import { actHere } from "../case-acting.ts";
import { placeWithin, textOf } from "../case-place.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import type { Run } from "../verb.ts";

interface Reason {
  readonly reason: string;
}
interface EditOptions extends Reason {
  readonly value?: string;
  readonly least?: string;
  readonly most?: string;
  readonly uncounted?: true;
  readonly of?: string;
  readonly polarity?: string;
  readonly hedge?: readonly string[];
  readonly unhedged?: true;
  readonly event?: string;
}
interface LiftOptions extends Reason {
  readonly quote: string;
  readonly undo?: true;
}
interface SplitOptions extends Reason {
  readonly quote: readonly string[];
  readonly value?: readonly string[];
}

/** `tocsin case edit`, `split`, `merge`, `lift` and `grade`: people correct what the rules propose, and weigh it. */
export function declareRevisions(command: Command, run: Run): void {
  command
    .command("edit <folder> <claim>")
    .description("correct a claim; what was proposed is kept and shown beside it")
    .option("--value <text>", "what is said")
    .option("--least <count>", "the number said, or its lower bound")
    .option("--most <count>", "its upper bound; left out with --least: none")
    .option("--uncounted", "no number is said")
    .option("--of <people>", "of whom the number is")
    .option("--polarity <polarity>", POLARITIES.join(", "))
    .option("--hedge <words...>", "the words that weaken it, in place of those proposed")
    .option("--unhedged", "nothing weakens it")
    .option("--event <name>", `"${MAIN_EVENT}" for what the case is about, else the other event's`)
    .requiredOption("--reason <text>", "why")
    .action(run(edit));
  command
    .command("split <folder> <claim>")
    .description("make several claims of one that says several things")
    .requiredOption("--quote <text...>", "the words of each part, in the claim")
    .option("--value <text...>", "what each part says, in the same order")
    .requiredOption("--reason <text>", "why")
    .action(run(split));
  command
    .command("merge <folder> <claim> <into>")
    .description("make a claim another place of one that the same account makes")
    .requiredOption("--reason <text>", "why")
    .action(run(merge));
  command
    .command("lift <folder> <account>")
    .description("read a passage that was taken for an advert, a caption or a form")
    .requiredOption("--quote <text>", "words of the passage")
    .option("--undo", "it is an advert, a caption or a form after all")
    .requiredOption("--reason <text>", "why")
    .action(run(lift));
  command
    .command("grade <folder> <what> <grade>")
    .description(
      "grade as the Admiralty does: a source (an account's name, or a speaker) from A to F, a claim's information from 1 to 6; none takes the grade back",
    )
    .requiredOption("--reason <text>", "why")
    .action(run(grade));
}

async function edit(
  context: CliContext,
  folder: string,
  claimId: string,
  options: EditOptions,
): Promise<number> {
  const { value, of, polarity, event } = options;
  const hedges = options.unhedged === true ? [] : options.hedge;
  const change = {
    ...(value === undefined ? {} : { value }),
    ...intervalOf(options),
    ...(of === undefined ? {} : { population: of }),
    ...(polarity === undefined ? {} : { polarity }),
    ...(hedges === undefined ? {} : { hedges }),
    ...(event === undefined ? {} : { event: event === MAIN_EVENT ? event : `other: ${event}` }),
  };
  await actHere(folder, { kind: "edit", claimId, change, reason: options.reason }, "case edit ");
  return shown(context, folder, claimId);
}

function intervalOf({ least, most, uncounted }: EditOptions): Readonly<Record<string, unknown>> {
  if (uncounted === true) return { interval: null };
  if (least === undefined && most === undefined) return {};
  return {
    interval: {
      least: wholeOption("--least", least ?? "0", "case edit "),
      most: most === undefined ? null : wholeOption("--most", most, "case edit "),
    },
  };
}

async function split(
  context: CliContext,
  folder: string,
  claimId: string,
  options: SplitOptions,
): Promise<number> {
  const command = "case split ";
  const state = openCase(folder);
  const claim = state.claims.find(({ id }) => id === claimId);
  if (claim === undefined)
    throw new TocsinError("CASE_REFUSED", {
      path: folder,
      detail: `the case has no claim ${claimId}`,
    });
  const text = textOf(state, claim.accountId, command);
  let from = claim.span.start;
  const parts = options.quote.map((quote, i) => {
    const span = placeWithin(text, { start: from, end: claim.span.end }, quote, {
      where: "what is left of the claim",
      command,
    });
    from = span.end;
    const value = options.value?.[i];
    return value === undefined ? { span } : { span, value };
  });
  await actHere(folder, { kind: "split", claimId, parts, reason: options.reason }, command);
  return shown(context, folder, claimId);
}

async function merge(
  context: CliContext,
  folder: string,
  claimId: string,
  into: string,
  { reason }: Reason,
): Promise<number> {
  await actHere(folder, { kind: "merge", claimId, into, reason }, "case merge ");
  return shown(context, folder, claimId);
}

async function lift(
  context: CliContext,
  folder: string,
  accountId: string,
  options: LiftOptions,
): Promise<number> {
  const command = "case lift ";
  const state = openCase(folder);
  const text = textOf(state, accountId, command);
  if (options.undo === true) return relabel(context, folder, accountId, options);
  const labels = state.accounts.find(({ id }) => id === accountId)?.furniture ?? [];
  const label = labels.find(({ start, end }) => text.slice(start, end).includes(options.quote));
  if (label === undefined)
    throw new TocsinError("USAGE", {
      detail: `nothing that is labelled in account ${accountId} says “${options.quote}”; labelled: ${labels.map(({ start, end, kind }) => `${kind} “${text.slice(start, end).trim()}”`).join(", ") || "nothing"}`,
      command,
    });
  const { start, end, kind } = label;
  await actHere(
    folder,
    { kind: "lift", accountId, span: { start, end }, reason: options.reason },
    command,
  );
  context.print(
    `Read as part of account ${accountId}, and no ${kind}: “${text.slice(start, end)}”`,
  );
  return EXIT.ok;
}

/** Undoes a lift: the label that stood there holds again. */
async function relabel(
  context: CliContext,
  folder: string,
  accountId: string,
  { quote, reason }: LiftOptions,
): Promise<number> {
  const command = "case lift ";
  const state = openCase(folder);
  const text = textOf(state, accountId, command);
  const label = state.lifted.find(
    ({ accountId: own, span }) =>
      own === accountId && text.slice(span.start, span.end).includes(quote),
  );
  if (label === undefined)
    throw new TocsinError("USAGE", {
      detail: `nothing that was lifted in account ${accountId} says “${quote}”`,
      command,
    });
  await actHere(folder, { kind: "relabel", accountId, span: label.span, reason }, command);
  context.print(
    `No part of account ${accountId} again: “${text.slice(label.span.start, label.span.end)}”`,
  );
  return EXIT.ok;
}

async function grade(
  context: CliContext,
  folder: string,
  what: string,
  given: string,
  { reason }: Reason,
): Promise<number> {
  const none = given === "none";
  const { accounts, claims } = openCase(folder);
  const isSource = none ? !claims.some(({ id }) => id === what) : /^\p{L}$/u.test(given);
  const isAccount = accounts.some(({ id }) => id === what);
  const action = isSource
    ? {
        kind: "grade-source",
        source: { kind: isAccount ? "account" : "speaker", name: what },
        reliability: none ? null : given.toUpperCase(),
      }
    : { kind: "grade-information", claimId: what, credibility: none ? null : Number(given) };
  await actHere(folder, { ...action, reason }, "case grade ");
  const thing = isSource ? "Source" : "Information";
  context.print(
    none ? `${thing} not graded: ${what}` : `${thing} graded ${given.toUpperCase()}: ${what}`,
  );
  return EXIT.ok;
}

/** What was decided about a claim last. */
function shown(context: CliContext, folder: string, claimId: string): number {
  const state: CaseState = openCase(folder);
  const claim = state.claims.find(({ id }) => id === claimId);
  if (context.json) context.printJson(claim);
  else context.print(`${claimId}: ${claim?.steps.at(-1)?.what ?? ""}`);
  return EXIT.ok;
}
