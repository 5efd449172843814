import type { ParsedSentence } from "../../grammar/parsed-sentence.ts";
import { countOf } from "../count.ts";
import { partitiveOf } from "../clause-facts.ts";
import { REMAINS, WEAPONS } from "../lexicon.ts";
import { damaged } from "../rules/damage.ts";
import { wholeThingOf } from "../rules/thing-name.ts";
import { remainsOf } from "../rules/evidence.ts";
import { soundKind, soundsIn } from "../rules/sounds.ts";
import { isAttackPhrase } from "../rules/weapons.ts";
import { weaponIn } from "../weapon-in.ts";
import { type ArgumentReader, filled } from "./argument.ts";
import { concreteIn, listMates } from "./object-arguments.ts";
import { isOneOf } from "../../text/one-of.ts";

/** What is told of as broken or gone and is no thing that was damaged. */
const NO_THING =
  "credit|attempt|bid|plot|ordeal|shelter|cover|refuge|note|care|charge|responsibility|aim|turn|notice|control|position|apparatus|supply|supplies|result|consequence|siren|alarm|gun|battery|defen[cs]e|unit|government|sky|air|airspace|day|hour|night|picture|photo|object|mine|work|analysis|damage|point|light|service|traffic|operation|report|statement|order|plan|fire|smoke|flame|noise|drill|place|measure|step|action|part|number|round|projectile|target|warhead|blast|explosion|bang|remains|engine|motor|fuselage|propeller|piece|metal|fragment|crater|toll|figure|price|rate|wounded|injured|dead";

/** "cuts from broken glass": what people are hurt with. */
const SHARDS = "glass|tile|splinter|brick";
const isWith = ({ lower }: ParsedSentence["tokens"][number]): boolean =>
  isOneOf(lower, "from|by|with|of");

/** "{thing}": what can be damaged, neither people nor weapons; of "the roof of the bakery" both. */
export const thing: ArgumentReader = (sentence, _scene, { phrase, side }) => {
  const { tokens } = sentence;
  const found = damaged(sentence, phrase);
  const head = tokens[found?.head ?? -1];
  if (found === null || head === undefined || isOneOf(head.lemma, NO_THING)) return [];
  if (head.text.length < LEAST_LETTERS || head.pos === "PROPN") return [];
  const first = tokens[phrase.from]?.lower ?? "";
  if (isOneOf(head.lemma, SHARDS) && tokens.slice(phrase.from - 2, phrase.from).some(isWith))
    return [];
  // "remains of the aircraft": of what attacked.
  const left = isOneOf(
    tokens[phrase.from - 2]?.lower,
    "remains|wreckage|debris|fragments|parts?|pieces",
  );
  if (left && isOneOf(head.lemma, "aircraft|machine|craft|device")) return [];
  if (isOneOf(tokens[phrase.head]?.lemma, "number|toll|figure|total")) return [];
  const range = { from: phrase.from, to: Math.max(phrase.to, found.to) };
  const own = concreteIn(sentence, phrase);
  return [
    filled(range, wholeThingOf(sentence, phrase, found), { none: isOneOf(first, "no|none") }),
    ...(own === null ? [] : listMates(sentence, own, side)),
  ];
};

const PARTS =
  "roof|wall|fa[cç]ade|side|front|balcony|window|floor|ceiling|tower|porch|attic|basement|cellar|gable|chimney";

/** "{part}": a part of a building by its name. */
export const buildingPart: ArgumentReader = (sentence, scene, who) =>
  isOneOf(sentence.tokens[who.phrase.head]?.lemma, PARTS) ? thing(sentence, scene, who) : [];

const STRUCTURES =
  "span|girder|arch|viaduct|steeple|derrick|pier|jetty|dome|derrick|crane|tower|mast|roof|wall|ceiling|chimney|tree|pole|pylon|bridge|block|building|house|balcony|canopy|minaret|spire|scaffolding|fence|gantry|billboard|lamp|shed|hall|stairwell|staircase|floor|fa[cç]ade";

/** "{structure}": what stands, and can come down. */
export const structure: ArgumentReader = (sentence, scene, who) => {
  const { head } = partitiveOf(sentence, who.phrase) ?? who.phrase;
  return isOneOf(sentence.tokens[head]?.lemma, STRUCTURES) ? thing(sentence, scene, who) : [];
};

