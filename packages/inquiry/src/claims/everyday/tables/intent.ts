import type { Reading } from "../frame.ts";

const HARM =
  "kill|assassinate|murder|destroy|hit|strike|harm|disrupt|disable|terrorise|terrorize|cut|cripple|sabotage|punish|intimidate|silence|provoke|weaken|inflict|cause|paralyse|break|force|spread|sow|drive|stop|damage|destabilise|destabilize|take|eliminate|liquidate|remove|finish|frighten|scare|demoralise|knock|block|seize|wipe|eliminate|undermine|derail|attack|target|halt|isolate|put";
const DEED =
  "attack|strike|raid|assault|operation|barrage|bombing|shelling|launch|drone|drones|rocket|rockets|missile|missiles";

/** Ways to say what it was meant to do. */
export const INTENT: Reading = {
  predicate: "attack.intent",
  unless: new Set("exercise drill talks visit match".split(" ")),
  frames: [
    {
      whole: true,
      says: [
        `aim|goal|purpose|objective|intention|intent|idea|point (of) (the|this) (attack|strike|raid|operation) be to ${HARM}`,
        `<deed> meant|intended|designed|calculated|planned|aimed|supposed to|at ${HARM}`,
        `<deed> aim|aimed|seek|sought|try|tried to|at ${HARM}|cutting|killing|destroying|spreading`,
        `<flier> sent|meant|intended|designed to ${HARM}`,
        `they|attackers|attacker|enemy|rebels|militants|terrorists|perpetrators|he want|wanted|wants|try|tried|tries|seek|sought|intend|intended|mean|meant|hope|hoped to ${HARM}`,
        `{hostile} want|wanted|wants|try|tried|tries|seek|sought|intend|intended|hope|hoped to ${HARM}`,
        `<deed> be (an) attempt|bid|effort to ${HARM}`,
        `attempt|bid|plot|try|tried|tries|trying to kill|assassinate|murder|massacre …`,
        `attempt|attempts|bid|plot|try|tried|tries|trying|sought|seek to liquidate|eliminate|exterminate|slay|dispatch|execute …`,
        "intention|aim|purpose|goal|object|objective|view|intent of|to killing|eliminating|assassinating|murdering|liquidating|harming|removing …",
        "aim|goal|purpose|objective|intention|intent|object (was|is|be) (physical) elimination|liquidation|assassination|murder|killing|death|removal of …",
        `on purpose to ${HARM}|drive|scare …`,
        `<deed> be (an) attempt on`,
        `it|this be (an|a) attempt|bid|plot to ${HARM}`,
        `it|this be (an|a) assassination attempt`,
        `plan|plot|aim|idea|scheme|intention|purpose (had|has) be|been|was (simply|only|clearly) to ${HARM}`,
        "want|wanted|wants|wished {} dead",
        `<deed> be (a|an) warning|message|signal|deliberate|deliberately to|from|,|.`,
        `<deed> be (entirely) deliberate|intentional`,
        `deliberate|deliberately (and) (targeted|targeting|attacked|hit|struck|strike|attack|bombed|shelled) … on|of|against`,
        `deliberately attacked|targeted|hit|struck|bombed|shelled|attacking|targeting`,
        `${DEED} intended as`,
        `<deed> intended|meant as`,
        `did|done|fired|attacked (it|this) (in) (order) to ${HARM}`,
        `intended|real|actual|main|primary target be`,
        `{hostile} want|wanted|wants {} dead`,
        "whoever|they|somebody|someone|who|he want|wanted|wants {} dead",
        `aim|goal|purpose|objective|intention|intent|object of {} be to ${HARM}`,
        `whoever … mean|meant|want|wanted|intended|sought to ${HARM}`,
        "targeted|attacked|hit|struck|bombed|shelled (quite|clearly) deliberately|intentionally|knowingly",
        `{} be intended|meant|designed|calculated to kill|maim|terrorise|terrorize`,
        "attempt|attempts on his|her|their|the life|lives",
        "attempt|attempts|try of killing|assassinating|murdering|liquidation …",
        "they|attackers|militias|factions|perpetrators|terrorists|plotters plan|planned|plot|plotted|conspired|schemed to kill|assassinate|murder|eliminate|liquidate …",
        "want|wanted|sought|seek his|her life .|,|;",
        "want|wanted|meant|intended|sought to send (a|this) message|signal|warning",
        `<deed> be (no|nothing) (more|other) than|but (a|an) warning|message|signal`,
        "fire|fired|shoot|shot|aimed at … on purpose|deliberately|intentionally",
        `in order to ${HARM}`,
        `(whose|the|their) aim|goal|purpose|objective|intention|intent (,) (…) (,) be|was (plainly|clearly|evidently|obviously|simply) to ${HARM}|cut|kill`,
        `<flier> meant|intended for`,
      ],
    },
  ],
};
