import type { HeardPost } from "./post-stream.ts";
import type { PeopleTexts } from "./texts.ts";

/**
 * That the page is connected; where it listens to several posts, to how many, and which of them is not heard. That the others warn is said
 * only where they do: `isWatched`.
 */
export function connectedText(
  posts: readonly HeardPost[],
  texts: PeopleTexts,
  isWatched: boolean,
): string {
  if (posts.length < 2) return texts.connected;
  const silent = posts.filter(({ isHeard }) => !isHeard);
  const heard = texts.connectedTo(String(posts.length - silent.length), String(posts.length));
  if (silent.length === 0) return heard;
  const names = silent.map(({ name }) => name ?? texts.ownPost).join(", ");
  const said = [`${heard}.`, texts.notHeard(names), ...(isWatched ? [texts.othersWarn] : [])];
  return said.join(" ");
}
