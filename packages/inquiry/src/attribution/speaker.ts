import { isPersonWord } from "../claims/people.ts";
import { IMAGERY_NOUNS } from "./cue-lexicon.ts";
import { lettered } from "../text/letters.ts";
import type { SpeakerKind } from "./attribution.ts";
import { isOneOf } from "../text/one-of.ts";
import { anyOf, sifted } from "../text/sifted.ts";

const OFFICE_WORDS: ReadonlySet<string> = new Set(
  "governor mayor adjutant surgeon prefect superintendent harbourmaster chief captain commander caretaker hospital morgue clinic brigade operator company administration headquarters commission commissioner alliance front league militia resistance municipality prosecutor court service services secretariat website newspaper broadcaster tabloid radio television director mission committee inquiry panel tribunal directorate bureau ministry office government military army command department police agency council parliament embassy statement authority authorities coalition navy pentagon kremlin minister spokesman spokeswoman spokesperson state states nation nations republic port airport refinery university railway railways utility manufacturer presidency union association federation syndicate chamber monastery diocese parish bishopric presidency junta regime enemy adversary trust palace directorate league cabinet senate cell centre center authority panel board assembly registry".split(
    " ",
  ),
);
const OFFICE_PAIRS = sifted(
  "coastguard|coast|fire|town|rights|aid|general|media|nations|air|border|white",
  /\b(?:coast ?guard|fire service|town hall|rights group|aid group|general staff|state media|united nations|air force|air defen[cs]e|border guard|white house)\b/,
);
const COUNTRY = sifted(
  "united|u|usa?|iran|iraq|saudi|israel|ukraine|russia|tehran|washington|moscow|kyiv|baghdad|riyadh|turkey|britain|france|germany",
  lettered(
    String.raw`^(?:[Tt]he )?(?:United States|U\.?S\.?A?|Iran|Iraq|Saudi Arabia|Israel|Ukraine|Russia|Tehran|Washington|Moscow|Kyiv|Baghdad|Riyadh|Turkey|Britain|France|Germany)(?:,? (?:and )?(?:the )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*)*(?: all)?$`,
  ),
);
const SOMEBODY_OF =
  "officials?|officers?|diplomats?|guards?|doctors?|nurses?|soldiers?|commanders?|residents?|witness(?:es)?|neighbo[u]?rs?|workers?|employees?|survivors?|drivers?|shopkeepers?|relatives?";
const ANONYMOUS = anyOf(
  sifted(
    "sources?|anonymity|unnamed|named|identified|quoted|declined|refused",
    /\b(?:sources?|anonymity|unnamed|not to be (?:named|identified|quoted)|(?:declined|refused) to (?:give|be) \w+)\b/i,
  ),
  sifted(
    SOMEBODY_OF,
    new RegExp(
      String.raw`\b(?:one|two|three|four|five|several|some|a|an|another)(?: [\w.'’-]+)? (?:[\w.'’-]+ )?(?:${SOMEBODY_OF})\b`,
      "i",
    ),
  ),
  sifted(
    "official|leader|security",
    /\b(?:official who|a leader of|(?:a|the) security (?:guard|official))\b/i,
  ),
);
const COLLECTIVE_WORDS: ReadonlySet<string> = new Set(
  "officials residents witnesses protesters demonstrators diplomats analysts experts parties factions leaders supporters forces group groups people countries many some others several locals neighbors neighbours rebels insurgents fighters rescuers medics survivors observers monitors inspectors investigators villagers relatives activists militants guards sentries policemen policewomen firemen servicemen gunmen sailors cadets recruits conscripts priests monks nuns reports they".split(
    " ",
  ),
);
const TITLED = sifted(
  "minister|president|premier|rev|reverend|general|colonel|major|captain|sheikh|prince|princess|king|queen|pope|imam|mayor|governor|secretary|senator|dr|ambassador|ayatollah|bishop|archbishop",
  /\b(?:Minister|President|Premier|Rev|Reverend|General|Colonel|Major|Captain|Sheikh|Prince|Princess|King|Queen|Pope|Imam|Mayor|Governor|Secretary|Senator|Dr|Ambassador|Ayatollah|Bishop|Archbishop)\b/,
);
const BODY = sifted(
  "group|organi[sz]ation|charity|agency|company|operator|party|movement|network|foundation|union|association",
  lettered(
    String.raw`^(?:[Tt]he |[Aa]n? )?(?:[\p{Ll}-]+ )*(?:group|organi[sz]ation|charity|agency|company|operator|party|movement|network|foundation|union|association)(?:,| calle?d)? \p{Lu}`,
  ),
);
/** Several people by what they do: "local medics", "the fishermen". */
const CROWDS =
  "medics|nurses|doctors|rescuers|paramedics|workers|survivors|villagers|fishermen|farmers|drivers|relatives|families|volunteers|staff|employees|reporters|students|passengers|guests|firefighters|traders|shopkeepers|stallholders|vendors|dockers|teachers|miners|porters|shepherds|herders|commuters|motorists|customers|shoppers|worshippers|mourners|parents|neighbou?rs";
