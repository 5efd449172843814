import type { Meeting } from "../meeting.ts";

const NOT =
  "not|n't|no|never|nobody|neither|nor|none|unable|cannot|yet|impossible|fail|failed|without|declined|decline|refused";
const OPEN =
  "unknown|unclear|uncertain|undetermined|guess|mystery|divided|disputed|open question|still unknown|still unclear|not clear|to be clarified|to be established|to be determined|no information|released no|still being|being looked into|looked into|under investigation|being investigated|being examined|no trace|no idea|remains open|remains unanswered|no proof|no clue|no word|yet to establish|yet to find|yet to determine|not possible|unresolved|unanswered|trying to find|trying to establish|trying to determine|seeking to establish|working to establish";
const KNOW =
  "know|known|say|said|tell|told|establish|established|determine|determined|find|found|identify|identified|locate|located|trace|traced|assess|assessed|clear|confirm|confirmed|possible|disclose|disclosed|name|named|ascertain|ascertained|clarify|clarified|reveal|revealed|proof|idea|word|clue|certain|sure";
const WHERE =
  "where|from where|from which|origin|launcher|which bank|which side|what direction|which direction|trace the flight|starting point";
/** What is nothing else than from where it was fired. */
const SITE =
  "launch site|launch point|launch area|launch position|launching site|launching point|firing point|firing position|firing positions|firing site|point of launch|place of launch|point of origin|direction of fire|direction of launch|origin of fire|source of fire|spot from which|place from which|point from which|site from which|position of the mortar|launch location|launching position";
const SENT =
  "launch|launched|fire|fired|fly|flown|flight|flew|start|started|set off|took off|take off|rocket|rockets|drone|drones|missile|missiles|mortar|mortars|shell|shells|uav|projectile|came|come|sent|stood|launcher|released|rounds";
const SEEN =
  "is known|are known|found|located|identified|established|traced|fixed|pinpointed|pinpoint|knows|determined|discovered";
const NOT_OF_LAUNCH = "minister|money|mayor|president|wounded|victims|buried|bus|rocket fell|fell";
const WHO =
  "who fired|who did|who sent|who launched|who carried|who shot|who attacked|who shelled|who ordered|who is behind|who was behind|who were behind|who stands behind|who stood behind|who is responsible|who was responsible|who had fired|who had launched|who had sent|who had carried|who had done|who has done|who is shooting|who is firing|who it holds|who they hold|who it was|who they are|who they were|whose rockets|whose drones|whose missiles|whose shells|whose mortars|authorship|the perpetrators|the culprits|the attackers|the culprit|the perpetrator|the attacker|those who did|those who fired|persons unknown|men who fired|those who fired|whom they suspect|whom they suspected|who they suspect|who they suspected|whom it suspects|whom it suspected";

const DEVICE =
  "siren|sirens|alarm|alarms|loudspeaker|loudspeakers|interceptors|interceptor|gun|guns|c-ram|battery|air defences|air defence|air defenses|air defense|anti-drone system|protection system|defence system|warning system|alarm system|jammer|jammers|alarm button|the app|tannoy|public address";
const ACT =
  "sound|sounded|go off|went off|gone off|come on|came on|fire|fired|engage|engaged|raise|raised|press|pressed|trigger|triggered|warn|warned|react|respond|responded|give|gave|given|issue|issued|activate|activated|hear|heard|work|worked|attempt|moved|move|function|pick it up|use|used|open|opened|start|started|switched on|turned on|wail|wailed|stop";
const SHELTER =
  "shelter|shelters|cellar|cellars|basement|bunker|bunkers|take cover|took cover|taken cover|to safety|go below|taken shelter|took shelter|ran";
const OTHER_ALARM =
  "car|fire engine|fire brigade|police|ambulance|weather|clock|minister|ministry|new|buy|bought|install|installed|tested|test|exercise|drill|salute|rebel|rebels|costs|promised|every|smoke";

