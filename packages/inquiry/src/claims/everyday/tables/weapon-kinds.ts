import type { Reading } from "../frame.ts";

/** Ways to say by its make what a weapon was. */
export const WEAPON_KIND: Reading = {
  predicate: "weapon.type",
  unless: new Set("museum parade fair exhibition factory".split(" ")),
  frames: [
    {
      says: [
        "it|they|that|this|these|those|what|which|drone|drones|rocket|rockets|missile|missiles|shells|weapon|weapons|aircraft|munitions|craft be (only|no|just|all) (more) (than) {make}",
        "hit|struck|mill|came|fell|fired be {make}",
        "identified|described|recognised|recognized|named|classified|known as {make}",
        "look|looks|looked|appear|appears|appeared|seem|seemed (like|to) (be) {make}",
        "by|using {make}",
        "{make} (be) used|fired|launched|employed|dropped|flown|deployed",
        "fragments|remains|wreckage|parts|tail of {make}",
        "caused by {kind}",
        "be (the) work|doing of {kind}",
        "come|came|comes|coming under {kind}",
        "think|thinks|believe|believes|say|says|said (it) be {make}",
      ],
    },
  ],
};
