import type { Reading } from "../frame.ts";

const WHO =
  "perpetrators|perpetrator|culprits|culprit|attackers|attacker|assailants|assailant|authors|author|gunmen|bombers|doers|doer|executors|executants|plotters|evildoers";
const NOT =
  "not|never|nobody|no-one|unclear|unknown|uncertain|early|premature|impossible|soon|no|without|whether";

const NAMES =
  "name|named|names|naming|blame|blamed|blames|blaming|accuse|accused|accuses|accusing|identified|identify|suspect|suspects|suspected|fingered|singled";

/** Ways to say that it is, or is not, known who did it. */
export const KNOWN: Reading = {
  predicate: "responsibility.known",
  unless: new Set("victims victim bodies ambulance mayor winner exercise drill".split(" ")),
  frames: [
    {
      value: "no",
      polarity: "unknown",
      says: [
        `${NOT} (yet|immediately|known|clear|say|said|sure|certain|established|knows|know|to|idea|word|indication|information) (known|clear|say|said|know|knows|established|certain|tell|of|on|about|say) (exactly|yet|as) who be|was|is|were behind|responsible`,
        `${NOT} (yet|immediately|known|clear|say|said|sure|certain|established|knows|know|to|idea|word|indication|information) (known|clear|say|said|know|knows|established|certain|tell|of|on|about|say) (exactly|yet|as) who (had|has) fired|fire|launched|launch|did|do|done|carried|carry|staged|sent|attacked|shelled|ordered|struck|committed`,
        `who (was|is|were) (had) fired|launched|did|carried|sent|behind|responsible|staged|attacked … (be|remains|remain|is|are|was) (still) not|unclear|unknown|open|uncertain`,
        `${WHO} (is|are|was|were) (have|has) (still|yet|remain|remains|stay|to) unknown|unidentified|unclear`,
        `${WHO} not|yet (been|be|to) identified|known|named|identify|established|found`,
        `${WHO} : unknown|unidentified|unclear`,
        `identity|identities of (the|those) ${WHO}|who|those|party (fired|did) … (be|is|are|remains|was|were) unknown|unclear|not|investigated|being|under`,
        `identity|identities of (the|those) ${WHO}|who|those unknown|unclear|not|investigated`,
        `unknown|unidentified persons|person|men|gunmen|attackers|assailants|militants|group|people|individuals|perpetrators|aircraft (have|had) fired|fire|launched|launch|attacked|attack|opened|carried|shelled|struck|sent`,
        `fired|launched|carried|sent|staged|attacked|shelled (out) by unknown|unidentified persons|person|men|gunmen|attackers|assailants|militants|people|individuals|group`,
        "attribution (for|of) (the) (attack|strike|it) (be) (therefore|thus|so) not|unclear|impossible|open|unknown|premature (yet) (possible|established)",
        "question of authorship|responsibility|attribution|blame be|remain|remains (still) open|unsettled|unanswered",
        "responsibility|authorship|culpability (for|of|it) … unclear|unknown",
        "responsibility|authorship|culpability (for|of|it) … not (been) established|determined|clarified",
        `responsibility not (yet) (been) established|determined|clarified|assigned`,
        `authorship (of) (the) attack|strike unclear|unknown|not`,
        "no suspects|suspect",
        "(we|they|i|police|investigators|officials) not know|knows who",
        `${WHO} of {} (be|remain|remains) (still) unknown|unidentified|unclear`,
        "authors|author (of) (the) {} (be|remain|remains) unknown|unclear",
        "early|premature|reckless|soon to name|identify|blame|accuse|apportion|point|charge|suspect|indict (a|any|the) suspect|suspects|culprit|anyone|anybody|party|side|sides|group|faction|finger|fingers|blame|perpetrators",
        "not in position to say|establish|determine|tell (by) (who|whom|which)",
        "no state|party|group|country (has|have) (been) named|identified|accused",
        `party|parties|side|sides|hand|hands|group responsible|behind … (be|is|are|was|were|remain|remains|remained) not|unknown|unclear|unidentified`,
        `who attacked|struck|targeted|hit|bombed|sent|flew|launched|fired {} (…) (be|is|remain|remains|remained|stays) (officially|still|so) (far) not|unknown|unclear|uncertain|open|undetermined`,
        `avoid|avoided|avoids|decline|declined|declines|refuse|refused|refrain|refrained|stop|stopped (short) (to|from|of) name|naming|identify|identifying any|anyone|anybody|side|party|group|culprit|culprits|suspect|suspects|who`,
        `not (immediately|directly|yet) name|named|identify|identified (any) suspect|suspects|group|side|party|anyone|anybody|who|${WHO}`,
        `${NAMES} nobody|no-one`,
        `${NAMES} no one|group|party|side|faction|militia|organisation|organization|suspect|suspects|country|state|${WHO}`,
        "not (yet) name|named|naming|identify|identified|identifying|suspect|suspected|single|singled|accusing|blaming (out) anyone|anybody",
        "not (yet) point|pointed|pointing (the|a|any) finger|fingers (at|to|in) anyone|anybody|any",
        "point|pointed|pointing|points no|not finger|fingers",
        "nobody|no-one|none (has|have|had) (yet) named|accused|blamed|fingered",
        "nobody|no-one|none (has|have|had) (yet) held responsible|accountable|liable",
        "no one|body|side (has|have|had) (yet) (so) (far) held responsible|accountable|liable",
        "no one (has|have|had) (yet) (so) (far) named|accused|blamed|fingered",
        `not|no (a|one|single|so|much|as) (a|single) name|${WHO}|suspect … in|for (the) frame|deed|attack|strike|crime|raid`,
        `not (a|one|single) (single) suspect|name|${WHO} (has|have|had) (yet) named|identified|emerged|given|produced|published`,
        "produce|produced|give|gave|given|offer|offered|publish|published|release|released|mention|mentioned no|not|neither name|names .|,|;|yet|so|and|but",
        "not (yet) come|came|produced|offered|given (up) (with) (a|any|one) name|names",
        "remain|remains|remained|yet to (be) seen|found|established|known|learned|learnt|determined (out) who be|had|has|did|sent|fired|launched|ordered",
        `it|this|authorship|who stays|stay|remains|remain|remained|is|was (still) (a) mystery|riddle|enigma|puzzle`,
        "who (did|is|was|were|stood) (it|behind) (this|the|it) (attack) stays|remains|remained|is|was (still) (a) mystery|riddle|enigma|puzzle",
        "not know : who",
        "have|has|had no information on|about (the) (who|matter|identity|perpetrators|authors|culprits)",
        `trying|investigating|seeking|working|inquiring|looking (to) (find|establish|determine|out|into|identify) (out) who be|was|is|were|fired|launched|did|carried`,
        "yet|unable to name|identify|find|produce (a|any) suspect|suspects|culprit|culprits|perpetrator|perpetrators|attackers",
        `not (immediately|directly|yet) blame|blamed|accuse|accused|name|named|point|identify (at) attackers|attacker|perpetrators|culprits|group|side|party`,
        `not say|said|know|disclose|state (on|about|as) (to) who (it|they) (thought|believed|think|held|hold|had) (was|is|were) responsible|behind|fired|launched|did`,
      ],
    },
    {
      value: "yes",
      says: [
        `we|i|they|he|she|minister|president|government|authorities|police|investigators|army|government|services|intelligence know|knows who (exactly) did|is|was|fired|launched|they|carried|behind|sent`,
        `${WHO} (are|is|have|has|were) (been) known|identified|named`,
        `identify|identified|know|named (the|those|its|all) ${WHO}`,
        `know|knows|knew (very) (well) (the) those|people|parties|ones|men behind|responsible`,
        "identity|identities|names of (the) {} be (well|already) known",
        "they|those|attackers|culprits|perpetrators|assailants be (well) known to him|us|them|her|the|police|investigators",
        "identify|identified|know|knows|traced|found those|men|people|group who|that flew|fired|launched|planned|ordered|staged",
      ],
    },
  ],
};

/** "We do not know.", as an answer: not why, when or where. */
export const NOT_KNOWN: Reading = {
  predicate: "responsibility.known",
  unless: new Set(
    "why how when where whether if what which many much names yet victims about".split(" "),
  ),
  frames: [{ value: "no", polarity: "unknown", says: ["we|i|they not know ."] }],
};
