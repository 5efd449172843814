import type { Reading } from "./frame.ts";
import { DAMAGE } from "./tables/damage.ts";
import { EVIDENCE } from "./tables/found.ts";
import { EXPLOSIONS, SOUND } from "./tables/heard.ts";
import { INJURED } from "./tables/injured.ts";
import { KILLED } from "./tables/killed.ts";
import { OUTCOME } from "./tables/outcome.ts";
import { CONDITION, HOSPITALISED } from "./tables/person.ts";
import { HIT, INTERCEPTED, WEAPONS_COUNTED } from "./tables/weapon-fates.ts";

/** Every table of everyday words; each fires where no rule proposed anything that overlaps. */
export const READINGS: readonly Reading[] = [
  KILLED,
  INJURED,
  CONDITION,
  HOSPITALISED,
  DAMAGE,
  INTERCEPTED,
  HIT,
  WEAPONS_COUNTED,
  SOUND,
  EXPLOSIONS,
  EVIDENCE,
  OUTCOME,
];
