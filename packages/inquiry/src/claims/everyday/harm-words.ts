import type { Token } from "../../text/tokens.ts";
import { ATTACK_NOUNS, HIT_VERBS, INJURE_VERBS, KILL_VERBS, WEAPONS } from "../lexicon.ts";

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
    /^defen[cs]es$/.test(lower) ||
    WEAPONS.has(lemma) ||
    WEAPONS.has(lower) ||
    KILL_VERBS.has(lemma) ||
    INJURE_VERBS.has(lemma) ||
    (ATTACK_NOUNS.has(lemma) && !/^(?:operation|attempt|plot)$/.test(lemma)) ||
    (HIT_VERBS.has(lemma) && !/^(?:come|reach|fall|land|smash|burst|tear|rip)$/.test(lemma))
  );
}
