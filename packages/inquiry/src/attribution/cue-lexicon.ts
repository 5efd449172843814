import { isOneOf } from "../text/one-of.ts";

/**
 * How a reporting verb takes what it reports.
 * `clause`: a clause, with or without "that", or a quotation. `noun`: what it is about ("condemned the attack"). `infinitive`: "vowed to".
 */
export type CueFrame = "clause" | "noun" | "infinitive";

const list = (words: string): readonly string[] => words.split(/\s+/).filter((word) => word !== "");

/** Verbs of saying, showing and thinking whose complement is a clause. */
const CLAUSE = list(`
  say tell state claim announce report confirm affirm aver declare add note insist argue explain tweet write post warn suggest allege admit acknowledge
  reveal believe think hope expect estimate predict conclude find show indicate assert maintain contend stress emphasize emphasise reiterate
  testify recall observe remark comment reply respond ask wonder speculate fear know learn understand feel assume quote read point caution
  concede disclose counter joke complain lament predict guess suspect doubt determine agree imply propose recommend signal mean decide
  deny inform answer retort specify sum realize realise remember forget hear see mention repeat shout chant cry exclaim whisper text quip muse opine continue sigh mutter murmur sob snap gasp stammer recount narrate confide grumble reckon
  assess judge attest certify clarify calculate underline underscore swear concur protest boast elaborate relay communicate posit proclaim pronounce detail
  worry
`);

/** Verbs whose object is what a person takes a position on. */
const NOUN = list(`
  deny reject dismiss condemn accuse blame praise criticize criticise describe support oppose back endorse denounce slam decry question
  welcome defend cite discuss address debate challenge demand approve favor favour dispute rebuke mock hail tout attack call detail outline
  attribute verify document speak consider express echo share order request propose threaten seek
`);

/** Verbs of intent and of asking. */
const INFINITIVE = list(`
  vow promise pledge threaten agree refuse plan want ask urge order advise encourage intend decline offer hope decide try call convince
  instruct direct invite
`);

export const CUE_FRAMES: ReadonlyMap<string, ReadonlySet<CueFrame>> = framesOf();

function framesOf(): ReadonlyMap<string, ReadonlySet<CueFrame>> {
  const frames = new Map<string, Set<CueFrame>>();
  const groups = [
    [CLAUSE, "clause"],
    [NOUN, "noun"],
    [INFINITIVE, "infinitive"],
  ] as const;
  for (const [words, frame] of groups)
    for (const word of words) frames.set(word, (frames.get(word) ?? new Set()).add(frame));
  return frames;
}

/** Verbs that do nothing but say: what they report may stand anywhere, also before them. */
export const SAYING: ReadonlySet<string> = new Set(
  list(`
    say tell state claim announce report confirm affirm aver declare add note insist argue explain tweet write post warn suggest allege admit acknowledge
    reveal believe think predict conclude assert maintain contend stress emphasize emphasise reiterate testify recall observe remark comment
    underline underscore indicate mention clarify
    reply respond answer retort specify sum ask estimate inform quip joke complain lament caution concede counter shout chant muse opine read repeat continue quote sigh mutter murmur sob snap gasp stammer recount narrate confide grumble
  `),
);

/** Verbs that tell of a thing and take no clause, by the word that links them to it: "warned of a third party", "pointed at the rebels". */
export const TELLS_BY_LINK: Readonly<Record<string, string>> = {
  of: "speak|talk|tell|write|warn|complain|boast|brag|inform|notify|advise|tweet|post",
  about: "warn|complain|boast|brag|inform",
  to: "point|allude|admit|confess|own|testify|attest",
  at: "point|hint",
};

/** Verbs that tell of how many there were: "mentioned one", "lists nine dead". */
export const TELLS_OF =
  "mention|estimate|tally|record|log|list|cite|disclose|name|relate|count|total|register|tabulate|report|claim|acknowledge|admit|concede|confirm|announce|allege|declare|state|reveal|note";

/** Whether a verb may tell something that somebody else does not: beside what one says, another's words. */
export const tellsBeside = (lemma: string): boolean =>
  SAYING.has(lemma) || isOneOf(lemma, TELLS_OF) || isOneOf(lemma, TELLS_BESIDE);

const TELLS_BESIDE =
  "speak|talk|put|deny|accuse|blame|give|know|hold|describe|document|verify|refer|allude|hint|point|see|hear|boast|brag|fear|expect|assume";

/** Adverbs that report without a speaker. */
export const HEARSAY_ADVERBS: ReadonlySet<string> = new Set([
  "reportedly",
  "allegedly",
  "purportedly",
  "supposedly",
]);

/** Nouns of what was said: "claims that …", "reports of …". */
export const SPEECH_NOUNS: ReadonlySet<string> = new Set(
  list(`claim statement report allegation accusation suggestion warning announcement rumor rumour belief argument assertion pronouncement
  charge excuse version explanation contention insistence assurance verdict theory denial complaint admission confirmation revelation
  promise threat call demand request idea fear hope concern opinion decision conclusion finding
  affirmation declaration testimony acknowledgement acknowledgment disclosure estimate assessment notification remark comment observation boast`),
);

/** Those of them by which somebody tells a fact, and neither wishes nor fears it. */
export const TELLING_NOUNS: ReadonlySet<string> = new Set(
  list(`claim statement report allegation accusation suggestion announcement rumor rumour argument assertion pronouncement charge version explanation
  contention insistence assurance verdict denial complaint admission confirmation revelation opinion conclusion finding affirmation declaration testimony
  acknowledgement acknowledgment disclosure estimate assessment notification remark comment observation boast`),
);

/** Things that show and do not speak. */
export const IMAGERY_NOUNS: ReadonlySet<string> = new Set(
  list(
    "image images imagery footage video videos photo photos photograph photographs picture pictures clip",
  ),
);
