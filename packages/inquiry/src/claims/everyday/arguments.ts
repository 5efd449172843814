import type { ArgumentReader } from "./argument.ts";
import { crowd, guard } from "./crowd-arguments.ts";
import { deed, flier } from "./deed-arguments.ts";
import { defender, device, notice } from "./defence-arguments.ts";
import { hostile, party, speaker } from "./party-arguments.ts";
import { make } from "./make-arguments.ts";
import { fitting, object, supply } from "./object-arguments.ts";
import { owner, voice } from "./owner-arguments.ts";
import { aim, origin, site, vessel } from "./place-arguments.ts";
import {
  all,
  anyone,
  counted,
  fighters,
  folk,
  kin,
  limb,
  ownLimb,
  medic,
  number,
  numbered,
  one,
  people,
  several,
} from "./people-arguments.ts";
import {
  attack,
  buildingPart,
  dud,
  launcher,
  noise,
  remains,
  shooting,
  sound,
  structure,
  thing,
} from "./thing-arguments.ts";
import { aWeapon, craft, such, them, weapon, wreck } from "./weapon-arguments.ts";

/** The slots that a frame can have, by name. */
export const ARGUMENTS: ReadonlyMap<string, ArgumentReader> = new Map([
  ["people", people],
  ["counted", counted],
  ["numbered", numbered],
  ["anyone", anyone],
  ["one", one],
  ["thing", thing],
  ["part", buildingPart],
  ["object", object],
  ["make", make],
  ["fitting", fitting],
  ["supply", supply],
  ["weapon", weapon],
  ["a-weapon", aWeapon],
  ["them", them],
  ["craft", craft],
  ["such", such],
  ["wreck", wreck],
  ["sound", sound],
  ["noise", noise],
  ["shooting", shooting],
  ["structure", structure],
  ["number", number],
  ["several", several],
  ["all", all],
  ["fighters", fighters],
  ["folk", folk],
  ["kin", kin],
  ["limb", limb],
  ["own-limb", ownLimb],
  ["medic", medic],
  ["remains", remains],
  ["dud", dud],
  ["launcher", launcher],
  ["attack", attack],
  ["device", device],
  ["notice", notice],
  ["defender", defender],
  ["origin", origin],
  ["party", party],
  ["hostile", hostile],
  ["deed", deed],
  ["flier", flier],
  ["aim", aim],
  ["site", site],
  ["speaker", speaker],
  ["owner", owner],
  ["vessel", vessel],
  ["voice", voice],
  ["crowd", crowd],
  ["guard", guard],
]);