const CROWD = sifted(CROWDS, lettered(String.raw`^(?:[\p{L}-]+ ){0,4}(?:${CROWDS})$`, "i"));
const PERSON = lettered(
  String.raw`(?:^|[\s,])\p{Lu}[\p{L}'’-]+(?: (?:al|bin|ibn|abu|el|de|van|von)[- ]?)? ?(?:[\p{Lu}\p{Ll}]+-)?\p{Lu}[\p{L}'’-]+`,
);
const NOT_PERSON =
  /\b(?:Ministry|Department|Command|Forces|Council|Committee|Office|Agency|States|Nations|Press|Party|Movement|Embassy|Zone|Republic|Army|News|Security|Armed|Foreign|State|Joint|Operations|Prime|Minister|Coordinating|Interior|White|House|Supreme|Court|Associated|TV|Iraqi|Iran|Iraq)\b/g;

const INITIALS = /^(?:[Tt]he )?[A-ZÀ-Þ]{2,5}$/;
const SITE_NAME = /^\S+\.(?:com|org|net|tv|info)$/;
const INHABITANTS =
  "residents|neighbou?rs|villagers|soldiers|guards|sailors|workers|witnesses|rescuers|officials|traders|fishermen|farmers|drivers|relatives";
const MANY = sifted(
  INHABITANTS,
  new RegExp(
    String.raw`^(?:the |some |several |many )?(?:\p{Ll}+ )?(?:${INHABITANTS})(?: (?:in|of|at|from|on|near) .*)?$`,
    "iu",
  ),
);
const PARTNERS = lettered(String.raw`\p{Lu}\p{L}+ & \p{Lu}\p{L}+`);
const COMPANY = sifted(
  "plc|ltd|limited|inc|corp|corporation|gmbh|ag|llc|holdings",
  /\s(?:plc|Ltd|Limited|Inc|Corp|Corporation|GmbH|AG|LLC|Holdings)\b/,
);
const OWN_OFFICE = sifted(
  "office|ministry|government|administration|department|party|army|service|cabinet|court",
  lettered(
    String.raw`['’]s? (?:[\p{Ll}-]+ )*(?:office|ministry|government|administration|department|party|army|press service|cabinet|court)$`,
  ),
);
/** "an official in the governor's office": somebody there. */
const ONE_OF_OFFICE = sifted(
  "officials?|officers?|sources?|employees?|aides?|workers?|people|person|man|woman",
  /^(?:an?|one|two|three|several|some) (?:\w+ )?(?:officials?|officers?|sources?|employees?|aides?|workers?|people|person|man|woman) /i,
);
const THE_NAME = lettered(String.raw`^[Tt]he(?: \p{Lu}[\p{L}'’-]+)+$`);
const NAME_OF = sifted(
  "of",
  lettered(String.raw`^[Tt]he \p{Lu}\p{Ll}+ of (?:the )?\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?$`),
);
const MEMBERS = sifted(
  "members|fighters|supporters|followers|inhabitants|relatives",
  /^(?:the |some |several |other )?(?:\w+ )?(?:members|fighters|supporters|followers|inhabitants|relatives) of /i,
);
const TITLE_AND_NAME = lettered(String.raw`^\p{Ll}+ \p{Lu}\p{L}+ \p{Lu}`);
const AT_PLACE = sifted(
  "in|at|near|of",
  lettered(String.raw`^(?:[Tt]he |[Aa]n? )?((?:[\p{Ll}-]+ )*[\p{Ll}-]+) (?:in|at|near|of) \p{Lu}`),
);
const ONE_NAME = lettered(String.raw`^\p{Lu}[\p{L}'’-]+$`);

