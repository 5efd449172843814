import type { Reading } from "../frame.ts";

const MEANT =
  "meant|intended|designed|calculated|aimed|planned|staged|than|it|this|attack|strike|raid|order|so";
const DISCORD =
  "discord|chaos|strife|sedition|division|divisions|unrest|hatred|tension|tensions|anarchy|disorder|conflict|turmoil";
const THWART =
  "prevent|stop|block|obstruct|derail|thwart|delay|hinder|impede|sabotage|undermine|force|influence|pressure|topple|foil|stall|wreck|torpedo|scupper";

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
      says: [
        "payback|revenge|retribution|reprisal|vengeance|retaliation|punishment for {aim}",
        "answer|retort to {aim}",
        "payback|revenge|retribution|reprisal|vengeance|retaliation|punishment for (the|our|their|last) dead|deaths|killing|killings|death|arrests|clashes|raid|losses",
        "avenge|avenging|punish|punishing {aim}",
        "revenge|vengeance on {aim}",
        "because of {aim} that|which we|they",
        "attack|attacked|target|targeted|strike|struck|bombed (him|it|them) because of {aim}",
        "life of {} because of {aim}",
        "in return|requital|recompense|reprisal|retribution for {aim}",
        "it|this come|came|be (in|as) (a) (an) retaliation|revenge|reprisal|response|reply|answer|punishment|retribution for|to {aim}",
        "motive be|was {aim}",
        "retaliation|revenge|vengeance|retribution|reprisal|payback for … be (the|a) (most) (likeliest|likely|probable|plausible|obvious|best) motive|reason|explanation|cause",
        "<deed> be (a|an) (direct) reaction|response|reply|answer|retort to {aim}",
        "link|links|linked|tie|ties|tied|connect|connects|connected|trace|traced <deed> to|with {setback}",
        "because they|it|he|militias|factions|parties lost|lose|loses {setback}",
        "reason|cause|motive (of|for|behind) (the|this) attack|strike|raid|operation|aggression|attempt|it be|was {aim}",
      ],
    },
    {
      whole: true,
      says: [
        "staged|invented|fabricated|concocted|made|done|acted|order|meant|intended|designed|calculated|destined|aimed to distract|divert|bury|hide|conceal|cover|justify|discredit|silence …",
        "to distract|divert (attention) from …",
        "aimed|directed|meant|designed at diverting|distracting|concealing|covering|hiding|burying …",
        `${MEANT} to frighten|scare|intimidate|bully|cow|browbeat {} (out|into|off|away) of|from|into …`,
        `${MEANT} to set|turn|pit|incite|play {} against|off each|one|another …`,
        `${MEANT} to sow|spread|stir|foment|create|provoke|ignite|incite|fan|kindle|inflame|trigger (up) ${DISCORD} …`,
        `aim|purpose|goal|object|objective|point|idea|motive (of) (the|this) (attack|strike|raid|operation|it) (was) (,) (…) be|was (,) to ${THWART} …`,
        `purpose|aim|goal|object (of) (the|this) (attack|strike|raid|operation|it) be , … , to ${THWART} …`,
        "to win|gain|attract|drum|stir|whip|court|earn|secure (up) (the) sympathy|support|backing|pity|attention|aid …",
        "aim|purpose|goal|object|objective|point|idea (of) (the|this) (attack|strike|raid|operation) be to darken|plunge|deprive|exhaust|weaken|test|silence|black|discourage|deter|isolate|humiliate|provoke|send …",
        "angered|enraged|embittered|infuriated|incensed|stung|aggrieved|frustrated|humiliated|outraged by|at|over loss|losses|defeat|defeats|result|results|showing|exclusion|arrest|arrests|killing|death|deaths|sanctions|setback|rout|humiliation …",
        "furious|angry|enraged|livid|incensed with|at {} because|over|about …",
        "furious|angry|enraged|livid|incensed because|over|about …",
        "it|this be (an|a) (act|piece|form) (of) payback|revenge|retribution|vengeance|reprisal|retaliation .|,|;|:|and",
        "in order to bury|hide|distract|divert|cover|conceal|discredit …",
        `aim|aims|aimed|seek|sought|meant|intended|directed at|on spreading|sowing|stirring|creating|provoking|igniting|fomenting (up) ${DISCORD} …`,
        "aim|purpose|goal|object|objective|point (of) (the|this) (attack|strike|raid|operation|it) be|was to intimidate|frighten|scare|pressure|humiliate|weaken|warn|punish {} …",
        "<deed> be (a|an) message|signal|warning about|over|on|because|not …",
        "see|sees|saw|read|reads in <deed> (a|an) warning|message|signal|threat|revenge …",
        "aim|purpose|goal|object|objective|intention (was|is|be) to mix|shuffle|muddle|reshuffle (the) cards …",
        "want|wanted|sought|seek|meant|hoped|aimed to push|force|drive|squeeze|press {} out|off|into|away of|from …",
        "a|an|as warning|message|signal to {one} not|against|over …",
        "want|wants|wanted|wish|wishes|wished|seek|sought|try|tried|trying|aim|aims|aimed|intended|meant|designed|hoped|purpose|goal|object (is|was|were) to drag|plunge|push|throw|lead|sink|return|bring|send|take|drive|pull|tip (back) {} (back) (to|in) into|to|in (a) (state) (of) (the) (civil|an|another) chaos|war|strife|conflict|darkness|anarchy|abyss|violence|disorder|unknown|lawlessness",
        "no purpose|reason|aim other than to …",
        "aim|purpose|goal|object (,) (…) (,) be to choke|starve|strangle|ruin|isolate|cut (off) (trade|the|supply|supplies|traffic) …",
        "purpose|aim|point|object|motive (of) (it|this) (,) be|was to frighten|scare|intimidate|force|topple|derail|punish {} (out|into|off) (of) …",
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
