import { stream } from "@tocsin/sim";
import { makeBundle, signedBundle } from "../../src/bundle/make-bundle.ts";
import { REDACTIONS } from "../../src/bundle/redaction-rules.ts";
import { stretchOf } from "../../src/bundle/stretch-of.ts";
import { verifyBundle } from "../../src/bundle/verify-bundle.ts";
import { askJournal } from "../../src/counterfactual/ask-what-if.ts";
import { simulationSigner } from "../../src/run/simulation-signer.ts";
import { edit, type ReportedCase, textOf } from "./tamper.ts";

export interface BundledCase {
  readonly text: string;
  readonly publicKey: string;
  readonly secret: Uint8Array;
}

/** The reported case as a bundle without people, operators and places of sensors, signed by the key that signed its journal. */
export function bundledCase({ journal, query, scenario }: ReportedCase, seed: number): BundledCase {
  const signer = simulationSigner(scenario.id, scenario.definition.seed);
  const random = stream(seed, "bundle secret");
  const secret = Uint8Array.from({ length: 32 }, () => Math.floor(random.unit() * 256));
  const { publicKey } = signer;
  const stretch = stretchOf(askJournal(journal, query));
  const { bundle } = makeBundle({
    journal,
    ...stretch,
    rules: REDACTIONS,
    rule: null,
    secret,
    publicKey,
  });
  return { text: signedBundle(bundle, signer), publicKey, secret };
}

/** Changes random bytes of a bundle as often as wanted; gives what was done and not found. */
export function tamperBundle(
  { text, publicKey }: BundledCase,
  { edits, seed }: { readonly edits: number; readonly seed: number },
): readonly string[] {
  const random = stream(seed, "tamper bundle");
  const bytes = Buffer.from(text);
  const missed: string[] = [];
  for (let i = 0; i < edits; i++) {
    const { edited, words } = edit(random, bytes);
    const changed = textOf(edited);
    if (changed === null || changed === text) continue;
    if (verifyBundle(changed, { publicKeys: [publicKey], opened: null }).ok) missed.push(words);
  }
  return missed;
}