/** Which kind of speaker a phrase names. The commonest error is to make a person of an office; a person needs a name of two words. */
export function speakerKindOf(phrase: string, cueLemma: string): SpeakerKind {
  // "The Fishers' Union, which lost members": the union.
  const written = phrase.trim();
  const given = written.replace(/, which [^]*$/u, "");
  // "Norlen, which runs the plant": a thing by its name, and nobody.
  if (given !== written && ONE_NAME.test(given)) return "office";
  // "Neighbours of Las Garzas, two kilometres away", "the soldiers at the gate, who watched": they, whatever stands behind the comma.
  const [opened = ""] = given.split(",");
  if (opened !== given && MANY.test(opened) && !ANONYMOUS.test(given)) return "collective";
  // Of a headline in capitals every word would be a name.
  const words = given.includes(" ") && given === given.toUpperCase() ? given.toLowerCase() : given;
  if (/^(?:he|she|they|it|who|that|which|i|we|this)$/i.test(words)) return "unresolved";
  // "a pair of local media": several.
  const some = QUANTIFIED.exec(words)?.[1];
  if (some !== undefined) {
    const kind = speakerKindOf(`several ${some}`, cueLemma);
    return kind === "unresolved" || kind === "office" ? "collective" : kind;
  }
  const called = byItsForm(words, cueLemma);
  if (called !== null) return called;
  // "the driver, who gave his name only as Yanis".
  if (GAVE_NAME.test(words)) return "named";
  // "Photographs issued by the mayor's office": what shows something, whoever issued it.
  const [opening = ""] = ISSUED.exec(words) ?? [];
  if (
    opening
      .toLowerCase()
      .split(" ")
      .some((word) => IMAGERY_NOUNS.has(word))
  )
    return "imagery";
  // "Mr Teck's office": the office, and not whose it is.
  if (OWN_OFFICE.test(words) && !ONE_OF_OFFICE.test(words)) return "office";
  // "the aid group Bread Road": a body by its name.
  if (BODY.test(words)) return "office";
  // "Korlin Cement plc": a company.
  if (COMPANY.test(words) || (words.includes("&") && PARTNERS.test(words))) return "office";
  // "two officials quoted by the agency": whoever quotes them, nobody names them.
  if (QUOTED.test(words)) return "anonymous";
  // "the Red Crescent", "the Free Mountain Brigade": no person's name stands so.
  if (THE_NAME.test(words) && !TITLED.test(words)) return "office";
  // "Hospital St Ursula".
  if (NAMED_HOUSE.test(words) && /^(?:[Tt]he )?[A-Z]/.test(words)) return "office";
  // "SPA", "the IDF"; "Tamilnet.com".
  if (INITIALS.test(given) || SITE_NAME.test(words)) return "office";
  // "Iraq's Security Media Cell", "the Hill Observatory": a body by its last word.
  if (/^(?:[Tt]he )?(?:Radio|Channel|Television|TV) [A-ZÀ-Þ\d]/.test(words)) return "office";
  // "Kaja, who runs the station": by the name alone.
  const alone = /^([^,]+), who\b/.exec(words)?.[1];
  if (alone !== undefined && ONE_NAME.test(alone)) return "named";
  const [whole = ""] = words.split(/,| (?:of|for|from|at|in) /);
  if (BODY_TAIL.test(whole) && !TITLED.test(whole) && !TITLE_AND_NAME.test(whole)) return "office";
  // "Staff of the hospital in Opal Bay": they speak for it.
  const staffOf = STAFF_OF.exec(words)?.[1];
  if (staffOf !== undefined && !words.includes(",") && isOffice(staffOf)) return "office";
  // "Afghan and NATO officials in Kabul": several people, whatever names stand beside them.
  if (SEVERAL.test(words)) return ANONYMOUS.test(words) ? "anonymous" : "collective";
  return byWhoIsNamed(words, cueLemma);
}

