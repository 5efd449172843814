import { REASON_CODES, type ReasonCode } from "@tocsin/core";
import { REASON_GUIDE } from "./reason-code-guide.ts";

/** The page docs/reference/reason-codes.md, made from the closed list of codes. */
export function reasonCodesReference(): string {
  const codes = Object.keys(REASON_CODES) as ReasonCode[];
  const sections = codes.map((code) => {
    const { links, remedy } = REASON_GUIDE[code];
    const place = `Link: ${links.map((link) => `\`${link}\``).join(" or ")}.`;
    return `## ${code}\n\n> ${REASON_CODES[code]}\n\n${place} ${remedy}\n`;
  });
  return `${HEAD}\n${sections.join("\n")}`;
}

const HEAD = `# Reason codes

Why a decision came out as it did: the closed list. A decision may carry several, each of which alone would have kept
people from being warned; the first governs. \`tocsin why\` gives each with the link of the chain that it broke
([how to read it](../guides/read-a-why.md)). Keys in \`code\` are those of the [configuration](configuration.md).

This page is made from \`packages/core/src/assessment/reason-codes.ts\` and
\`packages/server/src/reference/reason-code-guide.ts\` by \`node packages/server/src/config/write-reference.ts\`; a test
compares the two.
`;
