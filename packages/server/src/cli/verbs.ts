import { configVerb } from "./commands/config.ts";
import { journalVerb } from "./commands/journal.ts";
import { replayVerb } from "./commands/replay.ts";
import { simulateVerb } from "./commands/simulate.ts";
import { whyVerb } from "./commands/why.ts";
import type { Verb } from "./verb.ts";

/** Every verb, in the order of the help. */
export const VERBS: readonly Verb[] = [replayVerb, simulateVerb, whyVerb, journalVerb, configVerb];
