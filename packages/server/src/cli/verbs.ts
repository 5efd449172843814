import type { Verb } from "./verb.ts";

/**
 * Every verb, in the order of the help. The file of a verb, and what stands behind it, is read only when it is asked
 * for: reading all of them takes longer than most verbs do.
 */
const LOADERS = {
  demo: async () => (await import("./commands/demo.ts")).demoVerb,
  init: async () => (await import("./commands/init.ts")).initVerb,
  doctor: async () => (await import("./commands/doctor.ts")).doctorVerb,
  start: async () => (await import("./commands/start.ts")).startVerb,
  replay: async () => (await import("./commands/replay.ts")).replayVerb,
  simulate: async () => (await import("./commands/simulate.ts")).simulateVerb,
  why: async () => (await import("./commands/why.ts")).whyVerb,
  scorecard: async () => (await import("./commands/scorecard.ts")).scorecardVerb,
  outcome: async () => (await import("./commands/outcome.ts")).outcomeVerb,
  official: async () => (await import("./commands/official.ts")).officialVerb,
  coverage: async () => (await import("./commands/coverage.ts")).coverageVerb,
  plan: async () => (await import("./commands/plan.ts")).planVerb,
  policy: async () => (await import("./commands/policy.ts")).policyVerb,
  site: async () => (await import("./commands/site.ts")).siteVerb,
  journal: async () => (await import("./commands/journal.ts")).journalVerb,
  account: async () => (await import("./commands/account.ts")).accountVerb,
  enrol: async () => (await import("./commands/enrol.ts")).enrolVerb,
  device: async () => (await import("./commands/device.ts")).deviceVerb,
  siren: async () => (await import("./commands/siren.ts")).sirenVerb,
  token: async () => (await import("./commands/token.ts")).tokenVerb,
  audit: async () => (await import("./commands/audit.ts")).auditVerb,
  config: async () => (await import("./commands/config.ts")).configVerb,
  adapter: async () => (await import("./commands/adapter.ts")).adapterVerb,
  schema: async () => (await import("./commands/schema.ts")).schemaVerb,
  completion: async () => (await import("./commands/completion.ts")).completionVerb,
} as const satisfies Readonly<Record<string, () => Promise<Verb>>>;

export type VerbName = keyof typeof LOADERS;

export const VERB_NAMES = Object.keys(LOADERS) as readonly VerbName[];

/** Global options that are followed by a value, which may look like a verb. */
const WITH_VALUE: readonly string[] = ["--config", "--data-dir"];

/** Some verbs, or all of them, to be asked and described. */
export const loadVerbs = (names: readonly VerbName[] = VERB_NAMES): Promise<readonly Verb[]> =>
  Promise.all(names.map((name) => LOADERS[name]()));

/** The verb that a command line begins with; null where it names none that there is. */
export function verbOf(argv: readonly string[]): VerbName | null {
  const first = argv.find(
    (word, i) => !word.startsWith("-") && !WITH_VALUE.includes(argv[i - 1] ?? ""),
  );
  return VERB_NAMES.find((name) => name === first) ?? null;
}
import { accountVerb } from "./commands/account.ts";
import { adapterVerb } from "./commands/adapter.ts";
import { auditVerb } from "./commands/audit.ts";
import { caseVerb } from "./commands/case.ts";
import { completionVerb } from "./commands/completion.ts";
import { configVerb } from "./commands/config.ts";
import { coverageVerb } from "./commands/coverage.ts";
import { deviceVerb } from "./commands/device.ts";
import { demoVerb } from "./commands/demo.ts";
import { doctorVerb } from "./commands/doctor.ts";
import { initVerb } from "./commands/init.ts";
import { enrolVerb } from "./commands/enrol.ts";
import { journalVerb } from "./commands/journal.ts";
import { officialVerb } from "./commands/official.ts";
import { planVerb } from "./commands/plan.ts";
import { policyVerb } from "./commands/policy.ts";
import { replayVerb } from "./commands/replay.ts";
import { schemaVerb } from "./commands/schema.ts";
import { simulateVerb } from "./commands/simulate.ts";
import { sirenVerb } from "./commands/siren.ts";
import { siteVerb } from "./commands/site.ts";
import { startVerb } from "./commands/start.ts";
import { tokenVerb } from "./commands/token.ts";
import { whyVerb } from "./commands/why.ts";
import type { Verb } from "./verb.ts";

/** Every verb, in the order of the help. */
export const VERBS: readonly Verb[] = [
  demoVerb,
  initVerb,
  doctorVerb,
  startVerb,
  replayVerb,
  simulateVerb,
  whyVerb,
  officialVerb,
  coverageVerb,
  planVerb,
  policyVerb,
  siteVerb,
  caseVerb,
  journalVerb,
  accountVerb,
  enrolVerb,
  deviceVerb,
  sirenVerb,
  tokenVerb,
  auditVerb,
  configVerb,
  adapterVerb,
  schemaVerb,
  completionVerb,
];
