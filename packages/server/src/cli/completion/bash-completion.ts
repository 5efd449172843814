import { type CompletionPlace, optionsWithValue } from "./completion-tree.ts";

/** A completion for bash 4 and newer. Where it knows no word it leaves it to bash, which offers files. */
export function bashCompletion(places: readonly CompletionPlace[]): string {
  const verbs = places.filter(({ path }) => path !== "").map(({ path }) => `"${path}"`);
  const takers = optionsWithValue(places);
  const words = places.map(({ path, verbs: below, options, values }) => {
    const all = [...below.map(({ name }) => name), ...values, ...options.map(({ name }) => name)];
    return `    "${path}") words="${all.join(" ")}" ;;`;
  });
  return `# bash completion of tocsin; made by: tocsin completion bash
_tocsin() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place="" words="" i next
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${takers.map(({ name }) => name).join(" | ")})
        ((i + 1 == COMP_CWORD)) && return
        ((i++))
        continue
        ;;
    esac
    next="\${place:+$place }\${COMP_WORDS[i]}"
    case "$next" in
      ${verbs.join(" | ")}) place="$next" ;;
    esac
  done
  case "$place" in
${words.join("\n")}
  esac
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _tocsin tocsin
`;
}
