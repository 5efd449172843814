import type { Reading } from "../frame.ts";

/** Ways to say what could be heard. */
export const SOUND: Reading = {
  predicate: "witness.sound",
  frames: [
    {
      says: [
        "hear|heard|hearing|audible {sound}",
        "{noise} heard|hear|audible",
        "{sound} shake|shook|shaken|shaking|rock|rocked|rocking|jolt|jolted|rattle|rattled|wake|woke|awoke|woken|awaken|awakened|startle|startled|disturb|disturbed|break|broke|pierce|pierced|deafen|deafened|reverberate|reverberated|echo|echoed|roll|rolled|carry|carried",
        "{sound} ring|rang|rung|erupt|erupted|break|broke|start|started|begin|began|follow|followed|burst|sound|sounded|come|came|blare|blared|wail|wailed|howl|howled|resound|resounded|crackle|crackled|fill|filled|pass|passed|approach|approached|fade|faded|stop|stopped (out)",
        "{sound} overhead|nearby",
        "{sound} , then",
        "wake|woke|woken|awakened|roused|shaken|shake|shook|rocked|rock|jolted|rattled|startled|jumped|deafened|rang|disturbed (up) by|to|from|at|with {sound}",
        "there be {sound}",
        "woken|jolted|shaken|thrown|roused|startled|torn … by {sound}",
        "{shooting} start|started|begin|began|follow|followed|break|broke|erupt|erupted|continue|continued",
        "then|suddenly|first|followed|and came|come|by|: {sound}",
        "then|suddenly {sound}",
        "describe|described|recall|recalled|report|reported|tell|told|speak|spoke|speaks|remember|remembered (of) {sound}",
        "sound|sounds|voice|voices|noise|roar|din|crash|thunder|bursts|burst|series|string (of|like) {sound}",
        "sound|sounded|sounds like {sound}",
        "noise|sound|buzz|buzzed|hum|hummed|something like {sound}",
        "{sound} noise|sound",
        "{sound} be loud|deafening|huge|enormous|terrible|so|everywhere|close|near",
        "woke|wake|woken up|to {sound}",
        "{noise} make|made|sent|threw|knocked|lit|brought|drew {}",
        "{noise} that wake|woke|awoke|shook|threw|rattled|sent|made",
        "listen|listened|listening to {noise}",
        "then|next|finally|and|first|suddenly (there) come|came|was|followed|went {noise}",
        "with {sound} like|so|that",
        "kind|sort|burst|bursts|volley|crackle|rattle|chatter of {sound}",
        "force|sound|noise|roar|thunder|echo of {noise}",
        "catch|caught|pick|picked|notice|noticed (up) {sound}",
        "{sound} grow|grew|getting|got|come|came|drawing louder|closer|nearer",
        "{noise} be so|too|very|unbearably|incredibly loud|close|strong|violent|powerful|near",
        "{sound} come|came|heard from|out",
        "more of|like {sound} than",
        "go|went like {sound}",
        "with {noise} (.|,|and)",
        "there come|came {sound}",
        "{sound} tear|tore|rip|ripped|shatter|shattered|split|pierced through|the",
        "howl|wail|scream|blare of {noise}",
        "noise|sound be (like|of) that of {sound}",
        "remember|remembered|remembers|recalled|recalls|described|describes|describe|mention|mentioned|mentions|reported|reporting|report|reports {sound}",
        "{noise} be all|what|how they|that|the",
        "then|next|suddenly (there) (came|was|a|the) {noise}",
        "first (there) (came|was) {sound}",
        "wail|howl|scream|shriek of {noise}",
        "{noise} reach|reached|carried|rolled|went|travelled as|across|over|through",
        "{noise} make|made us|me|him|her|them|everyone",
        "before|after|until|between|amid {sound} and|came|there|followed|,",
        "hear|heard|hearing {flying}",
        "{flying} heard|audible|hear",
        "{sound} cut|cuts out|off|through",
        "{sound} carried|reach|reached|roll|rolled|travelled|drift|drifted|thunder over|across|as|to|through|along",
      ],
    },
    {
      says: [
        "something|it|drone|one|everything explode|exploded|go|went bang|boom|up",
        "something exploded|explode|detonated",
        "ear|ears ring|ringing|rang|rings",
      ],
      value: "one explosion",
    },
    {
      says: [
        "something|it droned|throbbed|whirred|whistle|whistled|buzz|buzzed|hum|hummed|whine|whined|screech|screeched|hiss|hissed|roar|roared|whoosh|whooshed|whizz|whizzed",
        "{weapon} buzz|buzzed|buzzing|hum|hummed|humming|whine|whined|whining|whistle|whistled|whistling|roar|roared",
      ],
      whole: true,
    },
    {
      says: [
        "nobody|none heard|hear {sound}",
        "not hear|heard {sound}",
        "no {sound} heard|audible",
        "no {flying} heard|audible",
      ],
      polarity: "deny",
    },
  ],
};

/** Ways to say how many explosions there were. */
export const EXPLOSIONS: Reading = {
  predicate: "explosion.count",
  unless: new Set("expert furnace".split(" ")),
  frames: [
    {
      says: [
        "[explosion|blast|boom|detonation] shake|shook|rock|rocked|hit|lit|light|heard|hear|recorded|reported|report|rang|ring|follow|followed|occur|occurred|wake|woke|jolt|went|go|come|came|registered|counted|confirmed|seen|within|near|in|at|over|,|.",
        "hear|heard|count|counted|record|recorded|report|reported|register|registered|see|saw|speak|spoke|tell|told|write|wrote|writes|speaks|mention|mentioned|describe|described|confirm|confirmed|logged|noted (of) [explosion|blast|bang|boom|detonation|thud|thump|strike|flash]",
        "there be [explosion|blast|bang|boom|detonation|thud|thump|crump|flash]",
        "[thud|bang|thump|boom|crump|flash] one|come|came|follow|followed|shake|shook|in|heard|within|close",
      ],
      value: "explosion",
    },
  ],
};