/** Of a phrase that no form of its own gives away: whose name, office or role it has. */
function byWhoIsNamed(words: string, cueLemma: string): SpeakerKind {
  // "an expert who studied photos": the expert.
  const last = (/^(.*?)(?:,| who| which| that)\b/.exec(words)?.[1] ?? words)
    .toLowerCase()
    .split(/\s+/);
  // "a person familiar with the inquiry": whatever else is named there.
  if (
    isOneOf(last[0], "an?|one|another") &&
    last.some((word, i) => isSaidOf(word, last[i - 1])) &&
    !/ \p{Lu}/u.test(words)
  )
    return "anonymous";
  if (last.some((word) => IMAGERY_NOUNS.has(word)) && !isOfOne(last) && !/\btold\b/.test(cueLemma))
    return "imagery";
  // "the regional hospital in Opal Bay": a body by where it is.
  const body = AT_PLACE.exec(words)?.[1];
  if (body !== undefined && isOffice(body) && !ANONYMOUS.test(words) && !words.includes(","))
    return "office";
  const [lead = ""] = words.split(",");
  const named = isNamedAtEnd(lead);
  if (named && ONE_BY_ROLE.test(words)) return "named";
  if (NAMELESS.test(words) && !named) return "anonymous";
  // "the master of the ferry Blue Heron", "the findings of the National Police": whom or what the name is of says nothing.
  if (OF_SOMETHING.test(lead) && !named && !hasNameBehind(words)) return ofWhat(words);
  const person =
    PERSON.test(` ${words.replace(/^The /, "").replace(NOT_PERSON, "").trim()}`) ||
    RANKED.test(words);
  const introduced =
    person &&
    /,\s[^,]*$/.test(words) &&
    (PERSON.test(` ${(/,([^,]*)$/.exec(words)?.[1] ?? "").replace(NOT_PERSON, "").trim()}`) ||
      // "Maj. Gen. Ola Mera, a retired officer".
      RANKED.test(lead));
  if (ANONYMOUS.test(words) && !introduced) return "anonymous";
  if (COUNTRY.test(words) && !(person && TITLED.test(words))) return "office";
  // "a captain", "an ambulance service dispatcher": somebody of an office.
  if (!person && ONE_SOMEBODY.test(words) && isOfOne(words.toLowerCase().split(/\s+/)))
    return "anonymous";
  // "the brigade officer": who was told of before, and no office.
  if (!person && THE_OFFICER.test(words)) return "unresolved";
  if (person) return "named";
  if (isOffice(words)) return "office";
  const [crowd = ""] = words.split(" who ");
  if (hasWord(words, COLLECTIVE_WORDS) || CROWD.test(crowd)) return "collective";
  // "a Reuters photographer", "one senior medic": somebody, and nobody says who.
  if (isOfOne(words.toLowerCase().split(/\s+/))) return "anonymous";
  return ONE_NAME.test(words) || /\b(?:al|el)-[A-ZÀ-ɏ]/.test(words) ? "named" : "unresolved";
}

/** "Capt. L. Mera". */
const RANKED = sifted(
  "gen|col|maj|lt|capt|brig|adm|sgt|cmdr|prof|sen|rep|gov",
  lettered(
    String.raw`\b(?:Gen|Col|Maj|Lt|Capt|Brig|Adm|Sgt|Cmdr|Prof|Sen|Rep|Gov)\. (?:\p{Lu}\. )*\p{Lu}\p{Ll}+`,
  ),
);

