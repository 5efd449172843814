import { accountVerb } from "./commands/account.ts";
import { adapterVerb } from "./commands/adapter.ts";
import { auditVerb } from "./commands/audit.ts";
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
