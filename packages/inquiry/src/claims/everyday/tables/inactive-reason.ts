import type { Reading } from "../frame.ts";
import { IDLE } from "./defence-words.ts";

const NEAR = new Set(
  "siren sirens alarm alarms alert alerts warning radar radars sensor sensors detector battery interceptor interceptors defence defences defense defenses c-ram cram ram patriot jammer jammers jamming counter-drone launcher launchers loudspeaker gun guns gunners system systems operator crew crews microphone camera app console duty post threshold".split(
    " ",
  ),
);
const SEEN =
  "see|seen|detect|detected|spot|spotted|notice|noticed|intercept|intercepted|engage|engaged|stop|stopped|classify|classified|track|tracked|react|respond|radar|sensor|sensors|system|reach|fire|shoot|warn|warning|warned|jam";
const FAULT =
  "fog|mist|haze|rain|snow|cloud|dust|glare|fault|error|bug|glitch|failure|cut|outage|malfunction|crash|mistake|delay|fuse|cable|defect|breakdown|storm|lightning|overload|attack|jamming";
const FRIEND =
  "bird|birds|flock|flocks|swarm|skein|goose|geese|gull|gulls|crane|cranes|stork|storks|kite|weather|ghost|echo|echoes|interference|artefact|artifact|thunder|firework|fireworks|blasting|hunters|backfire|tractor|fishing|trawler|friendly|friendlies|friend|own|ours|prank|drill|test|exercise|civilian|clutter|noise|hobby|harmless|airliner|toy|balloon|false";
const CREW =
  "operator|operators|officer|crew|crews|watch|guard|guards|sentry|technician|technician|technicians|engineer|dispatcher|controller|controllers|watchman|caretaker|sexton|sergeant|man|woman|staff|soldiers|gunners";
/** Who has to see to warnings. */
const TOWN =
  "village|town|district|school|city|area|neighbourhood|port|camp|camps|place|places|island|hospital|base|quarter|region|side|municipality|council|parish|county|commune|settlement|villages|towns|districts|schools|hospitals|suburb|estate|plant|company|clinic|we|they";