/** Words that by meeting say something of the attack and its answer; read last, where nothing else of the kind was found in the sentence. */
export const MEETINGS: readonly Meeting[] = [
  ...[[SITE], [WHERE, SENT]].flatMap((groups): readonly Meeting[] => [
    {
      predicate: "launch.determined",
      says: "from where it was fired, and that nobody knows",
      value: "no",
      groups: [...groups, OPEN],
      unless: NOT_OF_LAUNCH,
    },
    {
      predicate: "launch.determined",
      says: "from where it was fired, not, and known",
      value: "no",
      groups: [...groups, NOT, KNOW],
      unless: NOT_OF_LAUNCH,
    },
    {
      predicate: "launch.determined",
      says: "from where it was fired, and found",
      value: "yes",
      groups: [...groups, SEEN],
      unless: `${NOT}|${OPEN}|${NOT_OF_LAUNCH}|try|trying|hope|seeks|would|if|whether|body|bodies`,
    },
  ]),
  {
    predicate: "attack.outcome",
    says: "an attempt, to kill, and failed",
    value: "failed",
    groups: [
      "attempt|bid|plot|attempts",
      "assassinate|kill|murder|liquidate|eliminate|target|assassinating|killing|targeting",
      "failed|unsuccessful|miscarried|collapsed|fell through|in failure|to nothing|come to naught",
    ],
    unless: "not|n't|never|if|no|talks|deal|election|court",
    within: 30,
  },
  {
    predicate: "responsibility.known",
    says: "who did it, and that it is open",
    value: "no",
    polarity: "unknown",
    groups: [WHO, OPEN],
    within: 22,
    unless: "victims|victim|killed|wounded|ambulance|mayor|pay|succeed|driver",
  },
  {
    predicate: "responsibility.known",
    says: "who did it, not, and known",
    value: "no",
    polarity: "unknown",
    groups: [WHO, NOT, KNOW],
    unless: "victims|victim|killed|wounded|ambulance|mayor|pay|succeed|driver",
  },
  {
    predicate: "responsibility.known",
    says: "persons unknown",
    value: "no",
    polarity: "unknown",
    groups: [
      "persons unknown|person or persons|unknown persons|unknown perpetrators|unidentified attackers|unidentified persons",
      "attack|strike|fired|treating|by|rockets|launched|blast",
    ],
  },
  {
    predicate: "responsibility.known",
    says: "no idea who is firing",
    value: "no",
    polarity: "unknown",
    groups: [
      "no idea who|no idea whose|not know who|not know whose|cannot say who|could not say who|not say whose|not say who|would say who|say who it|question of authorship|question of responsibility",
      "fire|fired|shooting|behind|responsible|rockets|did|drones|shells|they|holds|open|unanswered|launched",
    ],
    unless: "ambulance|victims|driver",
  },
  {
    predicate: "responsibility.known",
    says: "those who fired, and known",
    value: "yes",
    groups: [
      "men who fired|those who fired|people who fired|perpetrators|culprits|attackers|who fired|who gave the order",
      "established|known|identified|named|knows|know",
    ],
    unless: NOT,
  },
  {
    predicate: "defence.activated",
    says: "a defence, and that it came too late",
    value: "no",
    groups: [
      `${DEVICE}|warning|alert|message`,
      "too late|when it was|only when|only after|not until|once it was over|after the explosion|after the blast|after the impact",
    ],
    unless: OTHER_ALARM,
  },
  {
    predicate: "defence.activated",
    says: "a defence, not, and what it does",
    value: "no",
    groups: [DEVICE, "not|n't|no|never|nobody|neither|nor|none|not one|without", ACT],
    unless: `${OTHER_ALARM}|whether`,
  },
  {
    predicate: "defence.activated",
    says: "a defence, silent",
    value: "no",
    groups: [
      `${DEVICE}|phone|phones`,
      "silent|mute|stayed in|stayed quiet|kept quiet|stayed dark|stayed off|slept|asleep|idle|unused|unmanned|speechless",
    ],
    unless: `${OTHER_ALARM}|minute|funeral|night|unmanned aircraft|unmanned aerial|unmanned vehicle|unmanned vehicles|unmanned aeroplanes`,
  },
  {
    predicate: "defence.activated",
    says: "people, not, and warned",
    value: "no",
    groups: [
      "one had been alerted|one had been warned|not been given|been given any|no notice|no time for|nobody had been|one in the|not told|n't told|never told|not warned|never warned|not alerted|unwarned|nobody warned|no one warned|got a message|got no message|nobody got|no message|nothing on|so much as a siren|no siren|no alarm|no warning|first anyone knew|anybody warned",
      "we|us|residents|people|villagers|anyone|nobody|they|i|app|phone|phones|message|siren|shells|bang|it|them|alarm|warning|came|complain|alerted|warned|notice|alert",
    ],
    unless: "further|sign|yet|travel|danger that",
  },
  {
    predicate: "defence.activated",
    says: "an alarm, and people in shelter",
    value: "yes",
    groups: ["siren|sirens|alarm|alert|warning|loudspeakers|announcement", SHELTER],
    unless: `not|n't|no|never|nobody|should|when|car|if|every|always|new|after the impact`,
  },
  {
    predicate: "defence.activated",
    says: "an alarm, and people woken or told",
    value: "yes",
    groups: [
      "siren|sirens|alarm|alert|warning|app|loudspeakers",
      "woke|woken|woke me|woke us|warned|told|saved|came on|came through|came in time|worked|reached me|reached us|sent us",
    ],
    unless: `not|n't|no|never|nobody|none|neither|too late|only|when|after|car|new|minister|would|officials|spokesman`,
  },
  {
    predicate: "defence.activated",
    says: "guns, and that they fire",
    value: "yes",
    groups: [
      "guns on|gunners|air defences|anti-aircraft|tracer|tracers|tracer fire|counter-rocket guns|defenders|gun crews",
      "began to fire|opened up|opened fire|rose from|lit|in action|thundered|roared",
    ],
    unless: `not|n't|no|never|nobody|salute|rebel|rebels|enemy|at the town|on the town|test|new`,
  },
  {
    predicate: "defence.activated",
    says: "interceptors or jammers, and that they act",
    value: "yes",
    groups: [
      "interceptor|interceptors|jammer|jammers|jamming",
      "fired|launched|went up|shot up|switched on|turned on|off course|jammed|brought down|in action",
    ],
    unless: `not|n't|no|never|nobody|test|new|without|lack`,
  },
  {
    predicate: "defence.activated",
    says: "soldiers, and that they fire at it",
    value: "yes",
    groups: [
      "soldiers|guards|sentries|police|policemen|marines|troops|everyone|everybody|sailors",
      "fired|firing|shooting|shot|emptied|blazed away|opened fire",
      "at it|at them|at the drone|at the drones|at the sky|into the air|at the second|rifles at|machine guns|at one of",
    ],
    unless: "not|n't|no|never|protesters|crowd|demonstrators",
  },
  {
    predicate: "defence.inactive-reason",
    says: "why, right after it is told that a defence did nothing",
    value: null,
    idle: true,
    groups: [
      "fuse|motor|burnt out|burned out|flat|dead battery|batteries|battery|replaced|repair|repaired|maintenance|serviced|power|electricity|cable|wire|wired|wiring|generator|stolen|licence|license|contract|subscription|money|budget|funds|afford|approved|paid|unpaid|order|orders|ordered|permission|authorisation|telephone|drill|prank|mistaken|mistook|mistake|thought|believed|bird|birds|geese|blind|line of sight|echo|slower|too slow|too low|too small|too steep|too fast|too close|too far|below the|behind the|out of range|ignores|ignore|threshold|software|server|network|second sensor|confirm|confirmed|reload|reloading|ammunition|rounds|interceptors|feared to|fear of|airliner|passenger jet|pointing|facing|sent to the front|moved to another|withdrawn|unmanned|closed|closes|nobody answers|holiday|leave|shift|lightning|mast|masts|storm|jammed|jamming|button|key|lost the target|connected|installed|broken|disconnected|switched off|turned off|manual|test mode|expired|run out|ran out|error|fault|faulty|defect|defective|missing|not authorised|not equipped|overloaded|overwhelmed|saturated|cannot see|could not see|not cover|untrained|dismantled|blocked|view|stuck|relay|rusted|corroded|frozen|iced|snow|fog|forbidden|prohibited|not allowed|rules|regulations|wrong district|wrong number|wrong numbers|wrong people|shortage|shortages|understaffed|no one watched|nobody watched|nodded off|sleeping|absent|untrained|flight time|too short|delivered|spare part|spare parts|misread|classified|labelled|friendly|own aircraft|decoy|decoys|too many|looks the other|looking the other|paid for",
    ],
    unless:
      "dead|would|will|week|reports|reported|minister|commander|killed|wounded|died|injured|hospital|condemned|funeral|destroyed|damaged|burned down|roof|windows|crater|house|houses|price|prices",
  },
];
