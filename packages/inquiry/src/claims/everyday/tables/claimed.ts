import type { Reading } from "../frame.ts";

const CLAIM =
  "claim|claimed|claims|claiming|take|took|taken|accept|accepted|assume|assumed|admit|admitted|acknowledge|acknowledged";
const NOBODY = "nobody|no-one|none|neither";

/** Ways to say that somebody says he did it, or that nobody does. */
export const CLAIMED: Reading = {
  predicate: "responsibility.claimed",
  unless: new Set("insurance damages prize baggage delay roads resigned".split(" ")),
  frames: [
    {
      value: "none",
      says: [
        `${NOBODY} (has|have|had) (yet) (so) ${CLAIM} (public) responsibility|credit|attack|it|strike`,
        `no one|group|party|organisation|organization|side|faction|militia (or|group) (has|have|had) (so) (far) (yet) ${CLAIM} responsibility|credit|attack|it|strike|crime|deed|act|assault|raid|massacre|atrocity|operation|bombing|shelling`,
        `no claim|claims (of) responsibility`,
        "no claim|claims (so) (far) .|,|has|had|was|have|made|received|yet",
        `<deed> (be) (been) claimed by no|nobody|none`,
        "no one|body who admit|admits|admitted to it|this|that",
        `<deed> remain|remains|gone|go|been|stay unclaimed|claimed`,
        `<deed> not (yet) (been) claimed`,
        `responsibility not|: been|claimed|not (claimed)`,
        "responsibility : unclaimed|none|nobody",
        "claimed|claim by : nobody|none|no",
        `${NOBODY} (has|have) (yet) own|owned up`,
        `${NOBODY} (has|have) (yet) admit|admitted (it|doing|firing|carrying|to)`,
        `${NOBODY} (has|have) come|came forward`,
        `no one|group|party|organisation|faction (has|have) come|came|stepped forward`,
        `${NOBODY} (has|have) say|said (that|it|they) they|it|was did|them|carried|were`,
        `no one (has|have) say|said (that|it|they) they|it|was did|them|carried|were`,
        "not seen|received|heard|any claim|claims of responsibility",
      ],
    },
    {
      says: [
        `{party} (have) ${CLAIM} (full|sole) responsibility|credit`,
        `{party} claim|claimed|claims <deed>`,
        "{party} claim|claimed|claims … authorship|paternity of",
        `{party} admit|admitted|acknowledge|acknowledged|confirm|confirmed|announce|announced (that|it|having) (that|it|had) fired|firing|carried|carrying|launched|launching|struck|attacked|targeted|shelled|staged`,
        `{party} acknowledge|acknowledged|admit|admitted <deed>`,
        `{party} boast|boasted of|that|about (having) <deed>`,
        `{party} own|owned up`,
        `{party} say|said|says (that) <deed> was|be theirs|its|ours`,
        `{party} hail|hailed|praise|praised (its|their) fighters|men|unit|units|heroes for <deed>`,
        `{party} : we did|fired|launched|it`,
        `{party} say|said|says|announce|announced|declare|declared|confirm|confirmed (that) it|they|its (was|had|were|fighters|men|units|forces) behind|responsible|done|them|carried|fired|launched|struck|attacked|targeted|shelled`,
        `{party} (have|put|released|issued|posted|published) … saying (that) it was|were them|behind|responsible`,
        `{party} (have|put|released|issued|posted|published) … claiming responsibility|credit|attack|strike|it`,
        `{party} post|posted|publish|published|issue|issued|release|released claim of responsibility`,
        `claim|claims of responsibility come|came|by|from (from|by) {party}`,
        `<deed> (be) claimed|owned by {party}`,
        `responsibility (be) claimed by {party}`,
        `<deed> be (our|their) own|our work|doing , say|said {party}`,
      ],
    },
  ],
};
