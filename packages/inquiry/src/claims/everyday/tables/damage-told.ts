import type { Reading } from "../frame.ts";
import { isOneOf } from "../../../text/one-of.ts";

/** Verbs with their forms: "char charred" gives "char|chars|charred|charring". */
function forms(verbs: string): string {
  return verbs
    .split(" ")
    .flatMap((verb) => {
      const [base = "", past] = verb.split(":");
      const stem = base.replace(/e$/, "");
      const doubled = /^[^aeiou]*[aeiou][bdglmnprt]$/.test(base)
        ? `${base}${base.slice(-1)}`
        : stem;
      const plural = /(?:s|sh|ch|x|z)$/.test(base) ? `${base}es` : `${base}s`;
      const pasts = past === undefined ? [`${doubled}ed`] : past.split("/");
      return [base, plural, `${doubled}ing`, ...pasts];
    })
    .join("|");
}

/** What is done to things, and to little else. */
const BREAKS = forms(
  "damage destroy wreck shatter smash gut flatten level demolish ruin raze rupture sever pierce topple disable cripple buckle derail scorch singe char obliterate pulverise pulverize incinerate perforate mangle unroof pockmark disfigure overturn capsize decapitate devastate dismember crumple deform burn:burnt/burned",
);
/** What is done to things by verbs that are nouns, too: "cracked", and not "crack". */
const BROKEN = forms(
  "puncture crater dent crack fracture torch riddle pepper splinter batter scar breach hole swamp snap split:split break:broke/broken tear:tore/torn",
)
  .split("|")
  .filter(
    (word) =>
      /(?:ed|ing|t|ke|en|re|rn)$/.test(word) && !isOneOf(word, "dent|fracture|puncture|split"),
  )
  .concat("split")
  .join("|");

