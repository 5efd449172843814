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
        "attack|attacks|strike|strikes|raid|assault|bombing|shelling|bombardment|barrage|airstrike|salvo (with) (drones|rockets|missiles|mortars) (be|has|have|was) (been) (made|launched|mounted|carried|staged|attempted) (out) on|of|against|at|upon {site}",
        "attack|attacks|strike|raid|assault|bombing|shelling|bombardment|barrage|airstrike on|of|against|at|upon {site}",
        "<flier> go|went|make|made|head|headed|dive|dived|come|came (straight) for|at {site}",
        "<flier> have|had {site} as (its|their|the) target|object|aim",
        "{site} be (the) object|target|aim|goal|victim of (a|an|the) (drone|rocket|missile|mortar) attack|strike|raid|shelling|bombing",
        "{site} find|found|finds itself|themselves (again) under fire|attack|shelling|bombardment",
        "it be {site} they|he|it|which|that (were|was) after|wanted|aimed|targeted|hit|attacked",
        "<flier> (be) trained|turned|levelled|aimed|pointed (on|at|against) {site}",
        "trained|turned (its|their|the) (guns|mortars|rockets|artillery|cannon|sights) on|against {site}",
        "ambush|ambushed|storm|stormed|besiege|besieged|strafe|strafed {site}",
        "rain|rained|rains <flier> (down) on|upon|onto {site}",
        "(be) rained (<flier>) (down) on|upon {site}",
        "disrupt|disable|paralyse|halt|cripple|destroy (the) (operation|operations|work|working) of {site}",
        "claim|claimed|claims to have struck|hit|attacked|targeted|shelled {site}",
        "<flier> (be) sent|flown|dispatched|despatched against|into|at|to {site}",
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
