import type { Reading } from "../frame.ts";

const DEED =
  "attack|attacks|rocket|strike|strikes|bombing|shelling|raid|killing|crime|it|act|assault|deed|massacre|bombardment|drone|drones|aggression|atrocity|violence|outrage|outrages|bloodshed|carnage|barbarity|launch|this|firing|use|murder|barrage|explosion|incident";

/** Ways to say who condemns it. */
export const CONDEMNED: Reading = {
  predicate: "reaction.condemned",
  affirmed: true,
  unless: new Set("building death budget wages prison sentenced".split(" ")),
  frames: [
    {
      says: [
        `{speaker} abhor|abhors|abhorred|deprecate|deprecated|deprecates|excoriate|excoriated|revile|reviled|repudiate|repudiated|execrate|execrated|lament|lamented|castigate|castigated|deplores|decries (the|this|an) (…) ${DEED}`,
        `{speaker} call|called|calls|term|termed (the|this) ${DEED} (a|an) affront|stain|disgrace|abomination|insult|blot|savagery|infamy|butchery|bloodbath|blasphemy`,
        "{speaker} condemn|condemned|condemns|denounced|denounces|cursed|curse whoever|those|all",
        `{speaker} condemn|condemned|condemns|condemning|denounce|denounced|denounces|deplore|deplored|decry|decried|slam|slammed|criticise|criticised|criticize|criticized|blast (…) ${DEED}`,
        `{speaker} condemn|condemned|condemns|denounce|denounced (the) (use|firing|launch) of <flier>`,
        `{speaker} call|called|calls|describe|described|describes|brand|branded|label|labelled (the|this) ${DEED} … barbaric|barbarous|inexcusable|unjustifiable|abhorrent|indefensible|wicked|evil|vile|shameful|monstrous|senseless|callous|sedition|disgrace|cowardly|crime|terrorist|terrorism|unacceptable|outrage|outrageous|atrocity|criminal|heinous|despicable|horrific|savage|illegal|massacre|carnage|slaughter`,
        `{speaker} express|expressed|expresses|voice|voiced|join|joined (its|their|the|his|her) (strong|firm|strongest|deep) condemnation|outrage|indignation|revulsion`,
        `{speaker} express|expressed|expresses|voiced (their|its|his|her|the) (strong|firm|deep) condemnation|condemnations|reprobation|repudiation`,
        `{speaker} declare|declared|called|term|termed|judged|considered (the|this) ${DEED} (as) inadmissible|intolerable|reprehensible|unacceptable`,
        `{speaker} be among (the) countries|states|nations|governments|those|leaders (that|which|who|to) condemn|condemned|condemning|denounce|denounced`,
        `{speaker} be quick|swift|united|unanimous to|in condemn|condemning|denounce|denouncing`,
        `{speaker} condemn|condemned|condemns|deplore|deplored|denounce|denounced in (the) strongest|strong|clearest terms|words (an|the) ${DEED}`,
        "{speaker} condemn|condemned|condemns|denounced those who|responsible|behind",
        "this|it be (a|an) cowardly|barbaric|barbarous|criminal|heinous|monstrous|despicable|wicked|vile attack|act|crime|deed|strike|raid",
        `{speaker} be|is|was appalled|outraged|horrified|disgusted by|at|over`,
        `{speaker} protest|protested|lodge|lodged|file|filed (a|formal|strong) (protest) against|over|at <deed>`,
        `{speaker} speak|spoke|speaks of (a|an) … crime|act|atrocity|terror|terrorism|barbarism|murder`,
        `condemnation|condemnations|outrage come|came|by|from (from|by) {speaker}`,
        `condemned|denounced|deplored|criticised (…) by {speaker}`,
        `condemning|denouncing|deploring <deed> (as) (cowardly|barbaric|criminal|terrorism) , {speaker}`,
        `{voice} be|was|came|followed (swift|quick|prompt|unanimous|immediate)`,
        `{speaker} term|termed|terms|dub|dubbed|characterise|characterised (the|this) ${DEED} … barbaric|barbarous|inexcusable|unjustifiable|abhorrent|cowardly|crime|terrorist|terrorism|terror|unacceptable|outrage|outrageous|atrocity|criminal|heinous|despicable|horrific|savage|illegal|sin`,
        `{speaker} call|called|calls (the|this) ${DEED} … sin|abomination|infamy|infamous|contemptible|repugnant|odious`,
        `{speaker} react|reacted|respond|responded with|in outrage|horror|anger|indignation|disgust|fury|condemnation to|at|.`,
        `{speaker} express|expressed|voice|voiced|expresses|voices (its|their|his|her|the) (deep|strong|utter) disgust|horror|anger|abhorrence|dismay|indignation|condemnation|revulsion|outrage at|over|of`,
        `{speaker} be|was|were quick|swift|first|among|prompt to|in condemn|deplore|denounce|condemning`,
        `{speaker} (have|has) join|joined (in) (the) chorus of condemnation|condemnations|outrage`,
        `{speaker} (have|has) join|joined (in) (those) (who) condemning|condemned|condemnation|condemn`,
        `drew|draw|provoked|met|earned|brought (with) (sharp|strong|swift|angry) words|condemnation|criticism|outrage|protest|rebuke from|by {speaker}`,
        `{speaker} reject|rejected|rejects|disapprove|disapproved|disapproves|stigmatise|stigmatised|stigmatize|stigmatized|reprobate|reprobated|censured|chastised|berated|lambasted|lambasts|assailed|blasted|disapproving|rejecting (of) (the|this) attack|attacks|assault|strike|strikes|aggression|bombing|raid|outrage|crime|attempt`,
        `{speaker} judge|judged|judges|regard|regarded|regards|consider|considered|considers|view|viewed|views|deem|deemed|see|sees|rated|qualify|qualified|qualifies|assessed (the|this) ${DEED} … sharply|harshly|severely|crime|terrorist|terrorism|terror|barbaric|cowardly|criminal|heinous|unacceptable|unjustifiable|outrage|inexcusable|treacherous|abhorrent|reprehensible|intolerable`,
        `{speaker} call|called|calls|describe|described|describes|brand|branded|label|labelled|term|termed|denounced (the|this) ${DEED} … dastardly|treacherous|perfidious|treachery|aggression|sabotage|banditry`,
        "{speaker} speak|spoke|speaks|talk|talked|talks of (a|an) … deed|outrage|offence|aggression|savagery|infamy|treachery|barbarity|sabotage|banditry",
        "{speaker} speak|spoke|speaks|talk|talked|talks of (a|an) terrorist|cowardly|criminal|heinous|treacherous|barbaric|vile|dastardly|despicable|unacceptable attack|assault|strike|operation|raid|attempt|plot",
        `condemn|condemned|condemns|condemning|deplore|deplored|denounce|denounced|decry|decried (the|this) ${DEED} (,) be {speaker}`,
        `first|last|next|quickest|earliest to condemn|deplore|denounce|decry|reject (the|this) ${DEED} be {speaker}`,
        `lined|rushed|queued|hastened|united|hurried|competed (up) to condemn|deplore|denounce|decry (the|this) ${DEED} , {speaker} be (the) first|quickest|loudest|last|next|among`,
        `condemn|condemned|deplore|deplored|denounce|denounced|decry|decried (the|this) ${DEED} , {speaker} be (the) (very) first|quickest|loudest|last|next|earliest|among`,
        "{speaker} express|expressed|expresses|voice|voiced|voices|state|stated|declare|declared|announce|announced|affirm|affirmed|reiterate|reiterated (its|their|his|her|the|a) (strong|firm|total|full|complete|categorical|utter|clear) rejection|disapproval|reproof|repugnance|reproach|denunciation",
        "{speaker} take|took|takes|adopt|adopted (a) (firm|clear|strong) stand|position|stance|line against <deed>",
        `for {speaker} (it|this|<deed>) be (a|an) crime|atrocity|outrage|act|sin`,
        "from {speaker} come|came (sharp|strong|swift|clear) condemnation|outrage|words (of) (condemnation|outrage|anger|disgust)",
        `so (too) do|did|has|have {speaker}`,
        `{speaker} condemn|condemned|condemns|deplore|deplored|denounce|denounced what happen|happened|occurred|was`,
        `{speaker} condemn|condemned|condemns|deplore|deplored|denounce|denounced , in (the) strongest|strong|clearest terms|words , (an|the|this) ${DEED}`,
        `{speaker} condemn|condemned|condemns|denounced (an|the|this) outrage|barbarity|carnage|bloodshed|slaughter`,
        `{speaker} issue|issued|send|sent|add|added … condemnation|condemnations`,
        `{speaker} issue|issued|publish|published|release|released|put|send|sent|add|added|join|joined|express|expressed (out) (its|their|his|her) (a) (voice|voices|name|statement|declaration|communique) (to|of|in) (the) condemnation|condemnations|denunciation`,
        `from {speaker} come|came|follow|followed (a) condemnation|condemnations|denunciation`,
        "{speaker} speak|spoke|spoken|speaks|come|came (strongly) out against <deed>",
        "{speaker} reject|rejects|rejected (any|all|every) targeting|acts|attacks|violence|terrorism|terror|aggression",
        "{speaker} condemn|condemned|condemns|denounce|denounced|denounces|deplore|deplored|deplores|reject|rejected|rejects|decried|decry (the|this) targeting|aggression|shelling|bombing|attempt",
        "{speaker} say|said|says|hold|holds|held|declare|declared|state|stated|affirm|affirmed (that) (the|this) targeting|attempt|aggression (of|on|against) (…) be (a|an) (…) terrorist|criminal|heinous|treacherous|vile|despicable|crime|terrorism",
        "(be) met|meet|greeted|received with|by (wide|broad|sharp|strong|general) condemnation|condemnations|outrage|denunciation in|from|by|across {speaker}",
        "{speaker} be (also) among|amongst (the) (first|many|other|several) capitals|countries|states|nations|governments|those|leaders|ones|bodies|parties (that|which|who|to) condemn|condemned|condemning|denounce|denounced|denouncing|deplore",
        "{speaker} among|amongst (the) (first|many|other|several) capitals|countries|states|nations|governments|those|leaders (that|which|who|to) condemn|condemned|condemning|denounce|denounced|denouncing|deplore",
        `{speaker} (strongly|utterly|firmly) condemn|condemned|condemns|denounce|deplore .|,|;`,
        `issue|issued|release|released statement condemning`,
        `{speaker} condemn|condemned|condemns|deplore|deplored|denounce|denounced in (the) strongest|strong|clearest|most (possible|unequivocal) terms|words (an|the|last) <deed>`,
        `{speaker} condemn|condemned|condemns|deplore|deplored|denounce|denounced (most) strongly|firmly|unreservedly|utterly|unequivocally <deed>`,
      ],
    },
  ],
};

/** Who does so, too, where somebody is said to condemn it. */
export const CONDEMNED_TOO: Reading = {
  predicate: "reaction.condemned",
  near: new Set(
    "condemn condemned condemns condemning condemnation denounce denounced denounces deplore deplored".split(
      " ",
    ),
  ),
  frames: [{ here: true, says: ["as did|has|have|does|do {speaker}"] }],
};