/** Letters of a word for a thing, at least: "Pier B" is none. */
const LEAST_LETTERS = 3;

/** "{sound}": what can be heard, where it comes into the account. */
export const sound: ArgumentReader = (sentence, scene, who) =>
  // "the explosion": of which it was told.
  sentence.tokens[who.phrase.from]?.lower === "the" ? [] : noise(sentence, scene, who);

/** Words between "heard" and a number of sounds, at most: "hearing at least nine detonations". */
const HEARD_WITHIN = 4;

/** "{shooting}": gunfire, known or not. */
export const shooting: ArgumentReader = (sentence, scene, who) =>
  noise(sentence, scene, who).filter(({ value }) => soundKind(value).includes("gun"));

/** "{flying}": a weapon that is heard, of which nobody asks how many. */
export const flying: ArgumentReader = (sentence, _scene, { phrase }) => {
  const kind = weaponIn(sentence, phrase);
  const none = isOneOf(sentence.tokens[phrase.from]?.lower, "no|none");
  return kind === null || none ? [] : [filled(phrase, kind)];
};

/** "{noise}": what can be heard, whether or not it was told of before. */
export const noise: ArgumentReader = (sentence, _scene, { phrase }) => {
  const part = partitiveOf(sentence, phrase);
  const to = Math.max(phrase.to, part?.to ?? 0);
  const found = soundsIn(sentence, phrase.from, to);
  const head = sentence.tokens[phrase.head]?.lemma ?? "";
  // A warning and a number are told of as such.
  if (found.length === 0 || head === "impact") return [];
  if (found.every(({ name }) => isOneOf(name, "sirens?"))) return [];
  const count = countOf(sentence.tokens, phrase.from, phrase.to, phrase.head);
  const told = sentence.tokens
    .slice(Math.max(0, phrase.from - HEARD_WITHIN), phrase.from)
    .some(({ lower }) => isOneOf(lower, "hear|heard|hearing|there|and|woken|woke|followed"));
  if (count !== null && !count.weak && count.min > 1 && !told) return [];
  // "Blasts shake the port": a headline, and nobody's ear.
  if (phrase.from === 0 && phrase.to === 1 && sentence.tokens[0]?.lower !== head) return [];
  const none = found.every(({ denied }) => denied);
  return [filled({ from: phrase.from, to }, found.map(({ name }) => name).join(", "), { none })];
};

/** Pieces that are a weapon's where it is said whose they are, and pieces that are nothing else. */
const PIECES =
  "engine|motor|turbine|wing|wingtip|rudder|aileron|flap|strut|undercarriage|spar|rotor|propeller|battery|warhead|tail|fuselage|casing|nose|piece|half|section|bit|component|wreck|body|cone|pod|controller|guidance|parachute|gyro|gyroscope|rail";
const SPLINTERS = "splinter|fragment|shrapnel|remnant|fin|tailfin|debris|wreckage|residue";

/** Pieces of what flew, where one is told of; and pieces of machines of any kind, where it was told of just before. */
const FLOWN =
  "wing|rotor|propeller|warhead|tail|fin|tailfin|seeker|fuselage|casing|cone|booster|detonator|fuse|fuze|airframe|winglet";
const FITTED =
  "engine|motor|board|camera|chip|antenna|module|tube|cylinder|servo|blade|plate|seeker|circuit|wiring|electronics|piece|component";

