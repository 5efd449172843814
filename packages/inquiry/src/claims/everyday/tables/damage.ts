import type { Reading } from "../frame.ts";

/** What is no longer whole. */
const MARRED =
  "damaged|destroyed|shattered|collapsed|cracked|burnt|burned|charred|gutted|wrecked|ruined|smashed|broken|mangled|twisted|flattened|demolished|blackened|scorched|crumpled|splintered|caved|toppled|dented|buckled|cratered|burning|smouldering|smoldering|burnt-out|burned-out|bombed-out|blown-out";

/** Ways to say that a thing is broken, burnt, holed, brought down or out of use. */
export const DAMAGE: Reading = {
  predicate: "damage",
  unless: new Set("drill exercise".split(" ")),
  frames: [
    {
      says: [
        "{thing} brought|bring|knocked|torn|blown|pulled down|over",
        "{thing} torn|ripped|blown|sheared|sliced|wrenched|knocked off|away|out|up|open|apart|in|from",
        "{thing} blown|shot|smashed|blasted|torn|reduced|burned|burnt|turned to bits|pieces|shreds|rubble|scrap|ashes|dust|matchwood|splinters|smithereens",
        "{thing} holed|pierced|punctured|perforated|ruptured|breached|riddled|peppered|pitted|pockmarked|severed|cracked|snapped|split|shattered|burst|crumpled|buckled|melted|dented|cratered|crippled|wrecked|razed|levelled|leveled|sheared|flattened|gutted|demolished|charred|blackened|scorched|singed|flooded|defaced|scarred|disabled|derailed|capsized|toppled|overturned|imploded|smashed|destroyed|damaged|ruined|obliterated|torched|incinerated|engulfed",
        "{thing} rendered|left|made unusable|inoperable|useless|uninhabitable|unsafe|impassable|homeless|listing|exposed|roofless|windowless|gutted|derelict|unfit",
        "{thing} blocked|covered|buried|strewn|littered by|under|with rubble|debris|glass|masonry|bricks|earth",
      ],
      voice: "passive",
    },
    {
      says: [
        "{thing} collapse|collapsed|crumble|crumbled|topple|toppled|sank|sink|snap|snapped|capsize|capsized|burst|split|buckle|buckled|crumple|shatter|implode|crack|cracked",
      ],
      voice: "middle",
    },
    {
      says: [
        "{thing} be|remain|lie|stand uninhabitable|unusable|inoperable|impassable|roofless|windowless|ablaze|alight|aflame|wrecked|derelict|inoperative|unserviceable|unrepairable|unsafe",
        "{thing} be ruin|wreck|wreckage|shell|rubble|write-off",
        "{thing} no longer be|usable|exist|used|habitable|stand|work|there",
        "{thing} gone ,|.|now|for|from",
        "{structure} come|came|fell|fall|crash|crashed|topple|toppled down|over",
        "{thing} be missing ,|.",
        "{thing} be heap|pile|mound of rubble|bricks|ash|ashes|stones|debris|masonry",
        "{thing} take|took|bear|bore … force|brunt",
        "{thing} put|knocked|be|is|are out of action|service|use|operation|commission",
        "{thing} cease to exist",
        "{thing} cave|caved|fall|fell|gave|give|crash|crashed in|way|down|over",
        "{thing} go|went|burn|burned down|under|up (in) (flames|smoke)",
        "{thing} on fire",
        "{thing} beyond repair",
        "{thing} in flames|ruins|tatters|pieces|bits",
        "{thing} open to sky|elements",
        "{thing} written off",
        "{thing} cut in half|two",
        "{thing} fall|fell apart|to pieces",
        "bring|brought|bringing down {structure}",
        "cut|split|snap|snapped|slice|sliced|break|broke {thing} in half|two",
        "{thing} lose|lost|have|has|had|without no|its|their|all|every|most roof|roofs|window|windows|ceiling|wall|walls|glass|power|tower|facade|door|doors|spire|minaret|chimney|front",
        "{thing} took|take|sustained|sustain|suffered|suffer|received|receive|show|showed|shows|bear|bore … damage|hit|hits|losses|scars|marks|holes",
        "{thing} spring|sprang|sprung leak|leaks",
        "{thing} taking|take|took on|in water",
        "{thing} hanging|hang|hung down|by|from|loose",
        "smoke|flames|steam|water|fuel|oil (was|were) (seen) pouring|poured|pour|rising|rose|rise|billowing|billowed|billow|leapt|leaked|leaking|spilled|spewed|shot from|out|over|above (of) {thing}",
        "flames|fire|blaze engulf|engulfed|destroyed|gutted|consumed|swept|tore|spread|ravaged|damaged (through|to) {thing}",
        "fire|blaze|fires|flames broke|break|started|start|began|erupted|raged|burning|burned|burning (out) at|in|on|aboard {thing}",
        "spark|sparked|cause|caused|start|started|trigger|triggered|ignited|ignite fire|blaze|fires at|in|on {thing}",
        "damage (done|caused|reported|inflicted|occur|occurred) to|on|at|in {thing}",
        "destruction|collapse|burning|ruins|rubble|ruin of {thing}",
        "loss of {structure}",
        "left|remain|remains|standing of {thing}",
        "hole|gap|gash|cracks|crack in|into|through|across {thing}",
        "crash|crashed|went|go|fell|fall|came|come|tore|tear|punched|ripped|rip|plunged|smashed|drove|burst|broke|cut|ploughed|plowed through {thing}",
        "crash|crashed|went|slammed|smashed|ploughed|plowed|fell into|onto {part}",
        "set|setting {thing} on|alight|ablaze|burning|aflame (fire)",
        "leave|left|leaving {thing} without roof|roofs|window|windows|wall|front|ceiling|door",
        "{thing} left without roof|roofs|window|windows|wall|front|ceiling|door",
        "damage|damaging|destroy|destroying|wreck|wrecking|shatter|shattering|smash|smashing|gut|gutting|ruin|flatten|flattening|level|levelling|demolish|demolishing|rupture|sever|severing|pierce|piercing|puncture|riddle|riddled|pepper|peppered|crater|cratering|topple|toppling|disable|disabling|cripple|crippling|wreak|raze|sink|sinking|burn|scorch|crack|dent|buckle|derail {thing}",
        "knock|knocked|put|took|take|taking|knocking {thing} out (of) (action|service|use)",
        "knock|knocked|took|take|taking|knocking out {thing}",
        "blow|blew|blown|blowing|rip|ripped|ripping|tear|tore|tearing|knock|knocked|sheared|shear|lift|lifted|peel|peeled|took|take {thing} off|out|in|down|away|from|apart|open",
        `${MARRED} {thing}`,
      ],
    },
    {
      says: [
        "{thing} intact|undamaged|unscathed|unharmed|untouched|unaffected",
        "{thing} spared|escaped damage|unscathed|undamaged",
        "{thing} spared",
        "no damage to {thing}",
        "{thing} not affected|touched|reached",
        "{thing} come|came through unscathed|intact|undamaged|unharmed",
      ],
      polarity: "deny",
    },
    {
      says: [
        "no|without (any) damage",
        "nothing damaged|hit|destroyed|broken",
        "not cause|do|suffer any|damage",
        "neither|nor (any) (material) damage",
      ],
      value: "damage",
      polarity: "deny",
    },
    {
      says: ["property|material damage to property", "damage to property", "property damage"],
      value: "property",
    },
  ],
};
