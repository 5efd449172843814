import type { Reading } from "../frame.ts";

/** Ways to say that something of the weapon, or of what it came from, is there to be looked at. */
export const EVIDENCE: Reading = {
  predicate: "evidence.recovered",
  unless: new Set("drill exercise".split(" ")),
  frames: [
    {
      says: [
        "{remains} found|find|recovered|retrieved|collected|gathered|seized|taken|removed|secured|lifted|raised|salvaged|discovered|dug|picked|handed|sent|shown|displayed|exhibited|presented|photographed|examined|analysed|analyzed|studied|inspected|identified|scattered|strewn|littered|lodged|embedded|washed|brought|filmed|hauled|delivered|kept|stored|pulled|extracted|tested|laid|visible|seen",
        "{remains} lie|lay|lies|lying|stick|stuck|sticks|sticking|stand|stood|hang|hung|remain|remained|sit|sat|litter|float|floated|wash|bear|bore|bears|bearing|carry|carried|carries|show|showed|shows|belong|match|come|came|litter|littered",
        "{remains} be on|in|all|at|with|still|being",
        "find|found|recover|recovered|retrieve|collect|collected|gather|gathered|seize|seized|take|took|remove|removed|secure|secured|lift|lifted|raise|raised|salvage|salvaged|discover|discovered|dig|dug|pick|picked|hand|handed|send|sent|show|showed|shows|shown|display|displayed|exhibit|present|presented|photograph|photographed|examine|examined|analyse|analysed|analyze|study|studied|studying|inspect|inspected|identify|identified|film|filmed|haul|hauled|pull|pulled|extract|extracted|bring|brought|produce|produced|publish|published|hold|held|keep|kept|see|saw|document|documented (up|out|over|reporters|journalists|us|away|in) {remains}",
        "there be {remains}",
        "{remains} on show|display|view",
        "{remains} sent|taken|handed|passed|flown|brought|delivered|carried|put to|for|away|in|on|out",
        "{remains} washed|turned|came|fished|dug|picked up|ashore|out",
        "{remains} left|lying|lay|lies|scattered|strewn|spread behind|in|on|across|around|over|by|near",
        "holding (up) {remains}",
        "recovery|discovery|seizure|removal|retrieval|finding of {remains}",
        "take|took|taken|carry|carried|cart|carted away|off {remains}",
        "in|on|beside|near (the|a) crater|wreck|rubble|field|yard|roof|road|grass lie|lay|lies|stood|was|were {remains}",
        "including|namely {remains}",
        "have|has|hold|holds {remains}",
        "come|came|stumble|stumbled across|upon|on {remains}",
        "found|seen|visible|stamped|printed on|in|among {remains}",
        "picture|pictures|photo|photos|photograph|photographs|images|image|footage|video of {remains}",
        "find|found|discover|discovered|recover|recovered|locate|located|collect|collected|seize|seized on|in|under|among|near {} {remains}",
      ],
    },
    {
      says: [
        "{dud} found|find|recovered|discovered|defused|removed|destroyed|secured|detonated|blown|dug|carried|hauled|pulled|fished|raised|dragged|laid|displayed|shown|collected|handed|lodged|stuck|lying|lies|lie|lay|embedded|made|dealt|located|neutralised|seized|lifted|taken|disarmed|handed",
        "{dud} be in|on|still|lodged",
        "{dud} stick|sticks|protrude|protrudes|protruded|jut|juts|jutted|poke|pokes|poked",
        "{dud} carried|taken|carted|hauled|driven|towed off|away",
        "recovery|discovery|seizure|removal|retrieval|finding|disposal of {dud}",
        "take|took|taken|remove|removed|gather|gathered|collect|collected|pick|picked|retrieve|retrieved|pull|pulled|recover|recovered (up|out) {dud} from|off|in|on|out",
        "find|found|discover|discovered|locate|located|recover|recovered on|in|under|among|near {} {wreck} that|which had|has|did not (had|have) exploded|explode|detonated|detonate|gone",
        "{wreck} not explode|exploded|detonate|detonated and be dealt|defused|removed|destroyed|taken",
        "deal|dealt|dispose|disposed|defuse|defused|remove|removed|neutralise|neutralised|find|found|secure|secured|recover|recovered (with|of) {wreck} (that|which) (that|which) (has|had|did) not explode|exploded|detonate|detonated",
        "carry|carried|take|took|haul|hauled|cart|carted off|away {dud}",
        "make|made|making|render|rendered {dud} safe|harmless",
        "make|made|making|render|rendered {wreck} safe|harmless|inert",
        "defuse|defused|disarm|disarmed {wreck}",
        "come|came|stumble|stumbled across|upon|on {dud}",
        "find|found|recover|recovered|discover|discovered|defuse|defused|defuses|remove|removed|destroy|destroyed|blow|blew|secure|secured|detonate|detonated|locate|located|disarm|disarmed|seize|seized|deal|dealt|dispose|disposed|neutralise|neutralised|lift|lifted (up|with|of|safely) {dud}",
      ],
    },
    {
      says: [
        "fail|failed (to) explode|detonate and|, (was|were) (later) recovered|found|defused|discovered|removed|secured",
      ],
      value: "unexploded munition",
    },
    {
      says: [
        "{launcher} found|recovered|discovered|seized|stood|stand|lay|left|abandoned|lie|captured|identified|confiscated",
        "come|came|stumble|stumbled across|upon|on {launcher}",
        "find|found|recover|recovered|discover|discovered|seize|seized|locate|located|capture|captured|confiscate|confiscated|identify|identified|uncover|uncovered|display|displayed {launcher}",
      ],
    },
    {
      says: [
        "lift|lifted|raise|raised|salvage|salvaged|recover|recovered|retrieve|retrieved|fish|fished|seize|seized {wreck}",
        "left|remained|remains of {wreck}",
        "{wreck} be (been|later) taken|removed|lifted|dug|hauled|fished (up|out|away|ashore) from|out|by",
        "{named-wreck} be (been|later) found|recovered|retrieved|discovered|dug|lifted|hauled|picked|fished|located|salvaged|pulled|dragged|taken|removed|carried|brought|collected|raised (almost|nearly|largely|more) (whole|intact|complete) (up|out|away|ashore) in|on|from|at|near|behind|beside|under|into|inside|beneath|out",
        "{wreck} lie|lies|lay|lying|stick|sticks|protrude|protrudes|protruded|jut|jutted|poke|pokes|hang|hangs|hung|rest|rests|rested|sit|sits|sat (still) in|on|behind|beside|near|under|from|out|at|across|among|outside|inside|between",
        "{named-wreck} be (been|since|later) handed|passed|turned|given|delivered (over|in) to",
        "{wreck} be (still) stuck|lodged|embedded|impaled in|on|between|under|into",
        "{wreck} remain|remained|stay|stayed|still (be) in|on (the|its|their) rails|rail|launcher|launchers|rack|racks|frame|tube|tubes|ramp|lorry|truck|trailer|pod|pods",
        "{wreck} be (been|later) made|rendered|declared safe|harmless|inert",
        "{wreck} be (been|later) defused|disarmed",
      ],
    },
  ],
};
