import { isPersonWord } from "../claims/people.ts";
import { IMAGERY_NOUNS } from "./cue-lexicon.ts";
import type { SpeakerKind } from "./attribution.ts";

const OFFICE =
  /\b(?:governor|mayor|chief|captain|commander|caretaker|coast ?guard|hospital|morgue|clinic|fire service|brigade|operator|company|administration|headquarters|commission(?:er)?|alliance|front|league|militia|resistance|municipality|town hall|prosecutor|court|services?|secretariat|website|newspaper|broadcaster|tabloid|radio|television|rights group|aid group|director|mission|directorate|bureau|general staff|ministry|office|government|military|army|command|department|police|agency|state media|council|parliament|embassy|statement|authority|authorities|united nations|coalition|air force|air defen[cs]e|navy|border guard|pentagon|white house|kremlin|minister|spokes(?:man|woman|person)|state(?:s)?|nations?|republic)\b/i;
const COUNTRY =
  /^(?:[Tt]he )?(?:United States|U\.?S\.?A?|Iran|Iraq|Saudi Arabia|Israel|Ukraine|Russia|Tehran|Washington|Moscow|Kyiv|Baghdad|Riyadh|Turkey|Britain|France|Germany)(?:,? (?:and )?(?:the )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*)*(?: all)?$/u;
const ANONYMOUS =
  /\b(?:sources?|anonymity|unnamed|not to be (?:named|identified|quoted)|(?:declined|refused) to (?:give|be) \w+|(?:one|two|three|four|five|several|some|a|an|another)(?: [\w.'’-]+)? (?:[\w.'’-]+ )?(?:officials?|officers?|diplomats?|guards?|doctors?|nurses?|soldiers?|commanders?|residents?|witness(?:es)?|neighbo[u]?rs?|workers?|employees?|survivors?|drivers?|shopkeepers?|relatives?)|official who|a leader of|(?:a|the) security (?:guard|official))\b/i;
const COLLECTIVE =
  /\b(?:officials|residents|witnesses|protesters|demonstrators|diplomats|analysts|experts|parties|factions|leaders|supporters|forces|groups?|people|countries|many|some|others|several|locals|neighbo[u]?rs|rebels|insurgents|fighters|rescuers|medics|survivors|observers|monitors|inspectors|investigators|villagers|relatives|activists|militants|reports|they)\b/i;
const TITLED =
  /\b(?:Minister|President|Premier|Rev|Reverend|General|Colonel|Major|Captain|Sheikh|Prince|Princess|King|Queen|Pope|Imam|Mayor|Governor|Secretary|Senator|Dr|Ambassador|Ayatollah|Bishop|Archbishop)\b/;
const BODY =
  /^(?:[Tt]he |[Aa]n? )?(?:[\p{Ll}-]+ )*(?:group|organi[sz]ation|charity|agency|company|operator|party|movement|network|foundation|union|association)(?:,| calle?d)? \p{Lu}/u;
/** Several people by what they do: "local medics", "the fishermen". */
const CROWD =
  /^(?:[\p{L}-]+ ){0,4}(?:medics|nurses|doctors|rescuers|paramedics|workers|survivors|villagers|fishermen|farmers|drivers|relatives|families|volunteers|staff|employees|reporters|students|passengers|guests|firefighters)$/iu;
const PERSON =
  /(?:^|[\s,])\p{Lu}[\p{L}'’-]+(?: (?:al|bin|ibn|abu|el|de|van|von)[- ]?)? ?(?:[\p{Lu}\p{Ll}]+-)?\p{Lu}[\p{L}'’-]+/u;
const NOT_PERSON =
  /\b(?:Ministry|Department|Command|Forces|Council|Committee|Office|Agency|States|Nations|Press|Party|Movement|Embassy|Zone|Republic|Army|News|Security|Armed|Foreign|State|Joint|Operations|Prime|Minister|Coordinating|Interior|White|House|Supreme|Court|Associated|TV|Iraqi|Iran|Iraq)\b/g;