/** "a pair of local media", "a handful of villagers". */
const QUANTIFIED = sifted(
  "pair|couple|number|handful|group|dozen|string|series|majority|minority|few|crowd",
  /^(?:an?|the) (?:pair|couple|number|handful|group|dozen|string|series|majority|minority|few|crowd) of (\p{Ll}.*s|.*media)$/u,
);
/** A noun with an article, and what it is of, for, at. */
const OF_SOMETHING = sifted(
  "of|for|at|in|from|on|by|with|near|aboard",
  lettered(
    String.raw`^(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur) (?:[\p{Ll}-]+ ){0,4}?[\p{Ll}-]+ (?:of|for|at|in|from|on|by|with|near|aboard) .*\p{Lu}`,
  ),
);
/** An article and a lower-case noun before a name: "a shopkeeper Ola Mera". */
const ONE_BY_ROLE = lettered(
  String.raw`^(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother) (?:[\p{Ll}-]+ )+(?:(?:of|for|at|in|from) .*)?\p{Lu}[\p{L}'’-]+ `,
);
const NAME_AT_END = lettered(
  String.raw`([\p{L}-]+) (\p{Lu}\p{Ll}[\p{L}'’-]*(?: (?:(?:al|el|de|van|von|bin)[- ])?\p{Lu}\p{Ll}[\p{L}'’-]*){1,2})$`,
);
/** Words for a post, or for a body that somebody leads, before a name. */
const BEFORE_NAME =
  "(?:spokes(?:man|woman|person)|minister|mayor|governor|president|premier|general|colonel|major|captain|commander|chief|head|chairman|chairwoman|director|councillor|commissioner|prosecutor|ambassador|mp|lawmaker|politician|official|officer|administration|council|committee|police|ministry|department|region|district|board|senator|deputy|leader|member|spokesperson)";

/** "the shopkeeper Ola Mera", "the head of the district administration Ola Mera": a name behind what somebody is, and not behind "of". */
function isNamedAtEnd(words: string): boolean {
  const [, before, name] = NAME_AT_END.exec(words) ?? [];
  if (before === undefined || name === undefined || BODY_TAIL.test(name)) return false;
  if (/^(?:vessel|crew)$/i.test(before)) return false;
  const role = before.toLowerCase();
  return isPersonWord(role) || isOneOf(role, BEFORE_NAME) || TITLED.test(before);
}

/** "the chief of staff of the Third Corps, Ola Mera": a name of its own between commas. */
function hasNameBehind(words: string): boolean {
  return words
    .split(",")
    .slice(1)
    .some(
      (part) =>
        /^ (?:\p{Lu}|(?:[\p{Ll}-]+ )*\p{Ll}+ \p{Lu})/u.test(part) &&
        PERSON.test(` ${part.replace(NOT_PERSON, "").trim()}`),
    );
}

/** What a noun is without whose it is. */
function ofWhat(words: string): SpeakerKind {
  const head = words.replace(/ (?:of|for|at|in|from|on|by|with|near|aboard) .*$/u, "");
  if (ANONYMOUS.test(words)) return "anonymous";
  if (
    isOffice(head) ||
    isOneOf(head.split(" ").at(-1), HEADS) ||
    isOneOf(head.split(" ").at(-1) ?? "", POSTS)
  )
    return "office";
  if (hasWord(head, COLLECTIVE_WORDS) || CROWD.test(head)) return "collective";
  if (isOfOne(words.toLowerCase().split(/\s+/))) return "anonymous";
  return isOffice(words) ? "office" : "unresolved";
}

/** Who speaks for what he leads. */
const POSTS =
  "master|skipper|captain|principal|rector|dean|abbot|imam|bishop|archbishop|chair|secretary|president|premier|representative|envoy|delegate|ambassador|consul|chancellor|coroner|speaker|treasurer|foreman|superintendent|boss|ceo";

/** Somebody who does not want to be named, or may not speak. */
const NAMELESS = sifted(
  "not|(?:did|do|does|would)(?:n|not)?|withheld|withholding|without|asked|begged|requested|insisted|wished|wanted|preferred|demanded|chose|unidentified|nameless",
  lettered(
    String.raw`^(?:an?|one|another|two|three|four|five|several|some|the) .*(?:\bnot (?:been |being |yet )?(?:authori[sz]ed|allowed|permitted|cleared|entitled|empowered|supposed) to\b|\b(?:did|do|does|would) ?n[o'’]t (?:want|wish|give|like) |\bwithh(?:eld|olding)\b|\bwithout (?:being named|giving)\b|\b(?:asked|begged|requested|insisted|wished|wanted|preferred|demanded|chose) (?:for anonymity|to (?:remain|stay|be) (?:anonymous|unnamed|nameless)|not to)\b|\bnot (?:designated|named|identified)\b|\bunidentified\b|\bnameless\b)`,
    "i",
  ),
);

