import { type CompletionPlace, optionsWithValue } from "./completion-tree.ts";

/** A completion for fish, with descriptions. */
export function fishCompletion(places: readonly CompletionPlace[]): string {
  const takers = optionsWithValue(places).map(({ name }) => name);
  const verbs = places.filter(({ path }) => path !== "").map(({ path }) => quote(path));
  const lines = places.flatMap(({ path, verbs: below, options, values }) => {
    const at = `complete -c tocsin -n ${quote(`__tocsin_at ${quote(path)}`)}`;
    return [
      ...below.map(({ name, does }) => `${at} -f -a ${quote(name)} -d ${quote(does)}`),
      ...values.map((value) => `${at} -f -a ${quote(value)}`),
      ...options.map(({ name, does, takes }) => {
        const value = { nothing: "", path: " -r -F", value: " -x" }[takes];
        return `${at} -l ${name.replace(/^--/, "")}${value} -d ${quote(does)}`;
      }),
    ];
  });
  return `# fish completion of tocsin; made by: tocsin completion fish
function __tocsin_at --argument-names wanted
  set -l place
  set -l skip 0
  for word in (commandline -opc)[2..-1]
    if test $skip -eq 1
      set skip 0
    else if contains -- $word ${takers.join(" ")}
      set skip 1
    else if contains -- (string join ' ' $place $word) ${verbs.join(" ")}
      set -a place $word
    end
  end
  test "$place" = "$wanted"
end
${lines.join("\n")}
`;
}

/** In single quotes fish gives a meaning to the backslash and the quote alone. */
const quote = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
