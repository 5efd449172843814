import type { Verb } from "./verb.ts";

/** Every verb, in the order of the help. What a verb declares is read only when it is asked for, and what it does only when it runs. */
const LOADERS = {
  demo: async () => (await import("./commands/demo.ts")).demoVerb,
  init: async () => (await import("./commands/init.ts")).initVerb,
  doctor: async () => (await import("./commands/doctor.ts")).doctorVerb,
  start: async () => (await import("./commands/start.ts")).startVerb,
  drill: async () => (await import("./commands/drill.ts")).drillVerb,
  replay: async () => (await import("./commands/replay.ts")).replayVerb,
  simulate: async () => (await import("./commands/simulate.ts")).simulateVerb,
  why: async () => (await import("./commands/why.ts")).whyVerb,
  whatif: async () => (await import("./commands/whatif.ts")).whatIfVerb,
  report: async () => (await import("./commands/report.ts")).reportVerb,
  compare: async () => (await import("./commands/compare.ts")).compareVerb,
  bundle: async () => (await import("./commands/bundle.ts")).bundleVerb,
  verify: async () => (await import("./commands/verify.ts")).verifyVerb,
  scorecard: async () => (await import("./commands/scorecard.ts")).scorecardVerb,
  outcome: async () => (await import("./commands/outcome.ts")).outcomeVerb,
  official: async () => (await import("./commands/official.ts")).officialVerb,
  command: async () => (await import("./commands/command.ts")).commandVerb,
  approve: async () => (await import("./commands/approve.ts")).approveVerb,
  reject: async () => (await import("./commands/approve.ts")).rejectVerb,
  coverage: async () => (await import("./commands/coverage.ts")).coverageVerb,
  plan: async () => (await import("./commands/plan.ts")).planVerb,
  policy: async () => (await import("./commands/policy.ts")).policyVerb,
  case: async () => (await import("./commands/case.ts")).caseVerb,
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

/** The verbs that have to be known to understand a command line: the one that it names, or all of them. */
export function verbsFor(argv: readonly string[]): readonly VerbName[] {
  if (argv[0] === "--version") return [];
  const verb = verbOf(argv);
  return verb === null ? VERB_NAMES : [verb];
}

/** The verb that a command line begins with; null where it names none that there is. */
function verbOf(argv: readonly string[]): VerbName | null {
  const first = argv.find(
    (word, i) => !word.startsWith("-") && !WITH_VALUE.includes(argv[i - 1] ?? ""),
  );
  return VERB_NAMES.find((name) => name === first) ?? null;
}
