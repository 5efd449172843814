import { EXIT } from "@tocsin/sdk/errors";
import { actHere } from "./case-acting.ts";
import { placeOf } from "./case-place.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";

interface DecideOptions {
  readonly reason: string;
}
interface SpeakerOptions extends DecideOptions {
  readonly kind: string;
}
interface HandOptions {
  readonly quote: string;
  readonly value: string;
  readonly least?: string;
  readonly most?: string;
  readonly of?: string;
  readonly speaker: string;
  readonly kind: string;
  readonly reason: string;
}

const WORDS: Readonly<Record<string, string>> = { accept: "Accepted", reject: "Rejected" };

export async function decide(
  context: CliContext,
  folder: string,
  claimId: string,
  verdict: string,
  { reason }: DecideOptions,
): Promise<number> {
  await actHere(folder, { kind: "decide", claimId, verdict, reason }, "case decide ");
  context.print(`${WORDS[verdict] ?? "Reopened"}: ${claimId}`);
  return EXIT.ok;
}

export async function attribute(
  context: CliContext,
  folder: string,
  claimId: string,
  speaker: string,
  { kind, reason }: SpeakerOptions,
): Promise<number> {
  await actHere(
    folder,
    { kind: "attribute", claimId, speaker, speakerKind: kind, reason },
    "case attribute ",
  );
  context.print(`${claimId} is said by ${speaker}.`);
  return EXIT.ok;
}

export async function byHand(
  context: CliContext,
  folder: string,
  accountId: string,
  predicate: string,
  options: HandOptions,
): Promise<number> {
  const command = "case claim ";
  const { least, most } = options;
  const action = {
    kind: "claim",
    accountId,
    span: placeOf(folder, accountId, options.quote, command),
    predicate,
    value: options.value,
    least: least === undefined ? null : wholeOption("--least", least, command),
    most: most === undefined ? null : wholeOption("--most", most, command),
    population: options.of ?? null,
    speaker: options.speaker,
    speakerKind: options.kind,
    reason: options.reason,
  };
  await actHere(folder, action, command);
  context.print(`Claimed in ${accountId}: ${predicate} ${options.value}`);
  return EXIT.ok;
}
