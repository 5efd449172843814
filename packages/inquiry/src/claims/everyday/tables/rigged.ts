import type { Reading } from "../frame.ts";

const VOTE = "election|elections|vote|voting|ballot|poll|polls|count|counting|result|results";

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
      ],
    },
    {
      value: "yes",
      says: [
        `${VOTE} be|was|were (all|a) stolen|farce|sham|forged|falsified|fixed|bought`,
        "steal|stole|stolen (the|their|our) vote|votes|election|seats",
        "complain|complained|complains|speak|spoke|speaks of forged|stuffed|stolen ballots|votes|boxes",
        `call|called|calls|brand|branded|denounce|denounced|reject|rejected|describe|described|condemned|slammed (the) ${VOTE} (as) (a) fraudulent|stolen|farce|sham|rigged|fixed|fraud`,
      ],
    },
  ],
};
