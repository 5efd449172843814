import type { Reading } from "../frame.ts";

const STRIKE =
  "attack|attacked|strike|struck|shell|shelled|bomb|bombed|bombard|bombarded|target|targeted|hit|raid|raided|pound|pounded";
const FIRE =
  "fire|fired|launch|launched|send|sent|lob|lobbed|drop|dropped|direct|directed|use|used|deploy|deployed";
const DO =
  "carry|carried|commit|committed|perpetrate|perpetrated|stage|staged|conduct|conducted|mount|mounted|launch|launched|order|ordered|plan|planned|organise|organised|execute|executed";

/** Ways to say who is held to have done it. */
export const ACCUSED: Reading = {
  predicate: "responsibility.accused",
  believed: true,
  unless: new Set(
    "claimed protest election delay budget neglect weather fog coach exercise drill interceptor intercept".split(
      " ",
    ),
  ),
  frames: [
    {
      says: [
        "{party} be behind it|this|that|attack|strike|raid|shelling|bombing|launch|barrage|assault|incident|them|blast|explosion",
        "{party} stand|stands|stood behind it|this|that|attack|strike|shelling",
        "{party} be believed|thought|said|suspected|known|reported|alleged to be|have behind|fired|launched|carried|staged|responsible|done|ordered",
        "{party} be suspected|accused|blamed of|by",
        "{party} stand accused of",
        "hold|holds|held {party} to blame",
        "put|puts it|this|attack|strike|fire|shelling down to {party}",
        "act|crime|atrocity by {party}",
        "{party} be (widely) seen|regarded|considered|viewed as (the) author|culprit|perpetrator|mastermind|party|attacker",
        "{party} must|should|will answer|pay for (the|this) attack|strike|crime|shelling|it|this",
        "hold|held {party} to account",
        "act|attack|work|crime of terror|terrorism|war by {party}",
        "provocation|sabotage|handiwork|plot by|of {party}",
        "doubt that {party} send|sent|fired|did|launched|behind|be|shelled|attacked|ordered|carried",
        "lay|laid <deed> at {party}",
        "{party} be responsible .|,",
        "{party} be responsible for (the) attack|strike|shelling|it|this|launch|raid|bombing|blast|explosion|barrage|deaths|killing|massacre",
        "{party} be to blame",
        "{party} do|did|done it|this|that",
        "{party} bear|bears|bore|carry|carries (full|sole) responsibility|blame",
        `{party} ${DO} (out) <deed>`,
        `{party} stage|staged them|it|this`,
        `{party} be prime|main|likely suspect|culprit|perpetrator`,
        `{party} be named|identified as (being) (the) attacker|attackers|culprit|perpetrator|behind|responsible`,
        `<deed> be work|doing|deed of {party}`,
        `<deed> be (being) (reportedly|apparently) carried|staged|launched|committed|perpetrated|ordered|planned|conducted|mounted|done|organised|executed (out) by {party}`,
        `<deed> be (being) attributed|ascribed|blamed|pinned to|on {party}`,
        `<deed> by {party}`,
        `<flier> fired|launched|sent|dropped|directed|operated|flown|released|belonging by|to {party}`,
        `<flier> belong|belongs|belonged to {party}`,
        `<flier> be {party} 's`,
        `blame|blamed|blames|blaming {party}`,
        `blame|accuse {party} for|of|.|,`,
        `accuse|accused|accuses|accusing {party} (of)`,
        `suspect|suspects|suspected|suspecting {party}`,
        `hold|holds|held|holding {party} responsible|accountable`,
        `attribute|attributed|attributes|attributing|ascribe|ascribed <deed> to {party}`,
        `point|points|pointed|pointing (the) (finger|fingers) (at|to|towards) {party}`,
        `finger|fingers point|points|pointed at|to {party}`,
        `evidence|everything|signs|clues|trail|facts|traces|trajectory point|points|pointed|lead|leads|led (clearly) to|at|towards {party}`,
        `see|sees {party} behind`,
        `name|named|identify|identified {party} as (the) culprit|perpetrator|attacker|attackers|responsible`,
        `responsibility|blame|guilt lie|lies|rest|rests|fall|falls|be with|on|at {party}`,
        `suspicion|suspicions fall|fell|centre|centred|focus|rest|be|turn|turned on|to {party}`,
        `culprit|perpetrator|perpetrators|attacker|suspect|suspects|mastermind|group behind (it) be {party}`,
        `culprit|perpetrator|perpetrators|attacker|suspect|suspects : {party}`,
        `it be {party} who|that fired|launched|did|attacked|shelled|struck|sent|carried|bombed|dropped`,
        `hand|handiwork|fingerprints|hallmarks|handwriting|signature of {party}`,
        `members|fighters|men|cell|supporters of {party} carried|fired|launched|attacked|behind|did`,
      ],
    },
    {
      says: [
        `{hostile} ${STRIKE} …`,
        `{hostile} ${FIRE} (at|on|with|twelve) <flier>`,
        `{hostile} open|opened fire on|at`,
        `{hostile} ${FIRE} on|at`,
        `{hostile} shelling|fire|drone|drones|rocket|rockets|missile|missiles|artillery|mortar hit|struck|killed|damaged|landed|wounded|fell|injured|destroyed`,
      ],
    },
  ],
};

/** Ways to say that who is accused says it was not he. */
export const ACCUSATION_DENIED: Reading = {
  predicate: "responsibility.accused",
  unless: new Set("visa loan bail entry access election".split(" ")),
  frames: [
    {
      polarity: "deny",
      says: [
        "{party} deny|denied|denies|denying (any|all) involvement|responsibility|role|part|hand|link|connection|complicity|blame|allegation|allegations|accusation|accusations|charge|charges|it",
        "{party} deny|denied|denies (having|being) fire|fired|firing|launching|carrying|carried|conducting|attacking|behind|responsible|involved|launched|targeted|attacked|ordered",
        "{party} reject|rejected|rejects|dismiss|dismissed|refute|refuted|disclaim|disclaimed|repudiate (the|any|all) accusation|accusations|allegation|allegations|charge|charges|responsibility|blame|involvement",
        "{party} reject|rejected|rejects|dismiss|dismissed|dismisses (any|all) suggestion|suggestions|claims (that) it|they|its (was|were|is|had|forces) involved|behind|responsible|fired|launched|attacked|role",
        "{party} call|called|describe|described|brand (the|such|these) accusation|accusations|allegation|allegations|charge|charges|claim|claims",
        "{party} distance|distanced itself|themselves|himself from",
        "{party} say|said|insist|insisted|state|maintain|maintained (that) it|they|he|its (had|was|were|forces|played) no|not|nothing part|role|hand|involved|behind|responsible|to|fired|launched|carried|attacked|targeted|connection",
        "{party} say|said|insist|insisted (that) none of its|their drones|rockets|missiles|forces|units|aircraft|men|fighters",
        "{party} assure|assured|assures … it|they had|has|have no part|role|hand|involvement",
        "{party} not involved|behind|responsible",
        "no involvement of|by {party}",
      ],
    },
  ],
};