/** "{remains}": what is left of a weapon, by its words or by what the account is about. */
export const remains: ArgumentReader = (sentence, scene, { phrase, side }) => {
  const { tokens } = sentence;
  const part = partitiveOf(sentence, phrase);
  const head = tokens[phrase.head]?.lemma ?? "";
  const own = tokens
    .slice(phrase.from, phrase.head)
    .map(({ lemma }) => WEAPONS.get(lemma))
    .find((kind) => kind !== undefined);
  const of = part === null ? undefined : (weaponIn(sentence, part) ?? undefined);
  const about =
    part === null && isOneOf(head, SPLINTERS) ? (scene.weapon ?? scene.kinds.at(-1)) : undefined;
  // "the political wing put out a denial": of a party.
  const ofParty = isOneOf(tokens[phrase.head - 1]?.lower, "political|military|armed|youth|student");
  if (head === "wing" && ofParty) return [];
  // "a wing washed up on the beach": what nothing else in an account of an attack from the air has.
  const flown =
    isOneOf(head, FLOWN) || (part !== null && isOneOf(tokens[part.head]?.lemma, FLOWN))
      ? (scene.weapon ?? scene.kinds.at(-1))
      : undefined;
  // "the drone had a petrol engine": how it was built.
  const built = sentence.verbs.some(
    ({ lemma, to, from }) =>
      to === phrase.from &&
      lemma === "have" &&
      sentence.nouns.some((each) => each.to <= from && weaponIn(sentence, each) !== null),
  );
  const fitted =
    isOneOf(head, FITTED) && side === "after" && !built ? (scene.weapon ?? undefined) : undefined;
  // "pieces of one lay on the lawn": of the weapons that were told of.
  const one =
    part !== null &&
    part.to - part.from <= 2 &&
    isOneOf(tokens[part.head]?.lower, "one|two|three|them|it|these|those|third|second|first")
      ? (scene.weapon ?? undefined)
      : undefined;
  // "pieces of the motor were collected": of nothing else than what came.
  const parted =
    part !== null &&
    isOneOf(head, "piece|part|fragment|section|bit|half|remnant") &&
    isOneOf(tokens[part.head]?.lemma, "motor|engine|booster|nozzle|circuit|antenna|servo") &&
    tokens[part.to]?.lower !== "of"
      ? (scene.weapon ?? scene.kinds.at(-1))
      : undefined;
  const kind = own ?? of ?? one ?? about ?? flown ?? parted ?? (part === null ? fitted : undefined);
  const lower = tokens[phrase.head]?.lower ?? "";
  const piece =
    isOneOf(head, FLOWN) ||
    isOneOf(head, FITTED) ||
    isOneOf(head, PIECES) ||
    isOneOf(head, SPLINTERS) ||
    REMAINS.has(head) ||
    REMAINS.has(lower);
  // "rests with Persian letters": what is left, in a word that translations use.
  const rests = lower === "rests" && scene.weapon !== null;
  if (rests) return [filled(phrase, `remains of ${scene.weapon}`)];
  const headOf = head === "head" && isOneOf(tokens[phrase.head - 1]?.lower, "seeker|homing|war");
  if (kind === undefined || !(piece || headOf)) return [];
  const none = isOneOf(tokens[phrase.from]?.lower, "no|none");
  const range = { from: phrase.from, to: Math.max(phrase.to, part?.to ?? 0) };
  return [filled(range, remainsOf(sentence, phrase, kind), { none })];
};

/** What goes off by itself, and is no kind of weapon. */
const ORDNANCE = "warhead|ordnance|munition|bomb|shell|projectile|submunition|bomblet";
const DUD = "unexploded|unfired|dud|undetonated|intact|live";

/** "{dud}": a weapon that did not go off. */
export const dud: ArgumentReader = (sentence, scene, { phrase }) => {
  const words = sentence.tokens.slice(phrase.from, phrase.to);
  const head = sentence.tokens[phrase.head]?.lemma ?? "";
  const kind = weaponIn(sentence, phrase) ?? (isOneOf(head, ORDNANCE) ? head : scene.weapon);
  const is = words.some(({ lower, lemma }) => isOneOf(lower, DUD) || isOneOf(lemma, DUD));
  const none = words[0]?.lower === "no";
  return kind === null || !is || none ? [] : [filled(phrase, `unexploded ${kind}`)];
};

/** "{launcher}": what a weapon is launched with. */
export const launcher: ArgumentReader = (sentence, _scene, { phrase }) => {
  const words = sentence.tokens.slice(phrase.from, phrase.to);
  const is = words.some(
    ({ lemma }, i) =>
      isOneOf(lemma, "launcher|launchpad") ||
      (isOneOf(lemma, "rail|pad|ramp|tube|frame|rack|stand") &&
        isOneOf(words[i - 1]?.lower, "launch|launching|firing")),
  );
  return is && words[0]?.lower !== "no" ? [filled(phrase, "launcher")] : [];
};

/** "{attack}": the attack itself. */
export const attack: ArgumentReader = (sentence, _scene, { phrase }) =>
  isAttackPhrase(sentence, phrase) ? [filled(phrase, "attack")] : [];