/** Ways to say why a defence or a warning did nothing. */
export const INACTIVE_REASON: Reading = {
  predicate: "defence.inactive-reason",
  near: NEAR,
  unless: new Set("exercise drill rehearsal".split(" ")),
  frames: [
    {
      whole: true,
      says: [
        // What stands before what it did not do.
        `because|due|owing|thanks of|to {} siren|sirens|radar|radars|battery|batteries|guns|interceptors|system|alarm|alarms|defences|jammers … (stay|stayed|remain|remained|kept|fell|be|was|were) silent|off|not|idle|inactive|blind|dark|dead|mute|fail|failed|unable|useless`,
        `because|due|owing|thanks of|to {} , (the) siren|sirens|radar|radars|battery|batteries|guns|interceptors|system|alarm|alarms|defences|jammers … (stay|stayed|remain|remained|kept|fell|be|was|were) silent|off|not|idle|inactive|blind|dark|dead|mute|fail|failed|unable|useless`,
        "for lack|want|fear of … siren|sirens|radar|battery|guns|interceptors|system|alarm|defences|crew not|stay|stayed|remain|remained|kept|fell|held|silent",
        "too (steep|low|fast|high|small|slow|shallow|flat|late) … for (the) guns|radar|radars|battery|batteries|system|sensors|interceptors|defences|gunners|siren",
        "{device} be (still) being reloaded|repaired|serviced|moved|replaced|upgraded|overhauled|tested|installed|calibrated|relocated",
        "{device} be (been) without ammunition|power|electricity|crew|crews|interceptors|missiles|fuel|current|signal|operator|operators",
        "out of (its|their|the) sight|range|reach|view|coverage|arc",
        "beyond|outside (the|its|their) (radar) (') reach|range|sight|coverage|envelope|arc",
        "network|power|line|link|server|mast|signal (have|had) (been) go|gone|went down|dead|off",
        "crew|crews|operator|operators|staff|guard|watch (having|have|had|be) (been) sent|on (on|home) leave|holiday|home",
        "sector|area|direction|corner|angle|side (that|which) (its|the|their) radar|radars|sensors|guns|system|siren not cover|covers|covered|reach|see|watch",
        "under|below (the) beam|beams|horizon|coverage|envelope",
        // In what state it was.
        `{device} be|have|stay|remain|stand (been) broken|defective|faulty|unmanned|disconnected|unplugged|dismantled|decommissioned|overloaded|saturated|overwhelmed|blinded|jammed|blocked|masked|reloaded|reloading|stolen|looted|unpowered|sold|withdrawn|moved|removed|relocated|lent`,
        "{device} be|have|stay|remain|stand (been) out of order|action|service|use|ammunition|range|interceptors|missiles",
        "{device} be|undergo|await in|under|undergoing|down|for|awaiting … maintenance|repair|repairs|test|mode|overhaul|upgrade|calibration|inspection|parts",
        "{device} be|run|running|set in|to|on … manual|test|training|standby|maintenance|mode",
        "{device} not|never (yet) (been) connected|equipped|designed|built|installed|manned|crewed|calibrated|updated|trained|linked|paid|repaired|replaced|configured|set|meant|delivered|certified|licensed|programmed",
        "{device} run|ran|be out of",
        "{device} be (been) switched|turned|shut|powered off|down by|for|because",
        "{device} be (been) switched|turned|shut|powered off|down at|on request|order|orders|insistence",
        "{device} have|had no|neither|too",
        "{device} lack|lacked|lose|lost power|electricity|signal|connection|contact|crew|crews|ammunition|interceptors|fuel|link",
        "{device} not|cannot|never see|cover|reach|look|detect|engage … under|below|into|valley|low|north|south|east|west|side|that|such|objects|targets|in",
        "{device} end|stop|point|pointing|pointed|face|facing|faced|turned|turn|look (at) other|away|towards|toward|north|south|east|west",
        "{device} protect|cover|guard only|just",
        "{device} only|solely cover|protect|engage|guard|watch|defend|serve",
        "{device} protect|protects|cover|covers|guard|guards|defend|defends|serve|serves only|just|solely|exclusively",
        "{device} (had|have) crash|crashed|froze|freeze|rebooted|rebooting|restarting|overheat",
        "{device} blind|blinded|covered|cover by|with",
        "{device} be blind|deaf|insensitive to",
        "{device} be meant|intended|designed|built|made|there only|solely|just|exclusively",
        "blind|deaf|insensitive to (the) small|tiny|little|low|slow one|ones|drone|drones|object|objects|target|targets|aircraft",
        "{device} be|have|had waiting|awaiting|wait for",
        // What kept it from acting.
        `${FAULT} (have|had) silence|silenced|disable|disabled|prevent|prevented|stop|stopped|keep|kept|knock|knocked|delay|delayed|block|blocked|cripple|crippled|cause|caused {device}`,
        `${FAULT} in|of|with {} (have|had) silence|silenced|disable|disabled|prevent|prevented|stop|stopped|keep|kept|knock|knocked|block|blocked {device}`,
        `${FAULT} prevent|prevented|stop|stopped|delay|delayed|block|blocked (the|an) alarm|warning|alert|siren`,
        "jam|jammed|blind|blinded|overwhelm|overwhelmed|saturate|saturated|hide|hid|mask|masked|block|blocked {device}",
        "overwhelmed|saturated|swamped by",
        "too low|small|slow|fast|high|late|close|far|many|short|weak|quick|quickly|near|faint … for|to|at " +
          SEEN +
          "|once|warning|target",
        "too low|small|slow|fast|close for (the) radar|radars|sensor|system",
        "too many|close|short|late for|to|drones|came",
        "no|not|insufficient (enough) time to react|respond|sound|warn|fire|intercept|engage",
        "only|just … seconds|second|minute to react|respond|fire|decide|engage",
        "outside|beyond|below|under|beneath|out (of) (the) range|coverage|reach|horizon|radar|arc|sector|envelope|protected|field",
        "fly|flew|flown|flying (at) (a) (very|too) low|lower altitude|altitudes|height|heights|level and|so|to|, … not|n't|avoid|evade|escape|unable|undetected",
        "not|never (be|been) detected|seen|caught|picked|noticed|tracked|spotted (up) by|on (the) radar|radars",
        "fly|flew|flown|flying|come|came (very|so|too|in) low (enough|so|in|order) that|to|and|so … not|n't|avoid|evade|escape|undetected|dodge|elude|under|below",
        "under|below|beneath (the) height|heights|altitude|level|peak|limit|threshold|minimum that|which|at|of|for|where|what …",
        "too|so low|small|slow|slowly|fast|near|close (and|or) (too) (low|small|slow|slowly|fast) (for|to) (be|been) picked|seen|detected|noticed|tracked|spotted|engaged|caught|intercepted|stopped|hit",
        "too|so low|small|slow|fast|near|close (and|or) (too) (low|small|slow|slowly|fast) for {device}",
        "it|they|radar|system|battery not see|detect|notice|track|pick|engage|distinguish|recognise|recognize such|so|small|low|slow|tiny …",
        "so|too|as small|low|slow|tiny|light … not|never|hardly|barely register|registered|seen|show|shown|appear|detected|noticed",
        "not|never|hardly show|appear|figure|register|visible (up) on|in radar|radars|screen|screens|scope|scopes …",
        "{device} switched|put|set|turned|left|placed to|on|in manual|test|standby|training|passive|maintenance …",
        "{device} filter|filters|filtered|ignore|ignores|discard|discards|disregard|disregards|screens|suppresses (out) anything|targets|objects|everything|whatever|things|what|returns …",
        "{device} made|built|set|tuned|configured|conceived|calibrated (up) for|against rockets|mortars|missiles|shells|aircraft|planes|jets|artillery , not|but|rather …",
        // What it was taken for.
        `take|took|taken|mistake|mistook|mistaken|confuse|confused for|with ${FRIEND}`,
        `take|took|mistook it|them|drone|drones|object|target|call for … ${FRIEND}`,
        `classify|classified|identify|identified|log|logged|label|labelled|treat|treated|register|registered|dismiss|dismissed|flag|flagged|record|recorded|reject|rejected|discount|discounted|interpret|interpreted|read|discard|discarded|ignore|ignored|explain|explained|filter|filtered|write|wrote|written|rule|ruled|tag|tagged|put|misread|misidentify|misidentified|filed (away|off|out|down) (it|them|this) (…) as|to ${FRIEND}`,
        `take|took|taken|mistake|mistook|mistaken|confuse|confused {} for|with ${FRIEND}`,
        `believe|believed|believing|think|thought|thinking|assume|assumed|assuming|suppose|supposed|supposing|reckon|reckoned {} to be (one|some) (of) ${FRIEND}`,
        `think|thought|believe|believed|assume|assumed … was|were|be|is ${FRIEND}`,
        "believe|believed|think|thought|assume|assumed that it|drone|object was|were",
        // Who was not there, or not allowed to.
        "nobody|no-one at|on|in (the) console|duty|screen|post|station|desk|controls",
        "no one be at|on|in (the) console|duty|screen|post|desk|controls",
        "post|console|station|desk|room be|not|stand (not) unmanned|manned|empty|vacant|staffed|deserted",
        `${CREW} be|have|had (been) asleep|absent|away|untrained|sleeping|distracted|drunk|ill|inexperienced|busy|dismissed`,
        `${CREW} have|had leave|left (his|their|the|her) post|console|station|room`,
        `${CREW} on holiday|leave|break|strike`,
        `${CREW} (was|were) change|changing|have|having|eat shifts|shift|dinner|lunch|supper`,
        `${CREW} not (been) trained|certified|qualified|informed|told`,
        "tell|told|order|ordered|instruct|instructed to stand|hold",
        "tell|told|order|ordered|instruct|instructed not to fire|engage|shoot|open|respond",
        "have|had|under orders not|to (to) fire|engage|hold|shoot",
        "not|never allowed|permitted|authorised|authorized|cleared to fire|engage|shoot|open|act",
        "not|never (been) given|receive|received|have|get permission|authorisation|clearance|order|orders",
        "lack|lacked|await|awaited|without permission|authorisation|clearance",
        "for want|lack of",
        "airliner|plane|helicopter|aircraft be in … air|line|way|corridor|area",
        // Where there is none.
        "village|town|district|school|city|area|neighbourhood|port|camp|island|hospital|base|quarter|region|side have|has|had no (air) siren|sirens|radar|defence|defences|shelter|battery|alarm|system|systems|warning",
        "there be no|neither (air|working|warning) siren|sirens|radar|radars|defence|defences|battery|batteries|sensor|sensors|system|systems|interceptors|launchers in|on|at|here|left|near|available|within|for",
        "no (single) sensor|radar|camera|battery|siren|system cover|covers|covered|look|looks|watch|watches|protect|protects|reach|reaches",
        "no interceptors|launchers|missiles|ammunition|rounds|shells|crew|crews left|available|remaining|ready",
        `${TOWN} (have|has|had) not|never (once) (have|had|owned|possessed|bought|got|received|installed|built|ordered|acquired|purchased) (a|an|any|its|their) (own|single|working|air|raid|alert|warning) siren|sirens|radar|defence|defences|shelter|battery|alarm|system|systems|app|loudspeaker|loudspeakers`,
        `${TOWN} be|has|have|had not|never (yet) (been) (be) linked|connected|wired|joined|hooked|tied|plugged|covered|included|part|on|within (up|in|to|into|by|of) network|system|grid|alert|alarm|warning|siren|sirens|coverage|list`,
        // What it had run out of, and on what it had spent it.
        "launcher|launchers|crew|crews|battery|batteries|gunners|guns|defenders|they|it (have|had|has) (simply|just|soon|finally) run|ran|running out|short|low|dry",
        "spend|spent|waste|wasted|use|used|exhaust|exhausted|expend|expended|fire|fired (up) (its|their|all|most|the|last) (of) missiles|interceptors|rounds|ammunition|shells|load|stock|magazine on|against|at|earlier|before|already",
        // On what it waited, and who was elsewhere.
        `${CREW} be|was|were|had (been) (still) waiting|awaiting|await|wait (for) confirmation|permission|orders|order|clearance|authorisation|authorization|approval|word|call|second|signal|instructions`,
        `${CREW} (have|had|has) (be) (fall|fallen|fell|called|call|reported|taken|gone|off) (in) ill|sick|unwell|ill.`,
        `${CREW} (…) be (away) at|in|on (a|his|her|their|the) funeral|wedding|prayers|prayer|church|mosque|mass|market|lunch|dinner|supper|home|bed|meal|party|leave|meeting|parade|toilet|strike|break|course`,
        "no (trained|spare|qualified) operator|operators|crew|crews|technician|technicians|gunners|staff on|available|present|at|for|left|to",
        "(only) man|woman|officer|person|one|operator|technician who|that knows|knew|works|worked|can|could|operates|operated|understands|runs|has|had (how) …",
        "{device} be|have|had (been) (recently|temporarily) sent|lent|loaned|taken|transferred|shifted|redeployed|reassigned|diverted|withdrawn|called|driven|borrowed|pulled|hired|assigned (away|back|out) to|for|from|by",
        "{device} be|have|had (been) muted|silenced|switched|turned|disabled|shut|deactivated|suspended|taken|powered|disconnected|unplugged|locked (off|down|out) (last) (week|month|year|spring|summer|autumn|winter) after|since|following|because|pending|until|while|during",
        "{device} be|have|had (been) muted|silenced|switched|turned|disabled|shut|deactivated|suspended|taken|powered|disconnected|unplugged|locked (off|down|out) to save|spare|conserve|let|allow|avoid|please|protect|make|keep|cut",
        "generator|power|current|electricity|pump|compressor|server|transmitter|mast|line be|have|had (been) switched|turned|shut|cut|powered|taken off|down to save|spare|conserve|avoid|cut",
        "{device} be (still|then|just|only) (be) covering|scanning|facing|watching|looking|pointed|trained|turned|aimed|set|busy|engaged|occupied (out|away) (to|on|at|towards|toward|against|with|the)",
        "update|upgrade|patch|firmware|software (be) (being) installed|loaded|uploaded|tested|incomplete|unfinished",
        "not (yet) (been) pay|paid|renew|renewed|fund|funded|settle|settled (for) (the|its|their) operator|bill|bills|supplier|licence|license|subscription|invoice|fee|contract|maintenance|provider|electricity",
        "budget|budgets|money|funding|funds|tender|contract|permit|licence (for) (it|them|that|this) (be|have|had|has) (been) (never|not) (been) approved|released|granted|voted|signed|allocated|transferred|spent|cut|awarded|withheld|frozen",
        "cover|coverage|contact|picture|signal|feed|track|lock|sight be|have|had (been) lost|interrupted|degraded|cut|broken|poor in|by|during|because|after|when|as",
        "no time to|for (a|any|the) warning|alert|alarm|siren|react|respond|sound|warn|fire|intercept|engage",
        "forgot|forgotten|know|knew|have|had|found|find|remember|remembered (not|n't|never) (know|have|find|remember) (the) password|code|key|keys|passcode|combination|button|procedure",
        // What it had worked out.
        "predict|predicted|calculate|calculated|project|projected|expect|expected|estimate|assess|assessed … miss|fall|land|hit|outside|open|away",
        "predicted|projected|calculated impact|point",
        "not engage|fire|intercept|shoot … that|which fall|fell|land|miss|will|would",
        // Its parts and settings.
        `link|cable|line|connection|network|server|software|feed|signal|satellite|wire|mast|masts|battery|batteries|fuse|modem (to) be|have|had (been) cut|down|severed|lost|broken|dead|flat|loose|failed|fail|interrupted|overloaded|crashed|crash|blown|${IDLE}`,
        "licence|license|contract|subscription|certificate|warranty (have|had) expire|expired|lapse|lapsed|run",
        "threshold|sensitivity|filter be|have|had (been) (set|turned) too|down|high|low",
        "set too high|low",
        "sent|send|sent|routed|addressed to the wrong",
        "message|alert|warning be|delay|delayed|stuck|held|queue in|by|up network|queue|delayed",
        "confirmation of|from … sensor|radar|second missing|absent|lacking|not",
        "second|other|third sensor|radar|source not|never confirm|confirmed|agree|see",
        "need|require|needs|requires … confirmation|button|order|permission|signal|sensors",
        "have|has to press|push|turn (the) button|key|switch",
        // By the word for it.
        "reason|cause|fault (for|of|behind) … be",
        "put|blame|blamed|attribute|attributed|trace|traced (down) on|to … fuse|fault|error|failure|cable|cut|outage|power|software|mistake",
        "blame|blames|blamed power|computer|software|technical cut|failure|fault|outage|glitch|error for (the) delay|silence|failure",
        "human|operator|software|technical error|fault|mistake be|behind|led|lead",
      ],
    },
    {
      whole: true,
      here: true,
      says: [
        "not|never|fail|failed|failure|silent|no|without|silence … due|owing to",
        "not|never|fail|failed|failure|silent|no|without|silence … result of",
        "not|never|fail|failed|silent|held|hold … for fear of",
      ],
    },
  ],
};
