import { isOneOf } from "./one-of.ts";

/** Words that head a part of a report or a list, and name nobody: "ATTRIBUTION: none", "Weather: clear". */
const HEADING =
  "attribution|mitigation|summary|detail|details|casualties|injuries|fatalities|wounded|injured|killed|missing|damage|damages|weapons?|munitions?|location|place|time|date|when|where|who|what|why|how|comment|assessment|analysis|background|context|update|updates|note|notes|remarks?|sources?|evidence|impact|impacts|effects?|response|responses|warning|warnings|alarm|incident|event|overview|outlook|outcome|target|targets|origin|launch|actor|actors|perpetrator|perpetrators|responsibility|claim|claims|reaction|reactions|condition|weather|cause|causes|category|status|access|needs|action|actions|recommendation|recommendations|conclusion|conclusions|findings?|method|methodology|confidence|reliability|significance|timeline|chronology|correction|subject|re|reference|ref|priority|classification|distribution|headlines?|photo|picture|image|video|caption|credit|read|watch|listen|related|tags?|share|motive|mechanism|defence|defense|interception|interceptions|sequence|description|narrative|position|course|speed|vessel|cargo|crew|flag|verdict|lesson|lessons|bottom|line|point|fact|facts|key";

/** Whether a label before a colon says what follows is about, and not who says it. */
export const isHeading = (label: string): boolean =>
  isOneOf(label.toLowerCase().split(" ").at(-1), HEADING);
