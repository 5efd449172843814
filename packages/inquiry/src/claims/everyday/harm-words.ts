import type { Token } from "../../text/tokens.ts";
import { ATTACK_NOUNS, HIT_VERBS, INJURE_VERBS, KILL_VERBS, WEAPONS } from "../lexicon.ts";
import { isOneOf } from "../../text/one-of.ts";

/** Words of harm and of its noise, by lemma, besides weapons and what they do. */
const HARM: ReadonlySet<string> = new Set(
  "explosion blast detonation impact crater shrapnel debris wreckage siren alarm salvo bomb grenade shellfire target shell bombard pound destroy damage ablaze blaze intercept fire launch drop explode shake rock wound victim casualty dead death injured wounded hit strike attack raid assault bomb ambush firefight gunfire shot projectile munition unmanned uncrewed".split(
    " ",
  ),
);

/** Whether a word is of an attack, by itself. */
export function isOfHarm(token: Token | undefined): boolean {
  if (token === undefined) return false;
  const { lemma, lower } = token;
  return (
    HARM.has(lemma) ||
    isOneOf(lower, "defen[cs]es") ||
    WEAPONS.has(lemma) ||
    WEAPONS.has(lower) ||
    KILL_VERBS.has(lemma) ||
    INJURE_VERBS.has(lemma) ||
    (ATTACK_NOUNS.has(lemma) && !isOneOf(lemma, "operation|attempt|plot")) ||
    (HIT_VERBS.has(lemma) && !isOneOf(lemma, "come|reach|fall|land|smash|burst|tear|rip"))
  );
}