/** What was damaged, by words that say so of a thing only: with a noun that surely names one. */
export const DAMAGE_TOLD: Reading = {
  predicate: "damage",
  unless: new Set("drill exercise novel film reef poem game simulation furnace".split(" ")),
  frames: [
    {
      says: [
        "{object} smoulder|smouldered|smouldering|smolder|smoldering|smoke|smoked|smoking|burn|burned|burnt|burning|blaze|blazed|blazing|sink|sank|sinking|leak|leaked|leaking|listing|founder|foundered|capsized|imploded|crumbled|crumpled|collapsed|disintegrated|shattered|splintered|cracked|snapped|ruptured|burst|split|buckled|toppled|tipped|overturned|melted|flooded",
      ],
      voice: "middle",
    },
    {
      says: [
        `{object} ${BREAKS}|${BROKEN}`,
        "{object} spoiled|spoilt|hurt|affected|harmed|marred|wounded|injured .|,|;|and|by|in|too|also|as|like",
        "{object} fractured|depressurised|depressurized|crushed|mauled|battered|pulverised|trashed|splintered|uprooted|warped|chipped|grazed|clipped|winged|sunk|scuttled|swamped|drowned|hammered|pounded|mutilated|disfigured|devastated|unroofed|ravaged|deformed|displaced|dislodged|felled|immobilised|grounded|stripped|ignited|consumed|eviscerated|extinguished|lost|written|downed|impaired|compromised|weakened|contaminated|mined|erased|annihilated|liquidated|scratched|tattered|caved|stove|silenced|blinded",
        "{object} badly|heavily|severely|hard|worst hit|struck|shelled",
        "{object} hit|struck hard|badly|heavily|hardest|worst",
        "{object} (badly|heavily|severely) knocked|bashed|smashed|beaten|banged|chewed|cut about|up",
        "{object} wiped|rubbed|blotted|burned|burnt|blown|knocked|taken|blacked|put|thrown|smoked out",
        "{object} tossed|thrown|hurled|flung|lifted|slewed|swung|swept|dragged|knocked|pushed|shoved|spun|pitched|blown|bowled|tipped (up) on|onto|across|against|over|into|off|from|through|about|around|aside|sideways|up|out",
        "{object} put|knocked|thrown|forced|rendered|left|kept|made out|off|beyond|idle|inoperative|dark|unfit|unfixable|unserviceable|non-functional|nonfunctional|non-operational|unsafe|unstable",
        "{object} opened|exposed|laid|left|ripped|torn|split (bare|open) to|like|from … sky|weather|elements|street|wind|rain|road|top|end|cellar|day",
        "{object} driven|stove|forced|kicked|pushed|bashed|staved in|out|inwards|outwards",
        "{object} filled|choked|clogged|buried|blocked with|by|under … earth|rubble|debris|sand|stones|mud|masonry",
        "{object} reduced|turned|burned|burnt|bombed|pounded|beaten to|into {}",
        "{object} declared|classed|classified|found|judged|deemed|assessed|listed|registered|recorded|reported|considered|certified|marked|described|rated (to) (be|been|as) (structurally|completely|totally|partially|partly|a|an) unsound|unsafe|destroyed|uninhabitable|dangerous|loss|damaged|unusable|write-off|lost|hit|ruined|condemned|unfit|irreparable|beyond",
        "{object} condemned|evacuated|closed|shut after|as|because|with … roof|wall|ceiling|walls|floor|staircase|cracks|windows",
        "{object} cut|torn|ripped|broken|blown|sliced|split in half|two|pieces|bits|places|half",
        "{object} left with|without|a|in|as … hole|holes|roof|windows|window|wall|walls|glass|power|water|electricity|list|gash|cracks|shell|ruin|ruins|tatters|pieces|skeleton|wreck|front|doors|crater|scars|dent|tilt|dome|spire|steeple|tower|top|bow|stern|chimney",
        "{object} had (its|their|his|her|the) {} blown|torn|ripped|shattered|smashed|broken|sheared|knocked|damaged|destroyed|burned|burnt|taken|punched|stripped|cracked|crushed",
        "{supply} severed|interrupted|disrupted",
        "{supply} be cut|severed|interrupted|disrupted|knocked|lost|down|restored|out (off|out|to|in)",
      ],
      voice: "passive",
    },
    {
      says: [
        "{object} lost|ablaze|aflame|alight|wrecked|destroyed|damaged|crippled|flattened|gutted|holed|sunk|burned|burnt|smashed|shattered|levelled|razed after|in|as|by|when|,|.|during|at|overnight",
        "{object} down|gone|out ,|.|after|and|;|now|for|with",
        "{object} ablaze|aflame|alight",
        "{object} get|got|gets (heavily|badly|some) damage|damages|damaged",
        "{object} off|out|from (of) its|their|the hinges|frames|frame",
        "{object} with (a|an|several|two|some) (large|small|gaping|big) hole|holes|crack|cracks|dent|dents|crater|gash",
        "{object} full|riddled|pocked|covered|pitted|studded|dotted of|with|by (shrapnel|bullet|splinter) dents|holes|marks|scratches|shrapnel|splinters|scars",
        "{object} in ruins|flames|tatters|pieces|bits|rubble|ashes|shreds|splinters",
        "{object} under rubble|debris|water",
        "{object} without|minus (a|its|their|any) roof|roofs|windows|window|glass|walls|wall|front|door|doors|ceiling|facade|façade",
        "{object} with … broken|shattered|damaged|missing|smashed|cracked|torn|blown-out windows|window|roof|roofs|doors|walls|glass|glazing|frames",
        "{object} with no|its|their (roof|windows|window|front|glass|walls|wall|doors|door|side) left|gone|roof|windows|window|front|glass|walls|wall|doors|door|out|missing|torn|blown|caved|open|shattered|smashed",
        "{object} be|is|was|are|were|now|lies|lie|lay (just|now|only|all|nothing|little|a|no) (more|but) (than) (a|an|its|their) matchwood|ash|ashes|rubble|wreck|wreckage|kindling|shell|scrap|cinders|history|gone|flat|ruin|ruins|heap|pile|skeleton|hulk|frame|hole|crater|dust|firewood|stump|write-off|toast|finished|kaput|broken|dead|total",
        "{object} be (no) more ,|.|than",
        "{object} be (a) total loss",
        "{object} be loss|write-off|goner",
        "{object} lie|lies|lay|lying|stand|stands|stood|sit|sits|sat|hang|hangs|hung|lean|leans|leaned|leant|list|lists|listed|tilt|tilts|tilted|sag|sags|sagged|gape|gapes|gaped|slewed|dangle|dangled across|on|at|upside|in|open|over|askew|crooked|aslant|drunkenly|dangerously|to|from|by|half|under|roofless|gutted|windowless|idle|burning … side|sides|pieces|bits|ruins|dock|water|river|road|street|track|tracks|roof|back|quay|rubble|ground|bottom|harbour|canal|sky|weather|rails|angle|port|starboard|wires|hinges|hinge|wind|rods|thread|cellar|garden|yard",
        "{object} end|ended up|as in|on|upside|a|as|across|at",
        "{object} go|went up|dark|down|under|out|over (the) (flames|smoke|overboard|in)",
        "{object} go|went to (the) bottom|pieces|ruin|ground|flames|bits",
        "{structure} fall|fell|fallen|come|came|crash|crashed|drop|dropped|give|gave down|in|over|away|off|apart|out|into|onto|way|sideways",
        "{object} cave|caved|tumble|tumbled|slid|slide|slump|slumped|sag|sagged|keel|keeled|fell|fall down|in|over|apart|into|onto|sideways",
        "{object} catch|caught (the|full|most|much|some) (force) (of) (the) blast|fire|worst|explosion|shrapnel|fragments|splinters|brunt",
        "{object} take|took|taken|takes|receive|received|absorb|absorbed|bore|bear|suffer|suffered|sustain|sustained|show|shows|showed … worst|brunt|blast|most|badly|heavily|hit|hits|beating|battering|pounding|damage|destruction|splinter|splinters|shrapnel|fragments|fragment|bullets|bullet|shell|scars|marks|holes|cracks|dents|losses|scratch|knock|hammering|round|rounds|force",
        "{object} need|needs|needing|needed|require|requires|await|awaits|want|wants (a|an|some) (new|urgent|extensive|major|complete) roof|roofs|repair|repairs|repairing|replacing|rebuilding|replacement|glazing|windows|reglazing|reroofing|demolition|demolishing|reconstruction",
        "{object} have|has|had|with (now) (a|an|two|three|several|gaping|big|huge|large|no) hole|holes|gash|gashes|crack|cracks|dent|dents|gap|gaps|crater|craters|tear|rent|breach|opening|scars in|through|across|where|the|from|,|.",
        "{object} have|has|had no (more|longer) (a|an|any) roof|windows|window|glass|front|walls|wall|doors|door|ceiling|facade|façade|panes|top|power|water",
        "{object} have|has no roof|windows|window|glass|front|walls|wall|doors|door|ceiling|facade|façade|panes left|anymore|now|any",
        "{object} lose|loses|lost|losing|shed (half|part|most|all|much) (of) (its|their|his|her|every|all|a|the|one) {fitting}",
        "{object} show|shows|showed|bear|bears|bore scars|signs|marks|traces|holes of|from|that",
        "{object} leave|left|jumped|come|came (the|its|their) rails|tracks|foundations|hinges|moorings",
        "{object} be (still|now|currently|completely|all) off line|rails|hinges|grid|tracks",
        "{object} be (still|now|currently|completely|all) without power|water|electricity|heating|gas",
        "{object} be (still|now|currently|completely|all) beyond repair|saving",
        "{object} be (still|now|currently|completely|all) on fire",
        "{object} be (still|now|currently|completely|all) out of service|action|use|operation|commission|order",
        "{object} can|could|cannot no longer|not|hardly (longer) (be) used|lived|repaired|saved|fly|sail|driven|entered|crossed|inhabited|operate|work|occupied|lived|fixed|moved|sailed|flown|passed|slept|drive|move|run",
        "{object} that can|could no longer|not be lived|used|repaired|saved",
        "{object} no longer fit (to|for)",
        "{object} no longer (fit|safe|able) (to) be|have|has|stand|stands|stood|exist|exists|function|functions|works|usable|habitable|there|driven|standing|lived|recognisable|recognizable|closes|close|runs|serviceable|seaworthy|airworthy|passable",
        "{object} be fit (only) for demolition|scrap|nothing|bulldozer|bulldozers",
        "{object} be (badly|heavily|partly|partially|completely|totally|only|slightly|lightly|severely) damaged|destroyed|ruined|burnt|burned|wrecked|broken|cracked|dented|flattened|gutted|roofless|windowless|pitted|scorched|bent|twisted|smashed|shattered|uninhabitable|impassable|unusable|inoperable|lopsided|crooked|hollow|blackened|black|charred",
        "{object} be on (its|their) side|sides|roof|roofs|back|nose",
        "{fitting} tear|tore|torn|came|come|broke|broken away|off|loose|free",
        "{object} take|took|taken rocket|shell|missile|bomb|drone|round|projectile|mortar through|in|on|to",
        "{object} be among buildings|houses|structures|ones|those|vehicles|ships|things damaged|hit|destroyed|lost|struck",
        "{fitting} be|lie|lies|lay on|in|across (the) floor|ground|street|road|pavement|garden|yard|courtyard|pieces",
        "{object} suffer|suffered|suffers ,|.|badly|heavily|most|too|worst|severely|also",
        "{object} torn|ripped|wrenched|blown from|off (its|their|the) hinges|foundations|moorings|mountings|frames|bed|beds",
        "{fitting} be out .|,|;|all|along|in|on|across|and",
        "there be {object} on its|their side|sides|back|backs|roof|roofs",
        "{supply} be|went|go|failed|fail|goes down|out|dead|gone|off",
        "{object} lose|lost|has|have (all|its|their|no) (main|mains|running) power|electricity|water|heating",
        "{object} suspend|suspended|halt|halted|stop|stopped|ceased|cease production|operations|work|pumping|loading after|because|following|since|when",
      ],
    },
    {
      says: [
        `${BREAKS}|${BROKEN} {object}`,
        "strip|stripped|stripping|rip|ripped|ripping|tear|tore|tearing|blow|blew|blowing|peel|peeled|peeling|wrench|wrenched|wrenching|shear|sheared|shearing|slice|sliced|slicing|bite|bit|take|took|taking|knock|knocked|knocking|gouge|gouged|blast|blasted|blasting|suck|sucked|lift|lifted|lifting|carve|carved|punch|punched {} (clean|right) off|from|out {object}",
        "rip|ripped|ripping|tear|tore|tearing|blow|blew|blowing|punch|punched|punching|knock|knocked|knocking|take|took|taking|bring|brought|bringing|smash|smashed|smashing|burn|burned|burnt|burning|blast|blasted|blasting|stave|push|pushed|pull|pulled|pulling|cut|cutting off|out|down|away|open|apart {object}",
        "rip|ripped|ripping|tear|tore|tearing|blow|blew|blowing|knock|knocked|knocking|bring|brought|bringing|smash|smashed|smashing|blast|blasted|blasting|push|pushed|toss|tossed|fling|flung|hurl|hurled|throw|threw|lift|lifted|peel|peeled|send|sent|sending|cut|cutting|kick|kicked|suck|sucked|cave|caved {object} (clean|right) off|out|down|away|up|open|over|in|through|into|apart|onto|across|against|on|flying|crashing|tumbling|toppling|sprawling|aside|sideways|clean",
        "take|took|taking|knock|knocked|knocking|put|putting {object} out of action|service|use|commission",
        "make|made|making|render|rendered|rendering|keep|kept {object} impassable|unusable|uninhabitable|unsafe|useless|inoperable|unserviceable",
        "of {object} only|nothing|little|no|not … stands|standing|stand|remains|remain|left|survives|survive|survived",
        "turn|turned|turning|reduce|reduced|reducing|pound|pounded {object} to|into {}",
        "leave|left|leaving {object} in|without|with|a|on|burning|smouldering|wrecked|damaged|destroyed|listing|blackened|exposed|uninhabitable|roofless|windowless|unusable|gutted|dark|crippled|ablaze|flattened|standing|open|shattered|scorched|dented|derelict|sinking|disabled|inoperable|impassable|half",
        "set|setting {object} alight|ablaze|on|burning|aflame|fire",
        "set|setting fire to {object}",
        "hardly|scarcely|barely|not (a) (single|one) {object} … survive|survived|left|remained|standing|escaped|whole|intact|unbroken|undamaged|untouched",
        "no|not {object} … whole|unbroken|intact|undamaged|standing",
        "no {object} left in|on|at|here|now",
        "few|no {object} … survive|survived|escaped|left|standing",
        "nothing|little (much) (is|was|remains|remained|left) (left|remains|remained) of {object}",
        "all that (is|was) left|remains|remained of {object}",
        "all that remains|remained|is|was left of {object}",
        "loss|losses|destruction|collapse|burning|sinking|derailment|wrecking|flooding|ruin|ruins|rubble|wreck|wrecks|hulk|hulks|skeleton|skeletons|carcass|implosion|smashing|breaking of {object}",
        "loss|losses (in|of) (equipment|property|materiel|vehicles) amount|amounted|come|came to {object}",
        "blaze|inferno|fires|flames at|in|on|aboard {object}",
        "fire! in|aboard|inside {object}",
        "fire! at {object} be|burn|burned|burning|raged|rages|raging|extinguished|contained|continued|smouldering|put|brought",
        "fire!|blaze|fires|flames broke|started|start|spread|spreads|swept|jumped|reached|tore|raced|leapt|leaped|broken (out) at|in|on|aboard|to|through|into|across {object}",
        "column|columns|pall|plume|plumes|cloud|clouds|pillar of … smoke over|above|from|rising {object}",
        "gash|hole|holes|breach|rent|crack|cracks|dent|dents|gouge|gap|crater|craters|fissure|opening|tear … in|through|into|across|on|down|along {object}",
        "pockmark|pockmarks|scars|holes|craters|burns|soot|cracks|fragments|splinters|shrapnel|bullets cover|covered|dot|dotted|pit|pitted|scar|scarred|riddle|line|streak|streaked|hit|struck|damaged|peppered|tore|went|cut {object}",
        "hit|damaged|destroyed|lost|affected|burned|struck|suffered be {object}",
        "worst|worse|hardest|badly|most (hit|affected|damaged|struck) be {object}",
        "damage|destruction|harm (was|were|is|has|had) (been) (done|caused|reported|inflicted|confined|limited|restricted|extended|recorded|registered|observed|seen|noted|visible) to|on|at|in {object}",
        "damage : {object}",
        "{object} lie|lies|lay|lying|rest|rests|ended|came (to) (rest) on its|their side|sides|roof|end|back|backs|roofs",
        "{structure} be|lie|lies|lay|ended|landed|fell (now|partly) in|into (the) river|water|canal|sea|street|road|gorge|yard|harbour|basin|lock",
        "flames|smoke|fire be|coming|come|came|leaping|shooting|rising|visible|seen|licking|issuing|lick|licked (coming|rising) from|out|around|at (of) {object}",
        "there be no (longer|more) {fitting} in|on|over|above|left|to|at",
        "{object} : (all|a|total|completely|both) loss|gone|destroyed|burnt|write-off",
        "{object} has|have|had|need|needs to be demolished|scrapped|rebuilt|replaced|relaid|condemned|bulldozed|levelled",
        "{object} has|have|had|need|needs to be pulled|torn|knocked|broken|written down|up|off",
        "take|took|taken|receive|received|suffer|suffered|sustain|sustained … hit|hits|damage on|to|in|across {object}",
        "damage|destruction to|of|at {object}",
        "lost|losing|loses (of) {object}",
        "set|setting|sets alight|ablaze|aflame {object}",
        "breakage|breakages|damages in|of|to|on {object}",
        "scorched|burnt|blackened|burned areas|area|patches|patch|marks on|in {object}",
        "crude|oil|fuel|gas|water|smoke|flames|steam|grain|ammonia|acid|diesel|petrol|kerosene … seep|seeping|seeped|leak|leaking|leaked|spill|spilled|spilling|gush|gushed|gushing|pour|poured|pouring|escape|escaping|escaped|billow|billowing|billowed|rise|rising|rose|spew|spewed|spewing|run|running|ran from|out|over|above|through (of) {object}",
        "hit|hits|strike|strikes|struck|crash|crashed|slam|slammed|plough|ploughed|plow|smash|smashed|tear|tore|rip|ripped|punch|punched|burst|drill|drilled|drive|drove|go|went|come|came|fall|fell|burrow|bore|bury|buried|drop|dropped|break|broke|crashing|smashing|tearing|ripping|punching|falling (itself|straight|clean|right) through|into {fitting}",
        "plunge|plunged|plunging {} (into|in) darkness|dark",
      ],
    },
    {
      says: [
        "{object} appear|appears|appeared|look|looks|looked|seem|seems|seemed (to) (be|have) (been) (quite|entirely|completely|largely|structurally|all) intact|undamaged|unscathed|unharmed|untouched|unaffected|whole|spared",
        "{object} be|remain|remained|stand|stood (quite|entirely|completely|itself|still|largely|structurally|all) intact|undamaged|unscathed|unharmed|untouched|unaffected|safe|sound|whole",
        "{object} escape|escaped (any|all|serious|major|without) damage|unscathed|undamaged|intact|harm|unharmed",
        "no|none (of) {object} damaged|destroyed|hit|affected|broken|touched|struck|burned|burnt|lost",
        "{object} not (been) breached|touched|damaged|affected|harmed|lost|broken|struck|destroyed|burned|penetrated",
        "not (so) (much) (as) (a|one) (single) {object} broken|damaged|scratched|hit|harmed|touched",
        "damage|harm to {object} ruled|excluded|denied",
        "report|reports|claim|claims|rumours|allegations of|about|that … damage to {object} be|are|is|were false|untrue|wrong|fake|unfounded|baseless|incorrect",
      ],
      polarity: "deny",
    },
    {
      says: [
        "do|did|done|doing no|little|not (any) damage|harm (to)",
        "nothing broken|damaged|hit|destroyed|lost|burnt|burned|harmed|touched|struck|affected",
        "neither people nor property",
        "no (material|property|structural|serious|visible|major|significant) damage|destruction",
        "without (any) (material|causing|doing) (any) damage|harm|destruction",
        "not cause|caused|do|did|done|suffer|suffered|sustain|sustained (any) damage|destruction",
        "not cause|caused|do|did|done any|harm",
      ],
      value: "damage",
      polarity: "deny",
    },
  ],
};
