import type { Reading } from "./frame.ts";
import { ACCUSATION_DENIED, ACCUSED } from "./tables/accused.ts";
import { ACTIVATED, IDLE_BESIDE } from "./tables/activated.ts";
import { CLAIMED } from "./tables/claimed.ts";
import { CLASH, SHOT_AT_CROWD } from "./tables/clash.ts";
import { CONDEMNED, CONDEMNED_TOO } from "./tables/condemned.ts";
import { INACTIVE_REASON } from "./tables/inactive-reason.ts";
import { INTENT } from "./tables/intent.ts";
import { KNOWN, NOT_KNOWN } from "./tables/known.ts";
import { LAUNCH_DETERMINED } from "./tables/launch-determined.ts";
import { LAUNCH_DIRECTION, LAUNCH_PLACE } from "./tables/launch-place.ts";
import { MOTIVE } from "./tables/motive.ts";
import { NOT_OCCURRED, OCCURRED } from "./tables/occurred.ts";
import { TARGET } from "./tables/target.ts";
import { DAMAGE } from "./tables/damage.ts";
import { DAMAGE_TOLD } from "./tables/damage-told.ts";
import { EVIDENCE } from "./tables/found.ts";
import { EXPLOSIONS, SOUND } from "./tables/heard.ts";
import { INJURED } from "./tables/injured.ts";
import { KILLED } from "./tables/killed.ts";
import { OUTCOME } from "./tables/outcome.ts";
import { CONDITION, HOSPITALISED } from "./tables/person.ts";
import { RIGGED, RIGGED_DENIED } from "./tables/rigged.ts";
import { WEAPON_KIND } from "./tables/weapon-kinds.ts";
import { HIT, INTERCEPTED, TARGETS_DOWNED, WEAPONS_COUNTED } from "./tables/weapon-fates.ts";

/** Every table of everyday words; each fires where no rule proposed anything that overlaps. */
export const READINGS: readonly Reading[] = [
  KILLED,
  INJURED,
  CONDITION,
  HOSPITALISED,
  DAMAGE_TOLD,
  DAMAGE,
  INTERCEPTED,
  TARGETS_DOWNED,
  HIT,
  WEAPONS_COUNTED,
  WEAPON_KIND,
  SOUND,
  EXPLOSIONS,
  EVIDENCE,
  OUTCOME,
  INACTIVE_REASON,
  ACTIVATED,
  IDLE_BESIDE,
  LAUNCH_PLACE,
  LAUNCH_DIRECTION,
  LAUNCH_DETERMINED,
  ACCUSATION_DENIED,
  ACCUSED,
  CLAIMED,
  KNOWN,
  NOT_KNOWN,
  CONDEMNED,
  CONDEMNED_TOO,
  INTENT,
  MOTIVE,
  NOT_OCCURRED,
  OCCURRED,
  TARGET,
  CLASH,
  SHOT_AT_CROWD,
  RIGGED,
  RIGGED_DENIED,
];
