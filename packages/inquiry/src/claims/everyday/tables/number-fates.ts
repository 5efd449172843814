/** What becomes of weapons that are told of by their number alone, by the verb. */

/** What is done to a weapon to stop it, with the words that must follow ("" for none). */
export const STOPPED: ReadonlyMap<string, RegExp | null> = new Map([
  ..."intercepted downed neutralised neutralized jammed suppressed spoofed deflected parried repelled repulsed swatted felled"
    .split(" ")
    .map((word) => [word, null] as const),
  ["shot", /^(?:down|out|from)$/],
  ["lost", /^to$/],
  ["brought", /^(?:down|to)$/],
  ["knocked", /^(?:down|out)$/],
  ["taken", /^(?:down|out)$/],
  ["gunned", /^down$/],
  ["dropped", /^(?:down|from|out)$/],
  ["fetched", /^(?:down|from|out)$/],
  ["plucked", /^(?:from|out)$/],
  ["caught", /^(?:in)$/],
  ["picked", /^(?:off|out)$/],
  ["dealt", /^with$/],
  ["blown", /^(?:out|up)$/],
  ["destroyed", /^(?:in|on|over|by|before|above|mid-air|near|short|en)$/],
  ["stopped", /^(?:in|on|over|by|before|above|short|en)$/],
  ["forced", /^(?:down|to)$/],
  ["eliminated", /^(?:in|on|over|by|before)$/],
]);

/** What a weapon does at its end, with the words that must follow. */
const PLACE =
  /^(?:in|into|on|onto|near|beside|behind|at|inside|outside|within|among|short|close|just|between|across|over|through|the|a|an|its|their|against|under|by|next|directly|harmlessly)$/;
export const CAME: ReadonlyMap<string, RegExp> = new Map([
  ..."slammed crashed exploded detonated landed plunged ploughed plowed smashed burst impacted flew dived dove rammed barrelled tore ripped punched nosedived splashed"
    .split(" ")
    .map((word) => [word, PLACE] as const),
  [
    "fell",
    /^(?:in|into|on|onto|near|beside|behind|inside|outside|short|among|within|between|close|harmlessly)$/,
  ],
  ["came", /^down$/],
  ["hit", /^(?:the|a|an|its|their|home|one|two|three|our|his|her|us)$/],
  ["struck", /^(?:the|a|an|its|their|home|one|two|three|our|his|her|near|at)$/],
  ["got", /^(?:through|as|in|past|to)$/],
  ["ended", /^up$/],
  ["buried", /^(?:itself|themselves)$/],
  ["found", /^(?:its|their|the)$/],
  ["reached", /^(?:its|their)$/],
  ["hits", /^(?:the|a|an|its)$/],
  ["made", /^it$/],
  ["went", /^(?:off|into|through)$/],
]);

export const FATE_WORDS: ReadonlySet<string> = new Set([
  ...STOPPED.keys(),
  ...CAME.keys(),
  "fired",
  "launched",
]);
/** How weapons are told to have been sent, with the words that must follow. */
export const SENT: ReadonlyMap<string, RegExp | null> = new Map([
  ["launched", null],
  ["fired", null],
  ["used", null],
  ["loosed", null],
  ["sent", /^(?:against|at|towards|toward|over|up|across|into)$/],
  ["involved", null],
]);
