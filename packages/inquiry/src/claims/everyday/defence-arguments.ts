import { type ArgumentReader, filled } from "./argument.ts";
import { isNone } from "./phrase-words.ts";
import { isOneOf } from "../../text/one-of.ts";

const NOTICE =
  "sirens?|alarms?|alerts?|warnings?|loudspeakers?|speakers?|tannoy|klaxons?|hooters?|buzzers?|horns?|tone";
const DEFENDS =
  "radars?|sensors?|detectors?|jammers?|c-ram|cram|ram|patriots?|interceptors?|defen[cs]es?|batter(?:y|ies)|guns?|gunners|shields?|domes?|anti-aircraft|cannons?|phalanx";
/** What is one of them only with a word that says of what. */
const SYSTEM =
  "systems?|units?|microphones?|cameras?|network|app|launchers?|fire|crews?|speakers?|equipment|line|lines|installation|broadcast|stations?|posts?";
const OF_DEFENCE =
  "warning|alarm|early-warning|early|detection|radar|defen[cs]es?|protection|raid|air-raid|jamming|alert|siren|air|anti-drone|counter-drone|c-ram|ram|anti-aircraft|aircraft|warfare|interceptor|public|battery|cell|mobile";
/** Sirens and alarms of something else. */
const OTHER =
  "car|cars|fire|smoke|burglar|ambulance|police|weather|travel|profit|clock|ship|flood|tsunami|health|storm|ministry|minister|spokesman|official|officials|officials|chief|rebel|enemy|civil|shot";

/** What only people have. */
const KNOWLEDGE = "evidence|knowledge|information|indications?|comment|idea|doubts?|proof|plans?";

/** "{device}": what warns or defends by itself; "it", "they" and "the system" where a warning was spoken of just before. */
export const device: ArgumentReader = (sentence, scene, { phrase }) => {
  const { tokens } = sentence;
  const words = tokens.slice(phrase.from, phrase.to).map(({ lower }) => lower);
  // The tagger takes "alert" for an adjective and no head.
  const at = isOneOf(words.at(-1), "alert|alarm|warning") ? phrase.to - 1 : phrase.head;
  const head = tokens[at]?.lower ?? "";
  const before = words.slice(0, Math.max(0, at - phrase.from));
  const named =
    isOneOf(head, NOTICE) ||
    isOneOf(head, DEFENDS) ||
    (isOneOf(head, SYSTEM) && before.some((word) => isOneOf(word, OF_DEFENCE)));
  const again =
    isOneOf(head, "it|they|systems?|one|both|that") &&
    (scene.defence ||
      (head === "it" &&
        tokens
          .slice(0, phrase.from)
          .some(({ lower }) => isOneOf(lower, DEFENDS) || isOneOf(lower, "jamming|siren"))));
  // "they have no evidence of another": people, who were spoken of since.
  const knows =
    again && tokens.slice(phrase.to, phrase.to + 4).some(({ lower }) => isOneOf(lower, KNOWLEDGE));
  // "firemen, whose own siren woke the street".
  const theirs = isOneOf(head, NOTICE) && before.includes("own");
  // "the Speaker of parliament", and "the Speaker, Ola Mera".
  if (tokens[at]?.text === "Speaker") return [];
  const other =
    theirs || before.some((word) => isOneOf(word, OTHER)) || /^(?:minister|ministry)/.test(head);
  const of =
    (tokens[phrase.to]?.lower === "of" && isOneOf(head, "guns|fire")) ||
    // "our guns were silent": of whoever is said to have fired.
    (isOneOf(words[0], "our|their|its|his") && isOneOf(head, "guns?|gunners|radar"));
  if (!(named || again) || other || of || knows) return [];
  return [filled(phrase, "device", { none: isNone(sentence, phrase) })];
};

/** "{notice}": a warning as something that is given. */
export const notice: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const words = tokens.slice(phrase.from, phrase.to - 1).map(({ lower }) => lower);
  const is = isOneOf(
    tokens[phrase.to - 1]?.lower,
    "sirens?|alarms?|alerts?|warnings?|message|messages|notification|notice|all-clear",
  );
  return is && !words.some((word) => isOneOf(word, OTHER) && word !== "warning")
    ? [filled(phrase, "notice", { none: isNone(sentence, phrase) })]
    : [];
};

/** "{defender}": who serves a defence or stands guard. */
export const defender: ArgumentReader = (sentence, _scene, { phrase }) => {
  const { tokens } = sentence;
  const words = tokens.slice(phrase.from, phrase.to).map(({ lower }) => lower);
  const is = isOneOf(
    tokens[phrase.head]?.lower,
    "guards?|soldiers?|troops|gunners?|sentr(?:y|ies)|crews?|operators?|police|policemen|officers?|marines|sailors|batter(?:y|ies)|guns?|watch|watchmen|controllers?|dispatchers?|personnel|defenders|frigate|destroyer|helicopters?|jets?|fighters?",
  );
  const hostile = words.some((word) => isOneOf(word, "rebel|enemy|their|militant|hostile"));
  return is && !hostile ? [filled(phrase, "defender", { none: isNone(sentence, phrase) })] : [];
};
