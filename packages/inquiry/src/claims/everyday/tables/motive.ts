import type { Reading } from "../frame.ts";

/** Ways to say why it was done, or that nobody knows why. */
export const MOTIVE: Reading = {
  predicate: "attack.motive",
  unless: new Set("exercise drill match buyer".split(" ")),
  frames: [
    {
      value: "unknown",
      polarity: "unknown",
      says: [
        "motive (for|of|behind) (the|this) … be|remain|remains|stay (still) unknown|unclear|not",
        "motive (be|remain) (still) unknown|unclear|not",
        "no (known|clear) motive",
        "early|premature to speak|talk|speculate|state|say|name (of|about|on) motive|motives",
      ],
    },
    {
      whole: true,
      says: [
        "attackers|they|group|rebels|militants|terrorists|enemy|insurgents|who|which want|wanted|wants|sought|seek|hope|hoped (to) (derail|wreck|sabotage|spoil|torpedo|see|the) … talks|truce|ceasefire|peace|election|vote|deal|agreement|negotiations",
        "trick|ploy|stunt|pretext|manoeuvre|diversion to turn|distract|divert|draw|conceal|cover|hide|justify|provoke …",
      ],
    },
  ],
};
