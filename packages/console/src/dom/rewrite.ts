/** Writes a text only where it is another one: a text that is written again is a change to those who listen to the page. */
export function rewrite(node: { textContent: string | null } | null, text: string): void {
  if (node !== null && node.textContent !== text) node.textContent = text;
}
