import type { Reading } from "../frame.ts";

const THROW =
  "throw|threw|thrown|throwing|hurl|hurled|hurling|pelt|pelted|pelting|lob|lobbed|fling|flung";
const MISSILES =
  "stone|stones|rock|rocks|brick|bricks|bottle|bottles|petrol|molotov|cobblestones|object|objects|firebombs";
const BEGIN = "start|started|begin|began|provoke|provoked|initiate|initiated|instigate|instigated";

/** Ways to say who began a clash of a crowd with those who police it. */
export const CLASH: Reading = {
  predicate: "clash.initiator",
  unless: new Set("exercise drill match ceremony election".split(" ")),
  frames: [
    {
      value: "protesters",
      says: [
        `{crowd} ${THROW} ${MISSILES}`,
        `{crowd} ${THROW} {} with ${MISSILES}`,
        `{crowd} open|opened fire (on|at) (first)`,
        `{crowd} fire|fired|shoot|shot|attack|attacked|strike|struck|charge|charged first`,
        `{crowd} ${BEGIN} (it) (first) ,|.|with|by`,
        `{crowd} ${BEGIN} (the|it|this) violence|clash|clashes|fighting|shooting|it|trouble|fight`,
        `{crowd} attack|attacked|rush|rushed|charge|charged|storm|stormed <guard>`,
        "{crowd} try|tried|attempt|attempted to storm|breach|enter|break",
        "{crowd} fight|fought|battle|battled|clash|clashed|scuffled (with) <guard>",
        "it be {crowd} who|that begin|began|start|started|attack|attacked|throw|threw|open|opened|fire|fired|provoke|provoked",
        "violence|clash|clashes|fighting|trouble|shooting be start|started|begun|provoked|initiated|instigated|triggered by {crowd}",
        "<guard> be|were attacked|provoked|rushed|pelted|charged|assaulted by {crowd}",
      ],
    },
    {
      value: "security forces",
      says: [
        "{guard} open|opened|opening fire … on|at <crowd>",
        "{guard} fire|fired|shoot|shot (live) (rounds|bullets|ammunition|gas) (first) (on|at|into) <crowd>",
        "{guard} fire|fired|shoot|shot|discharged … on|at|into|over|against|above|towards|upon <crowd>",
        "{guard} fire|fired|shoot|shot|attack|attacked first",
        "{guard} open|opened fire first",
        `{guard} ${BEGIN} (the|it|this) violence|clash|clashes|shooting|it|fight`,
        "{crowd} be|were fired|shot on|upon|at",
        "<crowd> be|were attacked|beaten|charged|dispersed by {guard}",
        "{crowd} come|came under fire",
        "it be {guard} who|that begin|began|start|started|attack|attacked|shoot|shot|open|opened|fire|fired|provoke|provoked",
        "violence|clash|clashes|fighting|trouble|shooting be start|started|begun|provoked|initiated|instigated|triggered by {guard}",
        "{guard} use|used|turned live rounds|ammunition|fire|bullets on|against <crowd>",
        "rounds|ammunition|bullets be used against|on {crowd}",
      ],
    },
    {
      value: "nobody",
      says: ["nobody|neither fired|shot first"],
    },
  ],
};

/** The same where only the rest of the sentence speaks of the crowd: "a protester died when police opened fire". */
export const SHOT_AT_CROWD: Reading = {
  predicate: "clash.initiator",
  unless: new Set("exercise drill match ceremony election drone drones".split(" ")),
  near: new Set(
    "protester protesters protestor protestors demonstrator demonstrators demonstration march marchers rally crowd crowds sit-in".split(
      " ",
    ),
  ),
  frames: [
    {
      here: true,
      value: "security forces",
      says: [
        "{guard} open|opened fire .|,|;|with|to|as|and",
        "{guard} fire|fired|use|used tear|live gas|rounds|ammunition|bullets",
      ],
    },
  ],
};
