import type { ArgumentReader } from "./argument.ts";
import { anyone, counted, one, people } from "./people-arguments.ts";
import {
  attack,
  aWeapon,
  dud,
  launcher,
  remains,
  sound,
  them,
  thing,
  weapon,
  wreck,
} from "./thing-arguments.ts";

/** The slots that a frame can have, by name. */
export const ARGUMENTS: ReadonlyMap<string, ArgumentReader> = new Map([
  ["people", people],
  ["counted", counted],
  ["anyone", anyone],
  ["one", one],
  ["thing", thing],
  ["weapon", weapon],
  ["a-weapon", aWeapon],
  ["them", them],
  ["wreck", wreck],
  ["sound", sound],
  ["remains", remains],
  ["dud", dud],
  ["launcher", launcher],
  ["attack", attack],
]);
