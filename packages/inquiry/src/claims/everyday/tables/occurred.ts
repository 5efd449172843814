import type { Reading } from "../frame.ts";

const FALSE =
  "false|untrue|fake|fabricated|invented|unfounded|baseless|wrong|incorrect|lies|lie|hoax|fiction|fabrication|staged|nonsense|disinformation|rumours|rumors|groundless";
const HIT = "hit|attacked|struck|targeted|bombed|shelled|damaged|reached";

/** Ways to say that it was not. */
export const NOT_OCCURRED: Reading = {
  predicate: "attack.occurred",
  unless: new Set("exercise drill match ceremony election".split(" ")),
  frames: [
    {
      value: "no",
      polarity: "deny",
      says: [
        "there be no (such) attack|strike|explosion|strikes|attacks|explosions|raid|shelling|bombing|launch",
        "no (such) attack|strike|raid|shelling|bombing|explosion (was|has|been) carried|taken|take|took|occurred|happened|recorded|launched|confirmed",
        "no missile|drone|rocket|missiles|drones|rockets|munition|shell (has|was|had) (been) fall|fell|hit|entered|enter|fired|landed|reached|struck|crossed|launched",
        "<deed> never|not happen|happened|took|take|occur|occurred",
        "it never happen|happened",
        "nothing happen|happened .|,|;|!|at|here|there|that|in|on|last",
        `<site> not (been) attacked|targeted|bombed|shelled`,
        "<attack> be|is|was staged|invented|hoax|fabrication|fabricated|fiction|fake|simulated",
        `report|reports|claim|claims|rumour|rumours|video|story|news|allegation|allegations|information (of|that|about) … (attack|strike|explosion|hit|raid|struck|attacked|fired) be|are|is|was|were (not) (completely) ${FALSE}|true|correct`,
        `deny|denied|denies (reports|claims|that) (of|an) (an|any|the) attack|strike|raid|bombing (had|has) (taken|happened|occurred)`,
        `deny|denied|denies that … was|were|been ${HIT}`,
        `dismiss|dismissed|dismisses|reject|rejected … attack|strike|raid as ${FALSE}|rumour|rumor|propaganda`,
        "deny|denied|denies there be (any) attack|strike|raid|explosion",
        "deny|denied|denies that there be (any) attack|strike|raid|explosion",
        "false alarm",
        `explosion|blast|fire|it be not (an|a) attack|strike|(but)`,
        "no evidence|sign|signs|indication|confirmation|trace of|that (an|any|a) attack|strike|raid|explosion",
        "there be … no attack|strike .|,|!|at|on",
        "deny|denied|denies that anything|any … hit|struck|fell|happened|reached|exploded",
        `report|reports|claim|claims|stories|story|talk|rumours (of|that|about) … (attack|strike|hit|raid|struck|attacked|fired) be|are|is|was|were (pure|sheer|complete|utter|simply|plain|an|a) invention|fantasy|rubbish|fiction|nonsense|fabrication|imagination`,
        "nothing (has|had|have) hit|struck|fallen|landed|reached|crossed|exploded",
        "take|took|taken|mistook|mistaken for (an|a) attack|strike be (a) (controlled|planned)",
        `dismiss|dismissed|dismisses|reject|rejected|brand|branded|call|called (the|these|all) report|reports|story|talk of (an|a|the|any) attack|strike|raid (as) (an|a|pure) ${FALSE}|invention|rumour|propaganda|fantasy|tale`,
        "attack|strike|raid exist|exists|existed|happen|happened|happens only in|on",
        "by {} and not by attack|strike|drone|rocket|missile|shell",
        "explosion|blast|attack|shooting be|were described|presented as invented|staged|fabricated|fiction|fake",
        "so-called|supposed|alleged attack|strike|assassination be|was (a) (hoax|theatre|staged|invented|fiction|fabrication|fake)",
        "no one|nobody … would waste|fire|send {} on|at|above|over",
        "so much as waste|fire|send|spend {} on|at|over",
        "nobody|no-one … waste|wastes|wasted {} on|over",
        "no one|body … waste|wastes|wasted {} on|over",
        "call|called|calls|describe|described|dismiss|dismissed <attack> (as) (a|mere|pure|bad) (piece|bit|act) (of) theatre|theater|play|comedy|charade|farce|stunt|show|pantomime|fairytale",
        "(whole|entire) thing|affair|scene|scenes|business|story|it be (all) staged|invented|fabricated|made-up|theatre|theater|charade|farce|fiction",
        "explosion|blast be (an) accident|accidental|controlled",
        "explosion|blast|attack|strike|incident|operation|whole (thing|affair|business) (may|might|could) (well) (have) (be|been) staged|invented|fabricated|faked|fake|simulated|fiction|play|theatre|theater|farce|comedy",
        "call|called|calls|describe|described|dismiss|dismissed|brand|branded <attack> (as) (a|an|mere) (theatre|made-up|invented|fabricated|bad) play|story|tale|scene|scenario|invention|fabrication|fiction|lie|hoax",
        "hint|hinted|suggest|suggested|imply|implied (that) <deed> be (a|an) (theatre) play|hoax|fabrication|invention|farce|scene|theatre|theater",
      ],
    },
  ],
};

/** Ways to say that it was. */
export const OCCURRED: Reading = {
  predicate: "attack.occurred",
  unless: new Set(
    "exercise drill match ceremony election any claims rejects denies rejected nobody none".split(
      " ",
    ),
  ),
  frames: [
    {
      value: "yes",
      denied: "no",
      says: [
        "there be|has|have (been) (an|a) attack|strike on|in|at|against|.|,",
        "confirm|confirmed|confirms (that) (an|the|a) attack|strike|raid|shelling",
        `confirm|confirmed|confirms that … (was|were|had|has) (been|come) ${HIT}|under`,
        `acknowledge|acknowledged|admit|admitted|concede|conceded that … (was|were|had|has|have) (been|come) ${HIT}|under`,
        `acknowledge|acknowledged|admit|admitted|concede|conceded (an|the|a) attack|strike|raid|shelling`,
        "attack|strike|raid be (carried|launched|made|conducted|mounted) (out) … confirm|confirms|confirmed",
        `that … (was|were|had|has|have) (been|come) ${HIT} … (been) confirmed`,
        "attack|strike|raid be (not|beyond) (in|open|to) dispute|doubt|question|disputed",
        "(yes) , we be attacked|hit|struck",
        "attack|strike|raid (has|had|did) take|taken|took|happen|happened|occur|occurred (place)",
        "we|town|city|village (are|is|have|has|were) (been|come|came|again) attacked|under (attack|fire)",
      ],
    },
  ],
};
