import { randomBytes } from "node:crypto";
import { writeFileSync } from "node:fs";
import { EXIT, TocsinError } from "@tocsin/sdk";
import { makeBundle, signedBundle } from "../../bundle/make-bundle.ts";
import { writeOpening } from "../../bundle/opening.ts";
import { REDACTION_RULES, type RedactionName, REDACTIONS } from "../../bundle/redaction-rules.ts";
import { stretchOf } from "../../bundle/stretch-of.ts";
import { askJournal } from "../../counterfactual/ask-what-if.ts";
import { signingKeyThere } from "../../journal/signing-key.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { declareSubject, queryOf, type SubjectOptions } from "../subject.ts";
import type { Verb } from "../verb.ts";

interface BundleOptions extends SubjectOptions {
  readonly redact: string;
  readonly out: string;
}

/** `tocsin bundle …`: the records of an incident for another party, without what is not theirs to see. */
export const bundleVerb: Verb = {
  name: "bundle",
  summary:
    "write the records of an incident for another party, what is left out said and committed to",
  examples: [
    {
      command: "tocsin bundle decision 12 --redact people,operators --out bundle.json",
      does: "without who was reached, and who gave orders",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareSubject(command)
      .option(
        "--redact <rules>",
        `what to leave out: ${REDACTIONS.join(", ")}, or none`,
        REDACTIONS.join(","),
      )
      .option("--out <file>", "where to write it; what opens it goes beside it", "bundle.json")
      .action(run(bundle));
  },
};

async function bundle(
  context: CliContext,
  kind: string | undefined,
  name: string | undefined,
  options: BundleOptions,
): Promise<number> {
  const query = queryOf("bundle ", { kind, name, options });
  if (query === null)
    throw usage(
      "say `decision NUMBER`, `track ID`, or --at PLACE --time TIME; tocsin why lists them",
    );
  const rules = rulesOf(options.redact);
  const journal = await findJournal(context);
  const signer = signingKeyThere(journal);
  if (signer === null) throw new TocsinError("BUNDLE_UNSIGNABLE", { path: journal });
  const secret = randomBytes(32);
  const stretch = stretchOf(askJournal(journal, query));
  const made = makeBundle({ journal, ...stretch, rules, secret, publicKey: signer.publicKey });
  const opening = `${options.out}.opening`;
  writeOpening(opening, secret);
  writeFileSync(options.out, signedBundle(made, signer));
  const { whole, partly, leftOut } = made.counts;
  if (context.json) context.printJson({ bundle: options.out, opening, counts: made.counts });
  else {
    context.print(
      `The bundle is in ${options.out}: ${whole} records whole, ${partly} with parts left out, ${leftOut} left out.`,
    );
    for (const rule of rules) context.print(`Left out: ${REDACTION_RULES[rule].says}.`);
    context.print(`Keep ${opening}: with it and the journal what was left out can be shown.`);
    context.print(`Next: tocsin verify ${options.out} --public-key ${signer.publicKey}`);
  }
  return EXIT.ok;
}

function rulesOf(text: string): readonly RedactionName[] {
  if (text === "none") return [];
  const wanted = text.split(",").map((one) => one.trim());
  const unknown = wanted.find((one) => !REDACTIONS.some((name) => name === one));
  if (unknown !== undefined)
    throw usage(`there is no rule "${unknown}": there are ${REDACTIONS.join(", ")}, and none`);
  return REDACTIONS.filter((name) => wanted.includes(name));
}

const usage = (detail: string): TocsinError =>
  new TocsinError("USAGE", { detail, command: "bundle " });
