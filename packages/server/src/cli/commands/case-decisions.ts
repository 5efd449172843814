import { PREDICATE_WORDS, SPEAKER_KINDS } from "@tocsin/inquiry";
import { EXIT } from "@tocsin/sdk";
import type { Command } from "commander";
import { actHere } from "../case-acting.ts";
import { placeOf } from "../case-place.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import type { Run } from "../verb.ts";

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

/** `tocsin case decide`, `attribute` and `claim`: people decide about proposals, and make claims of their own. */
export function declareDecisions(command: Command, run: Run): void {
  command
    .command("decide <folder> <claim> <verdict>")
    .description("accept or reject a proposed claim, or reopen it: it is again as it was proposed")
    .requiredOption("--reason <text>", "why")
    .action(run(decide));
  command
    .command("attribute <folder> <claim> <speaker>")
    .description("say who makes a claim, where the proposal is wrong or undecided")
    .option("--kind <kind>", SPEAKER_KINDS.join(", "), "named")
    .requiredOption("--reason <text>", "why")
    .action(run(attribute));
  command
    .command("claim <folder> <account> <predicate>")
    .description(
      `make a claim by hand, in any language; predicates: ${Object.keys(PREDICATE_WORDS).join(", ")}`,
    )
    .requiredOption(
      "--quote <text>",
      "the words of the account, exactly; the first place where they stand",
    )
    .requiredOption("--value <text>", "what is said")
    .requiredOption("--speaker <text>", "who says it")
    .option("--kind <kind>", SPEAKER_KINDS.join(", "), "named")
    .option("--least <count>", "the number said, or its lower bound")
    .option("--most <count>", "its upper bound; left out with --least: none")
    .option("--of <people>", "of whom the number is")
    .option("--reason <text>", "why", "")
    .action(run(byHand));
}

const WORDS: Readonly<Record<string, string>> = { accept: "Accepted", reject: "Rejected" };

async function decide(
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

async function attribute(
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

async function byHand(
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