/** Who is somebody behind "a", and an office behind "the". */
const SOMEBODY =
  "captain|colonel|major|lieutenant|sergeant|general|admiral|commander|dispatcher|officer|official|soldier|minister's|lawmaker|politician|deputy|aide|adviser|advisor|insider|functionary|bureaucrat|clerk|member|operator's|employee|staffer|source|spy";
const ONE_OF_RANK =
  "captain|colonel|major|lieutenant|sergeant|dispatcher|officer|official|soldier|lawmaker|politician|aide|adviser|advisor|insider|functionary|employee|staffer|engineer|pilot|analyst|investigator|technician|policeman|guard|diplomat|veteran";
const ONE_SOMEBODY = sifted(
  ONE_OF_RANK,
  new RegExp(String.raw`^(?:an?|one|another) (?:[\w-]+ ){0,4}?(?:${ONE_OF_RANK})(?= |$)`, "i"),
);
const THE_OFFICER = sifted(
  "officer|official|source|soldier|aide",
  /^the (?!(?:press|information|public|medical|duty|executive|liaison|chief|commanding|spokes)\b)(?:\p{Ll}+ )(?:officer|official|source|soldier|aide)$/iu,
);

const ONE_OF_PEOPLE = sifted(
  "one|another|two|three|several|some",
  lettered(
    String.raw`^(?:[Oo]ne|[Aa]nother|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome) of (?:the |his |her |its |their |our |\p{L}+(?: \p{L}+)?['’]s? )[\p{Ll} -]*(?:aides|officials|officers|soldiers|guards|men|women|advisers|advisors|workers|doctors|nurses|drivers|neighbours|residents|survivors|witnesses|colleagues|sons|daughters|brothers|medics|firefighters|policemen|teachers)(?: (?:in|on|at|from|of|who)\b.*)?$`,
  ),
);

const HEADS =
  "head|chief|mayor|governor|director|spokesman|spokeswoman|minister|chairman|chairwoman|manager|owner|leader";
const NAME_AND_TRADE = sifted(
  "an?|one|the",
  lettered(
    String.raw`^(?!The )(\p{Lu}\p{Ll}[\p{L}'’-]*(?: (?:(?:al|el|de|van|von|bin)[- ])?\p{Lu}\p{Ll}[\p{L}'’-]+){1,2}), (?:\d{1,3}, )?(?:an?|one of the|the) (?:[\p{Ll}-]+ ){0,3}?([\p{Ll}-]+)(?= (?:in|at|of|on|from|with|for|who)\b|,|$)`,
  ),
);

