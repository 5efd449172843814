import { randomBytes } from "node:crypto";
import { EXIT, TocsinError } from "@tocsin/sdk/errors";
import { makeBundle, signedBundle } from "../../bundle/make-bundle.ts";
import { writeOpening } from "../../bundle/opening.ts";
import { REDACTION_RULES, type RedactionName, REDACTIONS } from "../../bundle/redaction-rules.ts";
import { readBundleRule, ruleInvalid } from "../../bundle/rule-file.ts";
import { stretchOf } from "../../bundle/stretch-of.ts";
import { askJournal } from "../../counterfactual/ask-what-if.ts";
import { signingKeyThere } from "../../journal/signing-key.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import type { SubjectOptions } from "../commands/subject-options.ts";
import { queryOf } from "./subject-query.ts";
import { writeWholeFile } from "../../disk/whole-file.ts";

interface BundleOptions extends SubjectOptions {
  readonly redact?: string;
  readonly for?: string;
  readonly out: string;
}

export async function bundle(
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
  if (options.for !== undefined && options.redact !== undefined)
    throw usage("--for says what is left out: leave out --redact");
  const rule = options.for === undefined ? null : readBundleRule(options.for);
  const rules = rule?.named ?? rulesOf(options.redact ?? REDACTIONS.join(","));
  const journal = await findJournal(context);
  const signer = signingKeyThere(journal);
  if (signer === null) throw new TocsinError("BUNDLE_UNSIGNABLE", { path: journal });
  const secret = randomBytes(32);
  const stretch = stretchOf(askJournal(journal, query));
  const { publicKey } = signer;
  const { bundle: made, unmet } = makeBundle({
    journal,
    ...stretch,
    rules,
    rule,
    secret,
    publicKey,
  });
  if (unmet.sensors.length > 0)
    throw ruleInvalid(
      options.for ?? "",
      unmet.sensors.map((id) => `sensors: the journal knows no sensor ${id}`),
    );
  const opening = `${options.out}.opening`;
  writeOpening(opening, { secret, rule });
  writeWholeFile(options.out, signedBundle(made, signer));
  const { whole, partly, leftOut } = made.counts;
  if (context.json) context.printJson({ bundle: options.out, opening, counts: made.counts });
  else {
    context.print(
      `The bundle is in ${options.out}: ${whole} records whole, ${partly} with parts left out, ${leftOut} left out.`,
    );
    for (const each of rules) context.print(`Left out: ${REDACTION_RULES[each].says}.`);
    for (const words of made.rule?.says ?? []) context.print(`Left out: ${words}.`);
    for (const person of unmet.persons)
      context.print(`No record here names ${person}: is it spelled so?`);
    context.print(`Keep ${opening}: with it and the journal what was left out can be shown.`);
    context.print(`Next: tocsin verify ${options.out} --public-key ${publicKey}`);
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
