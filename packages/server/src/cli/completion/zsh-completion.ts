import { type CompletionPlace, optionsWithValue } from "./completion-tree.ts";

/** A completion for zsh, with descriptions: a file of the name `_tocsin` in a folder of `fpath`. */
export function zshCompletion(places: readonly CompletionPlace[]): string {
  const verbs = places.filter(({ path }) => path !== "").map(({ path }) => `"${path}"`);
  const takers = optionsWithValue(places).map(({ name }) => name);
  const cases = places.map(({ path, verbs: below, options, values }) => {
    const list = [
      ...below.map(({ name, does }) => entry(name, does)),
      ...values.map((value) => entry(value, "")),
      ...options.map(({ name, does }) => entry(name, does)),
    ];
    return `    "${path}") known=(${list.join(" ")}) ;;`;
  });
  return `#compdef tocsin
# zsh completion of tocsin; made by: tocsin completion zsh
_tocsin() {
  local place="" next i
  local -a known
  for ((i = 2; i < CURRENT; i++)); do
    case "\${words[i]}" in
      ${takers.join(" | ")})
        if ((i + 1 == CURRENT)); then _files; return; fi
        ((i++))
        continue
        ;;
    esac
    next="\${place:+$place }\${words[i]}"
    case "$next" in
      ${verbs.join(" | ")}) place="$next" ;;
    esac
  done
  case "$place" in
${cases.join("\n")}
  esac
  _describe tocsin known || _files
}
compdef _tocsin tocsin
`;
}

/** `'name:what it does'`: a colon ends the name, a quote is written as zsh wants it. */
const entry = (name: string, does: string): string =>
  `'${quote(name.replaceAll(":", "\\:"))}${does === "" ? "" : `:${quote(does)}`}'`;

const quote = (text: string): string => text.replaceAll("'", "'\\''");