/** Which kind of speaker a phrase names. The commonest error is to make a person of an office; a person needs a name of two words. */
export function speakerKindOf(phrase: string, cueLemma: string): SpeakerKind {
  const given = phrase.trim();
  // Of a headline in capitals every word would be a name.
  const words = given.includes(" ") && given === given.toUpperCase() ? given.toLowerCase() : given;
  if (/^(?:he|she|they|it|who|that|which|i|we|this)$/i.test(words)) return "unresolved";
  // "the driver, who gave his name only as Yanis".
  if (/\bgave (?:his|her|their) (?:\w+ )?name (?:only |just )?as \p{Lu}/u.test(words))
    return "named";
  // "Mr Teck's office": the office, and not whose it is.
  if (
    /['’]s? (?:[\p{Ll}-]+ )*(?:office|ministry|government|administration|department|party|army|press service|cabinet|court)$/u.test(
      words,
    )
  )
    return "office";
  // "the aid group Bread Road": a body by its name.
  if (BODY.test(words)) return "office";
  // "the Red Crescent", "the Free Mountain Brigade": no person's name stands so.
  if (/^[Tt]he(?: \p{Lu}[\p{L}'’-]+)+$/u.test(words) && !TITLED.test(words)) return "office";
  // "SPA", "the IDF"; "Tamilnet.com".
  if (/^(?:[Tt]he )?\p{Lu}{2,5}$/u.test(given) || /^\S+\.(?:com|org|net|tv|info)$/.test(words))
    return "office";
  // "Iraq's Security Media Cell", "the Hill Observatory": a body by its last word.
  const [whole = ""] = words.split(/,| (?:of|for|from|at|in) /);
  if (BODY_TAIL.test(whole) && !TITLED.test(whole) && !/^\p{Ll}+ \p{Lu}\p{L}+ \p{Lu}/u.test(whole))
    return "office";
  // "Afghan and NATO officials in Kabul": several people, whatever names stand beside them.
  if (SEVERAL.test(words)) return ANONYMOUS.test(words) ? "anonymous" : "collective";
  // "an expert who studied photos": the expert.
  const last = (/^(.*?)(?:,| who| which| that)\b/.exec(words)?.[1] ?? words)
    .toLowerCase()
    .split(/\s+/);
  if (last.some((word) => IMAGERY_NOUNS.has(word)) && !isOfOne(last) && !/\btold\b/.test(cueLemma))
    return "imagery";
  // "the regional hospital in Opal Bay": a body by where it is.
  const body = /^(?:[Tt]he |[Aa]n? )?((?:[\p{Ll}-]+ )*[\p{Ll}-]+) (?:in|at|near|of) \p{Lu}/u.exec(
    words,
  )?.[1];
  if (body !== undefined && OFFICE.test(body) && !ANONYMOUS.test(words) && !words.includes(","))
    return "office";
  const person = PERSON.test(` ${words.replace(/^The /, "").replace(NOT_PERSON, "").trim()}`);
  const introduced =
    person &&
    /,\s[^,]*$/.test(words) &&
    PERSON.test(` ${(/,([^,]*)$/.exec(words)?.[1] ?? "").replace(NOT_PERSON, "").trim()}`);
  if (ANONYMOUS.test(words) && !introduced) return "anonymous";
  if (COUNTRY.test(words)) return "office";
  if (person) return "named";
  if (OFFICE.test(words)) return "office";
  if (COLLECTIVE.test(words) || CROWD.test(words)) return "collective";
  // "a Reuters photographer", "one senior medic": somebody, and nobody says who.
  if (isOfOne(words.toLowerCase().split(/\s+/))) return "anonymous";
  return /^\p{Lu}[\p{L}'’-]+$/u.test(words) || /\b(?:al|el)-\p{Lu}/u.test(words)
    ? "named"
    : "unresolved";
}

const BODY_TAIL =
  /(?:^|\s)\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)* (?:Cell|Agency|Center|Centre|Service|Services|Guards?|Corps|Brigades?|Network|Union|Front|Group|Society|Institute|Monitor|Observatory|Watch|Crescent|Cross|Bureau|Foundation|Directorate|Administration|Administrations|Command|Staff|Resistance|Movement|Organi[sz]ation|Committee|Council|Commission|Authority|Alliance|Coalition)$/u;
const SEVERAL =
  /^(?:[\p{L}.'’-]+(?:,| and)? ){0,6}(?:officials|residents|witnesses|authorities|sources|officers|diplomats|analysts|doctors|medics|rescuers|investigators|neighbou?rs)(?: (?:in|of|at|from|for|on|near) [^,]*)?$/u;

/** "a photographer": an article or "one", and a word for what somebody is. */
function isOfOne(words: readonly string[]): boolean {
  const [first = ""] = words;
  const head = words.at(-1) ?? "";
  return /^(?:an?|one|another)$/.test(first) && isPersonWord(head);
}
