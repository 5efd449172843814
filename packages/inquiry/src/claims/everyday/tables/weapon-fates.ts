import type { Reading } from "../frame.ts";

/** Where a weapon comes to its end. */
const WHERE =
  "into|in|on|onto|through|inside|near|beside|behind|against|at|outside|within|among|above|next|between|around|by|across|upon";

/** What a weapon that is shot at does in the end. */
const FELL = "fell|fall|dropped|crashed|came|burst|exploded|broke|tumbled|plunged|went";

/** Ways to say that a weapon came to its end on or near something. */
export const HIT: Reading = {
  predicate: "weapon.hit",
  frames: [
    {
      says: [
        "{them} hit|hits|strike|struck|strikes|slam|slams|ram|rammed|rams|pierce|pierced|penetrate|penetrated|shatter|wreck|wrecked|gut|gutted|level|levelled|demolish|demolished|rock|rocked {}",
        "{weapon} destroy|destroyed|destroys|damage|damaged|damages {}",
        "{weapon} set {} fire|ablaze|alight",
        "{weapon} set fire",
        `{them} land|landed|lands|fall|fell|falls|crash|crashed|crashes|slam|slammed|slams|smash|smashed|plunge|plunged|plough|ploughed|plow|plowed|dive|dived|dove|burst|impact|impacted|explode|exploded|explodes|detonate|detonated|splash|splashed|rain|rained|tear|tore|rip|ripped|punch|punched|bury|buried (down|itself) ${WHERE} {ground}`,
        "{them} fly|flew|flies|go|went|goes into|through {}",
        "{them} come|came|comes down on|in|near|beside|behind|at|inside|outside {ground}",
        "{them} go|went off",
        "{them} blow|blew up",
        "{them} smack|smacked|hurtle|hurtled|barrel|barrelled|skid|skidded|career|careered|nosedive|nosedived|thud|thudded|bang|banged into|against {ground}",
        "{them} reach|reached|find|found|meet|met target|targets|mark|aim|destination|goal",
        "{weapon} get|got|make|made|break|broke|slip|slipped|leak|leaked through",
        "{them} evade|evaded|penetrate|penetrated|beat|overcame|bypass|bypassed defence|defences|defense|defenses|shield",
        "{them} score|scored hit|hits",
        "{them} find|found {object}",
        "{them} run|ran|drive|drove|bore|bored|dig|dug|thump|thumped|collide|collided into|with {ground}",
        "{them} lodge|lodged|end|ended|wind|wound|go|went|touch|touched (itself|themselves) (up|down) in|inside {ground}",
        "{them} come|came (in) through {ground}",
        "{them} glance|glanced|bounce|bounced|ricochet|ricocheted off {ground}",
        "{them} caught|clip|clipped|graze|grazed|skim|skimmed|hammer|hammered|pound|pounded {ground}",
        "{them} end|ended (its|their) flight|journey|course in|on|against|at",
        "{weapon} drop|dropped into|onto|through",
        "{them} come|came in|out through",
        "{them} make|made (it|its|their|way) to|into|past|as|home",
        "{them} get|got to|into|past|inside",
        "{them} end|ended up in|on|at|against|inside",
        "{them} drop|dropped|release|released|let|shed|deliver|delivered|discharge|discharged its|their (explosive|deadly|lethal|bomb) charge|charges|load|loads|payload|payloads|warhead|cargo|bomb|bombs|explosives on|onto|over|in|into|upon|at|beside|near {ground}",
        "{them} find|found|hit (its|their) mark|target|targets",
        "{them} land|landed|burst|explode|exploded short",
      ],
      value: "hit",
      voice: "active",
    },
    {
      says: [
        "hit|struck|damaged|destroyed|rocked|wrecked|gutted|clipped|rammed|pierced|penetrated|holed|shattered|flattened|levelled|sunk|blown by {weapon}",
        "hit|impact by|from|of {weapon}",
        "crater|hole|gash|furrow left|made|dug|blown|torn|punched (behind) by {weapon}",
        "what fell|landed|hit|struck|came|crashed|exploded|slammed … be {weapon}",
        "take|took|taken {weapon} in|on|amidships|through|to|square",
        "where {weapon} (has|had) come|came|landed|hit|fell|fallen|struck|exploded|went|gone (in|down|off) .|,|;|and|in|down|off|is|was",
        "at the point|place|spot where {weapon}",
        "impact|explosion|landing of {weapon}",
        "[impact] counted|recorded|seen|confirmed|registered|observed",
        "[hit] counted|recorded|confirmed|registered|observed",
        "count|counted|record|recorded|observe|observed|registered|register|identified|confirmed|confirm|scored|score|with [hit|impact]",
        "count|counted|record|recorded|observe|observed|saw|see|registered|register|found|find|identified [crater]",
        "there be [hit|impact]",
        "[hit] flatten|flattened|destroy|destroyed|wreck|wrecked|level|levelled|gut|gutted|demolish|demolished|kill|killed|wound|wounded|damage|damaged|set",
      ],
      value: "hit",
    },
  ],
};

