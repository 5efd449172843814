/** Names in a sentence: all of a few, or the first ones and how many more. `of` says what they are, in the plural. */
export function listNames(names: readonly string[], of: string, most = 3): string {
  const shown = names.length <= most ? names : names.slice(0, most - 1);
  const more = names.length - shown.length;
  const parts = more === 0 ? shown : [...shown, `${more} more ${of}`];
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}
