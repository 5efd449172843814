import type { Reading } from "../frame.ts";

const VOTE = "election|elections|vote|voting|ballot|poll|polls|count|counting|result|results";

const SHAM =
  "fabricated|manipulated|engineered|doctored|cooked|invented|distorted|counterfeited|counterfeit|fraud|farce|sham|scam|rip-off|ripoff|swindle|hoax|con|heist|theft|robbery|charade|travesty|mockery|forgery|comedy|masquerade|bogus|fake|theatre|rip";

/** What is done to a vote that is rigged. */
const CHEATING =
  "fraud|frauds|rigging|irregularities|manipulation|manipulations|tampering|cheating|falsification|forgery|forgeries";

/** Ways to say that an election was, or was not, a fair one. */
export const RIGGED: Reading = {
  predicate: "election.rigged",
  frames: [
    {
      value: "no",
      polarity: "deny",
      says: [
        `${VOTE} … be|was|were|been (largely|broadly|technically|basically|generally) free|fair|clean|honest|credible|sound|valid|legitimate`,
        `${VOTE} be|was|were (largely|broadly|both) free|fair|clean|honest|regular|transparent|credible`,
        `find|found|call|called|judge|judged|declare|declared|deem|deemed (the) ${VOTE} (largely|broadly) free|fair|clean|honest|credible|sound`,
        `find|finds|found|see|saw|sees|detect|detected|discover|discovered|observed no|none|not|little (sign|evidence|trace) (of) (the) ${CHEATING}`,
        `no (sign|evidence|proof|trace) (of) ${CHEATING} … found|seen|detected|discovered|observed`,
        `no|not|without sign|evidence|proof|trace of (any|the) ${CHEATING}`,
      ],
    },
    {
      value: "yes",
      says: [
        `${VOTE} (itself|themselves) be|was|were (all|a|an|one) (big|huge) stolen|forged|falsified|fixed|bought|${SHAM}`,
        `manipulation|manipulations|theft|robbery|stealing|doctoring|distortion|massaging of (the|their|our) ${VOTE}|votes|ballots`,
        `cry|cried|cries|crying foul over|about|at|after (the) ${VOTE}`,
        `${VOTE} … (that) (which) (it|they|he|she) call|calls|called|say|says|consider|considers (,|was|were|are|is) manipulated|stolen|falsified|forged|fixed|${SHAM}`,
        `cheat|cheated|cheating in|at|during (the) ${VOTE}`,
        "steal|stole|stolen (the|their|our) vote|votes|election|seats",
        `reject|rejected|rejects|refuse|refused|contest|contested (the) (preliminary|final|official) ${VOTE} as (a|an) forged|falsified|fraudulent|rigged|fabricated|manipulated|fixed|fake|stolen`,
        "complain|complained|complains|speak|spoke|speaks of forged|stuffed|stolen ballots|votes|boxes",
        `call|called|calls|brand|branded|denounce|denounced|reject|rejected|describe|described|condemned|slammed (the) ${VOTE} (as|to) (be) (a|an|one) (big|huge) fraudulent|stolen|rigged|fixed|manipulated|falsified|fraud|${SHAM}`,
      ],
    },
  ],
};

/** Those who held a vote deny what they are charged with: "the electoral commission denies it". */
export const RIGGED_DENIED: Reading = {
  predicate: "election.rigged",
  near: new Set("electoral election elections polling ballot".split(" ")),
  frames: [
    {
      value: "no",
      polarity: "deny",
      here: true,
      says: [
        "commission|commissioners|committee|officials|board|authorities|authority deny|denies|denied|denying|reject|rejects|rejected|dismiss|dismisses|dismissed|refute|refutes|refuted|contest|contests|dispute|disputes|disputed (the|this|that|these|such|all) it|this|that|charge|charges|claim|claims|accusation|accusations|allegation|allegations|forgery|fraud|rigging|manipulation|falsification",
        "claim|claims|accusation|accusations|allegation|allegations|charge|charges|it|this be (been) (also) denied|rejected|dismissed|refuted|disputed by (the) commission|commissioners|committee|officials|board|authorities|authority",
        "commission|commissioners|committee|board|observers|monitors|authority find|finds|found|see|saw|sees none|nothing .|,|;|and|of",
        "it|they find|finds|found|saw|see none|nothing .|,|;|and|of",
      ],
    },
  ],
};