/** Ways to say that a weapon was stopped. */
export const INTERCEPTED: Reading = {
  predicate: "weapon.intercepted",
  frames: [
    {
      says: [
        "{them} shot|brought|knocked|blown|blasted|picked|swatted|plucked|hit|destroyed|forced in|out|up|off|from (of|in) sky|air|flight|midair|mid-air",
        "{them} shot|brought|knocked|forced|taken down",
        "{them} intercepted|downed|neutralised|neutralized|jammed|spoofed|disabled|stopped|deflected|diverted|repelled|eliminated|thwarted|repulsed|blocked|foiled|suppressed|captured",
        "{them} dealt with",
        "{them} picked off",
        "{them} caught|snared|tangled|entangled in|by net|nets|netting",
        "{them} lost to guns|gunners|fire|gunfire|jamming|interceptors|defences|defenses|defenders|battery|batteries|interference|crews",
        "{them} seen|fended|warded|fought|beaten off",
        "{them} prevented|kept|stopped from reach|reaching|hitting|striking|getting",
        "{them} forced to land",
        "{them} accounted for by",
        "{them} dispatched|brought|sent to earth|ground|sea",
        "{them} lost from|by radar|radars|screens|monitors|track|tracking",
      ],
      value: "downed",
      voice: "passive",
    },
    {
      says: [
        "{them} lose|lost way|control|course|bearings|signal",
        "{them} fall|fell to … fire|gunfire|guns|gunners|interceptors|defences|defenses",
        `fire|fired|shoot|shot|blaze|blazed (away) at|on {quarry} … until it|they ${FELL}`,
        `fire|fired|shoot|shot|blaze|blazed (away) at|on {quarry} until it|they ${FELL}`,
        `emptied|emptying|unloaded {} at|into|on {quarry} until it|they ${FELL}`,
        "{them} fall|fell to … rifle|rifles|kalashnikovs|bullets|marksmen|snipers|soldiers|guards",
        "catch|caught {them} in|out (of) air|mid-air|midair|flight|sky",
        "{them} fall|fell victim|prey|foul|casualty to|of",
        "{them} never arrive|arrived|reach|reached|made",
        "{them} disappear|disappeared|vanish|vanished from radar|radars|screens",
        "{them} crash|crashed|fell|fall|came|come (down) … jammed|jamming|interference",
        "{them} land|come|came|fall|fell harmlessly",
        "shoot|shot|bring|brought|take|took|knock|knocked|gun|gunned|swat|swatted|blast|blasted|pick|picked|fetch|fetched {them} down|out|from",
        "shoot|shot|bring|brought|take|took|knock|knocked|gun|gunned|swat|pick|picked|finish|finished down|out|off {them}",
        "intercept|intercepted|intercepting|downed|downs|downing|neutralise|neutralised|neutralize|neutralized|jam|jammed|deflect|deflected|repel|repelled|thwart|thwarted|parry|parried|eliminate|eliminated|disable|disabled|claimed|bagged|got|suppressed|foiled {weapon}",
        "account|accounted|deal|dealt|coped|cope for|with {weapon}",
        "felled|swat|swatted|blast|blasted|disrupt|disrupted|netted|snared|dispatched {weapon}",
        "ward|warded|fend|fended|force|forced|put off|down {weapon}",
        "take|took|taken care of {weapon}",
        "credited|credit with {weapon}",
        "make|made short work of {weapon}",
        "see|saw|fend|fended|ward|warded|fight|fought off {weapon}",
        "keep|kept|prevent|prevented|stop|stopped {weapon} from reach|reaching|hitting|striking|getting",
        "put paid to {weapon}",
        "prevent|prevented {weapon}",
        "interception|downing|shootdown of {weapon}",
      ],
      value: "downed",
    },
    {
      says: [
        "[interception|shootdown] recorded|claimed|confirmed|reported|counted",
        "[kill] claimed|credited|counted|confirmed|reported|recorded",
        "claim|claimed|record|recorded|report|reported|reports|score|scored|credited|count|counts|counted|list|listed|lists (with) [kill|takedown|downing]",
        "count|counts|counted|claim|claims|claimed|report|reports|reported|list|lists|listed|speak|speaks|spoke|talk|talked (of) {} and [kill|takedown|downing]",
        "there be [interception|shootdown]",
        "claim|claimed|record|recorded|confirm|confirmed|make|made|report|reported [interception|shootdown]",
      ],
      value: "downed",
    },
  ],
};

/** Ways to say how many there were, of weapons that nobody has counted before. */
export const WEAPONS_COUNTED: Reading = {
  predicate: "weapon.count",
  unless: new Set("drill exercise parade factory museum film fair exhibition".split(" ")),
  frames: [
    {
      says: [
        "it|this|that|they|those be {a-weapon}",
        "count|counted|saw|see|spotted|detected|tracked|of {craft}",
        "speak|spoke|talk|talked of {such}",
        "there be (only|just) {craft}",
        "attack|strike|raid|operation|attempt|bombing be (been) carried|conducted|executed|made|launched|mounted|committed|done (out) by|with|using {craft}",
        "{craft} took|take|taking part",
        "{craft} be detected|tracked|counted|launched|fired|used|sent|spotted|observed|identified",
        "{a-weapon} hit|hits|strike|struck|strikes|crash|crashed|slam|slammed|explode|exploded",
      ],
    },
  ],
};

/** What defences call what they shoot at: a weapon where a defence acts. */
export const TARGETS_DOWNED: Reading = {
  predicate: "weapon.intercepted",
  near: new Set(
    "defence defences defense defenses air-defence air-defense anti-aircraft interceptor interceptors gunners crews groups fighters aviation electronic battery batteries patriot drone drones missile missiles aerial air".split(
      " ",
    ),
  ),
  frames: [
    {
      says: [
        "destroy|destroyed|destroying|shot|shoot|downed|down|intercept|intercepted|neutralise|neutralised|neutralized|suppress|suppressed|engaged|hit (down) [target]",
        "[target] destroyed|shot|downed|intercepted|neutralised|neutralized|suppressed",
      ],
      here: true,
      value: "downed",
    },
  ],
};
