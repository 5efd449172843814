import { type CaseState, MAIN_EVENT } from "@tocsin/inquiry";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { openCase } from "../../cases/case-folder.ts";
import { actHere } from "./case-acting.ts";
import { placeWithin, textOf } from "./case-place.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";

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

export async function edit(
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

export async function split(
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

export async function merge(
  context: CliContext,
  folder: string,
  claimId: string,
  into: string,
  { reason }: Reason,
): Promise<number> {
  await actHere(folder, { kind: "merge", claimId, into, reason }, "case merge ");
  return shown(context, folder, claimId);
}

export async function lift(
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

export async function grade(
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
