import type { Reading } from "../frame.ts";

/** Ways to say that the attacked person is unharmed. */
export const CONDITION: Reading = {
  predicate: "person.condition",
  frames: [
    {
      says: [
        "{one} be|feel|emerge|emerged|emerges|escape|escaped|escapes|remain|remained|come|came|get|got|walk|walked|made|survive|survived|survives (away|out) (of|from) … unharmed|unhurt|unscathed|uninjured|unwounded",
        "{one} be|feel|felt fine|okay|ok|unharmed|unhurt|unscathed|uninjured|alright",
        "{one} walk|walked|came|come|escape|escaped|got|get|emerge|emerged (away|out|through|off) … without|no scratch|injury|injuries|harm|hurt",
        "{one} escape|escaped|escapes|avoid|avoided injury|harm",
        "{one} suffer|suffered|sustain|sustained|receive no|any injury|injuries|harm|wounds",
        "{one} not suffer|sustain|receive injury|injuries|harm",
        "{one} not hurt|harmed|injured|wounded",
        "{one} be neither hurt|harmed|injured|wounded",
        "{one} come|came to no harm",
        "{one} do|doing well|fine",
        "{one} be well ,|.|and",
        "{one} out of danger",
        "{one} escape|escaped|escapes|avoid|avoided … injury",
        "{one} get|got away|off unhurt|unharmed|unscathed",
        "{one} , unhurt|unharmed|unscathed|uninjured",
        "{one} , … shaken (but) unhurt|unharmed|unscathed|uninjured",
        "{one} come|came|made|got through it|attack|attempt|raid|night unhurt|unharmed|unscathed|alive",
        "{one} come|came (through|out) unhurt|unharmed|unscathed|alive",
        "{one} walk|walked|come|came|get|got away|out|off|through without … scratch|bruise|injury|mark",
        "{one} escape|escaped|emerge|emerged|survive|survived without … scratch|bruise|injury|mark",
        "{one} never in danger",
        "{one} suffer|suffered|sustain|sustained no (more|worse) than",
        "{one} be alive (and) well|unhurt|unharmed",
        "{one} in one piece",
        "{one} have|has|had no injury|injuries|scratch|wounds",
        "{one} not have|receive|suffer … scratch|bruise|injury|wound",
        "{one} not|never touched|scratched",
        "{one} unhurt|unharmed|unscathed|safe after|in|following|as attack|strike|raid|attempt|drone|drones|rockets|blast",
        "{one} unhurt|unharmed|unscathed|uninjured",
        "{one} in good|excellent|perfect health|condition|spirits",
        "no harm come|came to {one}",
        "leave|left|leaving {one} unharmed|unhurt|unscathed|uninjured|untouched",
        "{one} untouched|unwounded|unhurt|unharmed|unscathed|uninjured",
        "{one} come|came|got|get|went|emerge|emerged … without injury|injuries|harm|scratch|bruise",
        "{one} walk|walked|came|come|left|leave … by|on|under|unaided|himself|herself own|himself|herself|unaided|unassisted|feet",
        "{one} walk|walked out|away|off (of|from) … unaided|unassisted|alone",
        "{one} not among wounded|injured|hurt|casualties|victims|dead",
        "{one} not lose|lost drop|hair|blood",
        "nothing happen|happened|befell (to) {one}",
        "fail|failed (to) harm|injure|hurt|wound|touch|scratch|reach {one}",
        "no harm|hurt|injury|injuries (was|were) (done|come|caused) to {one}",
        "without harming|injuring|hurting|touching|wounding {one}",
        "miss|missed {one} ,|.|;|by|and|but|entirely|narrowly",
        "{own-state} be|remain|remained … excellent|good|fine|perfect|unaffected",
      ],
      value: "unharmed",
    },
    {
      says: [
        "{one} be|feel|felt safe",
        "{one} safe after|in|following|as attack|strike|raid|attempt|drone|drones|rockets|blast",
        "{one} safe and well|sound|unharmed",
        "{one} in|at safe place|location",
      ],
      value: "safe",
    },
    { says: ["{one} be alive", "{one} alive"], value: "alive" },
    {
      says: [
        "{one} lived|survive|survived|survives|outlive|outlived",
        "{one} escape|escaped|escapes|evade|evaded|dodge|dodged … attempt|assassination|death",
        "{one} live|lived through attack|attempt|night|strike",
        "attempt|assassination|attack (from) which {one} survived|survive|escaped",
        "fail|failed (to) kill|assassinate|murder {one}",
      ],
      value: "survived",
    },
    ...["stable", "satisfactory", "serious", "critical", "grave"].map((value) => ({
      says: [
        `{one} in ${value} condition|state`,
        `{one} listed|described in|as ${value}`,
        `{own-state} be (described) (as) ${value}`,
      ],
      value,
    })),
  ],
};

/** Ways to say whether the attacked person went to hospital. */
export const HOSPITALISED: Reading = {
  predicate: "person.hospitalised",
  frames: [
    {
      says: [
        "{one} taken|rushed|brought|flown|admitted|moved|transferred|transported|airlifted|evacuated to|in|into … hospital|clinic|infirmary",
        "{one} be|remain|remains|remained|lie|lies|stay|stayed|spend|spent|recovering|treated|recover (treated) (the) (night) in|at … hospital|clinic|care",
        "{one} treated in|at … hospital|clinic",
        "{one} taken|rushed|flown|transferred|evacuated|sent … for surgery|treatment|operation",
        "{one} undergo|underwent|undergoing surgery|operation|treatment",
        "{one} hospitalised|hospitalized",
        "take|took|rush|rushed|bring|brought|fly|flew {one} to … hospital|clinic",
        "treat|treated|treating {one} in|at … hospital|clinic",
      ],
      value: "yes",
      denied: "no",
    },
    {
      says: [
        "{one} be … not hospitalised|hospitalized|admitted",
        "{one} not go|taken|brought|rushed|admitted (to|into) hospital|clinic",
        "{one} not have (to) go|be (taken) (to) hospital|hospitalised",
        "{one} not need|require (hospital) hospital|hospitalisation|hospitalization|treatment",
        "{one} not hospitalised|hospitalized",
        "{one} refuse|refused|decline|declined … hospital",
      ],
      value: "no",
      polarity: "deny",
    },
  ],
};
