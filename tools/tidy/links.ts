import { posix } from "node:path";
import { lineAt, type Problem } from "./source-file.ts";
import type { TextFile } from "./words.ts";

/** A Markdown link to somewhere in the checkout: no scheme, no address. */
const LINK = /\]\((?![a-z]+:)([^()\s#]*)(?:#([^()\s]+))?\)/g;
const FENCED = /^```[\s\S]*?^```/gm;

/** A page leads only to pages, files and headings that exist. */
export function checkLinks(page: TextFile, files: readonly TextFile[]): Problem[] {
  if (!page.path.endsWith(".md")) return [];
  const prose = page.text.replaceAll(FENCED, (block) => block.replaceAll(/[^\n]/g, " "));
  return [...prose.matchAll(LINK)].flatMap((match) => {
    const [link, path = "", heading] = match;
    const target =
      path === "" ? page.path : posix.normalize(posix.join(posix.dirname(page.path), path));
    if (leads(target, heading, files)) return [];
    return [
      {
        path: page.path,
        line: lineAt(prose, match.index),
        rule: "dead-link",
        message: link.slice(1),
      },
    ];
  });
}

function leads(target: string, heading: string | undefined, files: readonly TextFile[]): boolean {
  const folder = target.endsWith("/") ? target : `${target}/`;
  const found = files.find(({ path }) => path === target);
  if (found === undefined)
    return heading === undefined && files.some(({ path }) => path.startsWith(folder));
  return heading === undefined || headings(found.text).includes(heading);
}

/** The anchors that GitHub gives to headings: lower case, spaces to hyphens, punctuation dropped. */
function headings(text: string): string[] {
  return [...text.matchAll(/^#+ +(.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
