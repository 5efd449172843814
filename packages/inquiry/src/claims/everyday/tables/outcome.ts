import type { Reading } from "../frame.ts";

/** Ways to say how the attack ended. */
export const OUTCOME: Reading = {
  predicate: "attack.outcome",
  frames: [
    {
      says: [
        "{attack} fail|failed|flop|flopped|collapsed|miscarried",
        "describe|described|describes|call|called|calls|brand|branded|termed|declared|dismissed {attack} (as) failure|unsuccessful|fiasco|flop|futile",
        "{attack} end|ended (in) failure",
        "failure of {attack}",
        "{attack} be failure|unsuccessful|flop|fiasco|botched|futile",
        "{attack} called|described|termed|declared failure|unsuccessful",
        "{attack} not succeed|achieve|reach|work",
        "{attack} miss|missed target|targets|mark|aim",
        "{attack} come|came to nothing|naught",
        "attacker|attackers|enemy|enemies|assailant|assailants fail|failed to reach|hit|achieve|strike",
        "attacker|attackers|enemy|assailants not achieve|reach|attain",
        "attempt|bid|plot|try to kill|assassinate|murder|hit|strike|target|attack|reach|harm {} (has|have|had) (been) fail|failed|end|ended|come|came|unsuccessful (in|to) (failure|nothing|naught)",
        "they|attackers|assassins|assailants|killers|perpetrators|raiders|plotters|culprits|gunmen not succeed|succeeded|manage|managed",
        "assassins|killers|assailants|murderers|attackers|plotters miss|missed|fail|failed",
        "unsuccessful|failed|botched|abortive|bungled attack|strike|attempt|assault|raid|operation|assassination|murder|try|bid|plot|coup|killing",
        "it|this|plan|plot|scheme|bid|try|they|perpetrators not succeed|succeeded",
        "plan|plot|scheme misfire|misfired|backfired|fail|failed|collapsed|unravelled|miscarried",
        "plan|plot|scheme not work|worked",
        "{attack} end|ended|ends with|in|by failure|fiasco|defeat|nothing",
        "attempt|attempts of killing|assassinating|murdering|assassination|liquidation|murder {} (has|have|had) fail|failed",
      ],
      value: "failed",
    },
    {
      says: [
        "beat|beaten|fought|fight|ward|warded|fend|fended off|back {attack}",
        "{attack} beaten|fought|warded|fended off|back",
        "repel|repelled|repulse|repulsed|foil|foiled|thwart|thwarted|avert|averted|prevent|prevented {attack}",
        "{attack} repelled|repulsed|foiled|thwarted|averted|prevented|defeated",
        "frustrate|frustrated|spoil|spoiled|spoilt|abort|aborted|defeat|defeated|scupper|scuppered|neutralise|neutralised|block|blocked {attack}",
        "{attack} frustrated|spoiled|spoilt|aborted|scuppered|blocked",
        "assassination|murder|killing|coup|plan|plot|scheme foiled|thwarted|averted|prevented|frustrated|aborted",
        "foil|foiled|thwart|thwarted|frustrate|frustrated|avert|averted|prevent|prevented (the|an|this) assassination|murder|killing|coup|plan|plot|scheme",
      ],
      value: "foiled",
    },
    {
      says: [
        "{attack} succeed|succeeded",
        "{attack} be success|successful",
        "describe|described|describes|call|called|calls|termed|declared|hail|hailed {attack} (as) success|successful|triumph|victory",
        "{attack} (was|were) crowned with|by success",
        "success of {attack}",
        "{attack} hit|reach|reached|achieve|achieved|fulfil|fulfilled|accomplished target|goal|goals|objective|objectives|aim|aims",
      ],
      value: "succeeded",
    },
  ],
};