const HONOURED = sifted(
  "mrs?|ms|miss|dr|sir|dame|lady|prof|madam",
  lettered(
    String.raw`^(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lady|Prof|Madam)\.? (?:\p{Lu}\p{L}*[\p{L}.'’-]* )*(?:(?:al|el|de|van|von)[- ])?\p{Lu}[\p{L}'’-]+(?: \([^)]*\))?$`,
  ),
);
const UNNAMED_LABEL = sifted(
  "officials?|officers?|sources?|briefers?|speaker",
  /^(?:a |an |the )?(?:(?:first|second|third|senior|administration|government|state|department|defense|defence|military|western|u\.?s\.?|us|security|intelligence|official|unnamed)\s)+(?:official|officer|source|briefer)s?(?: (?:one|two|three|no\.? ?\d|#?\d|[a-c]))?$|^(?:official|officer|briefer|speaker|source) (?:one|two|three|#?\d|[a-c])$/i,
);
const REPRESENTATIVE = sifted(
  "representative|envoy|delegate|ambassador|consul|delegation",
  lettered(
    String.raw`^(?:[Tt]he |\p{Lu}\p{L}+['’]s )(?:\p{Ll}+ )?(?:representative|envoy|delegate|ambassador|consul|delegation)(?: (?:of|for|to|from) [^,]*)?$`,
  ),
);
const PRESS = sifted(
  "media|outlets|newspapers|papers|channels|websites|broadcasters",
  lettered(
    String.raw`^(?:[Tt]he )?(?:[Ll]ocal|[Rr]egional|[Ss]tate-run|[Oo]pposition|[Ff]oreign|[Ii]nternational|[Dd]omestic|[Ss]everal|[Ss]ome|[Oo]ther|[Oo]nline|[Ss]ocial|[Vv]arious)(?: \p{Ll}+)? (?:media|outlets|newspapers|papers|channels|websites|broadcasters)(?: .*)?$`,
  ),
);
const HEARD_BY = sifted(
  "interviewed|contacted|reached|questioned|canvassed|approached|met",
  lettered(
    String.raw`^((?:[\p{L}'’-]+ ){0,4}[\p{L}'’-]+),? (?:interviewed|contacted|reached|questioned|canvassed|approached|met) (?:by|for|over|on|in) `,
  ),
);

/** "BorderVolt", "grid operator BorderVolt", and not "MacDonald": a company's name. */
const JOINED_NAME = lettered(
  String.raw`(?:^|\p{Ll} )(?!Mac|Fitz|Van|Von|Ben)\p{Lu}\p{Ll}{2,}\p{Lu}\p{Ll}+$`,
);

/** "the opposition", "the Sadran bloc": a party or several, that speak as one. */
function isSide(words: string): boolean {
  const [first = "", ...rest] = words.toLowerCase().split(" ");
  return first === "the" && rest.length <= 3 && isOneOf(rest.at(-1), "opposition|bloc");
}

/** What the form of a phrase alone says. */
function byItsForm(words: string, cueLemma: string): SpeakerKind | null {
  if (JOINED_NAME.test(words) || isSide(words)) return "office";
  // "Ms Mera": by name.
  if (HONOURED.test(words)) return "named";
  // "the representative of Ruvania": for whom he speaks.
  if (REPRESENTATIVE.test(words)) return "office";
  // "Local media": several, and nobody says which.
  if (PRESS.test(words)) return "collective";
  // "Witnesses interviewed by the agency": the witnesses.
  const heard = HEARD_BY.exec(words)?.[1];
  if (heard !== undefined) return speakerKindOf(heard, cueLemma);
  // "SENIOR ADMINISTRATION OFFICIAL", "Official 2", as a label has it.
  if (UNNAMED_LABEL.test(words)) return "anonymous";
  // "One said": of those who were spoken of.
  if (isOneOf(words.toLowerCase(), "one|another|two|three|a second|a third|a fourth|a fifth"))
    return "anonymous";
  if (/^(?:others?|some|many|several|most|both|all)$/i.test(words)) return "collective";
  // "Somebody from the clinic", "One of the governor's aides", "Those who were on the ferry", "The crew".
  if (/^(?:somebody|someone)\b/i.test(words)) return "anonymous";
  if (ONE_OF_PEOPLE.test(words)) return "anonymous";
  if (/^(?:those|people|men|women) (?:who|on|in|at|near|from)\b/i.test(words)) return "collective";
  if (OWN_PEOPLE.test(words)) return "collective";
  if (/\b(?:peacekeepers|civil (?:protection|defen[cs]e))\b/i.test(words)) return "office";
  // "the Sons of the Estuary".
  if (NAME_OF.test(words) && !TITLED.test(words)) return "office";
  // "Ola Mera, a nurse": by the name that stands before what she is.
  const [, name, what] = words.includes(", ") ? (NAME_AND_TRADE.exec(words) ?? []) : [];
  if (
    name !== undefined &&
    what !== undefined &&
    (isPersonWord(what.toLowerCase()) || isOneOf(what, HEADS)) &&
    !BODY_TAIL.test(name)
  )
    return "named";
  // "members of the armed formations".
  if (MEMBERS.test(words)) return "collective";
  return null;
}

const BODIES =
  "cell|borders|agency|cent(?:er|re)|services?|guards?|corps|brigades?|network|union|front|group|society|institute|monitor|observatory|watch|crescent|cross|bureau|foundation|directorate|administrations?|command|staff|resistance|movement|organi[sz]ation|committee|council|commission|authority|alliance|coalition|radio|tv|television|news|post|times|herald|gazette|tribune|journal|chronicle|telegraph|observer|wire|press|broadcasting|channel";
const BODY_TAIL = sifted(
  BODIES,
  lettered(
    String.raw`(?:^|\s)\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)* (?:Cell|Agency|Center|Centre|Service|Services|Guards?|Corps|Brigades?|Network|Union|Front|Group|Society|Institute|Monitor|Observatory|Watch|Crescent|Cross|Bureau|Foundation|Directorate|Administration|Administrations|Command|Staff|Resistance|Movement|Organi[sz]ation|Committee|Council|Commission|Authority|Alliance|Coalition|Borders|Radio|TV|Television|News|Post|Times|Herald|Gazette|Tribune|Journal|Chronicle|Telegraph|Observer|Wire|Press|Broadcasting|Channel)$`,
  ),
);
const PEOPLE =
  "officials|residents|witnesses|sources|officers|diplomats|analysts|doctors|medics|rescuers|investigators|neighbou?rs|villagers|inhabitants|locals|survivors|relatives|activists|fishermen|farmers|shopkeepers|observers|monitors|workers|families|parents|employees|volunteers|paramedics|nurses|eyewitnesses|bystanders|onlookers";
const SEVERAL = sifted(
  PEOPLE,
  lettered(
    String.raw`^(?:[\p{L}.'’-]+(?:,| and)? ){0,6}(?:${PEOPLE})(?: (?:in|of|at|from|for|on|near) [^,]*)?$`,
    "i",
  ),
);

const QUOTED = sifted(
  "quoted|cited",
  /^(?:one|two|three|four|several|some|an?|unnamed) (?:\w+ ){0,3}(?:officials?|officers?|sources?|diplomats?) (?:quoted|cited)\b/i,
);
const NAMED_HOUSE = sifted(
  "hospital|clinic|university|airport|radio|hotel",
  /^(?:the )?(?:hospital|clinic|university|airport|radio|hotel)(?: [A-ZÀ-ɏ][\w'’-]*)+$/i,
);
const STAFF_OF = sifted(
  "staff|management|board|directors?",
  /^(?:the |medical )?(?:staff|management|board|directors?) (?:of|at) (.+)$/i,
);
const OWN_PEOPLE = sifted(
  "crew|staff|family|neighbours|villagers|locals|congregation|passengers",
  /^(?:the|his|her|their|my) (?:crew|staff|family|neighbours|villagers|locals|congregation|passengers)$/i,
);
const GAVE_NAME = sifted(
  "gave",
  /\bgave (?:his|her|their) (?:\w+ )?name (?:only |just )?as [A-ZÀ-ɏ]/,
);
const ISSUED = sifted(
  "issued|released|published|posted|taken|shared|circulated",
  /^(?:(?:the|a|two|several) )?(?:\w+ )?\w+(?= (?:issued|released|published|posted|taken|shared|circulated)\b)/i,
);

/** "a photographer": an article or "one", and a word for what somebody is. */
function isOfOne(words: readonly string[]): boolean {
  const [first = ""] = words;
  // "an Iraqi captain", "an ambulance service dispatcher".
  // "an expert who studied photos of the craters": the expert.
  const end = words.findIndex(
    (word, i) =>
      i > 0 && (isOneOf(word, "who|in|at|from|for|with|on") || isSaidOf(word, words[i - 1])),
  );
  const head = (end === -1 ? words.at(-1) : words[end - 1]) ?? "";
  if (isOneOf(first, "an?|one|another")) return isPersonWord(head) || isOneOf(head, SOMEBODY);
  return isOneOf(first, "two|three|four|five|six|several") && isPersonWord(head.replace(/s$/, ""));
}

/** "a person familiar with it", "a farmer living by the canal": what is said of somebody behind the noun. */
const isSaidOf = (word: string, noun = ""): boolean =>
  (isPersonWord(noun) || isOneOf(noun, "person|official|officer|source")) &&
  isOneOf(
    word,
    "familiar|close|briefed|present|aware|privy|involved|responsible|working|living|staying|sheltering|based|serving|stationed|standing|reached|contacted|interviewed|speaking|travelling|near|by|whose",
  );

/** Whether any word of a phrase is one of a set. */
function hasWord(phrase: string, words: ReadonlySet<string>): boolean {
  return (phrase.toLowerCase().match(/[a-z]+/g) ?? []).some((word) => words.has(word));
}

function isOffice(phrase: string): boolean {
  return hasWord(phrase, OFFICE_WORDS) || OFFICE_PAIRS.test(phrase.toLowerCase());
}
