import type { Reading } from "../frame.ts";

/** Ways to say what was attacked. */
export const TARGET: Reading = {
  predicate: "attack.target",
  affirmed: true,
  unless: new Set("budget campaign sales growth hackers exercise drill cyber".split(" ")),
  frames: [
    {
      says: [
        "{site} be|came|come (again) attacked|targeted|raided|bombed|shelled|bombarded|singled|rocketed",
        "{site} be|came|come (again|once) under attack|fire|shelling|bombardment|mortar|rocket|drone|missile",
        "attack|attacked|target|targeted|raid|raided|bomb|bombed|shell|shelled|bombard|bombarded|pound|pounded|storm {site}",
        "<deed> target|targeted|aimed|directed (at|against|on) {site}",
        "attack|attacks|raid|assault|shelling|bombing|bombardment hit|struck {site}",
        "attack|attacks|strike|raid|assault|bombing|shelling|bombardment|barrage|airstrike on|of|against|at {site}",
        "{site} be (the) (intended|main|real) target",
        "(intended|main|real) target (of|was) (the|this) (attack|strike|raid) be {site}",
        "target be {site}",
        "target : {site}",
        "<flier> (be) aimed|fired|directed|launched|meant|intended|heading|headed|flying|bound|steered|discharged at|for|against|towards|toward {site}",
        "aim|aimed (…) at {site}",
        "fire|fired|firing|open|opened (fire) at|on {site}",
        "fire|fired|firing|launch|launched|lob|lobbed <flier> at|on|towards|against|into {site}",
        "drop|dropped|dropping … on|onto {site}",
        "after {site} .",
      ],
    },
  ],
};
