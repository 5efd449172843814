import { ERRORS, type ErrorEntry, EXIT } from "@tocsin/sdk";

/** The page docs/reference/errors.md, made from the registry. */
export function errorsReference(): string {
  const entries: [string, ErrorEntry][] = Object.entries(ERRORS);
  const sections = entries.map(
    ([code, { message, remedy, exitCode }]) =>
      `## ${code}\n\n> ${message.replaceAll("\n", "\n> ")}\n\n${remedy}\n\nExit code ${exitCode}.\n`,
  );
  const exits = Object.entries(EXIT).map(
    ([name, code]) => `| ${code} | ${MEANINGS[name as keyof typeof EXIT]} |`,
  );
  return `${HEAD}\n${exits.join("\n")}\n\n${sections.join("\n")}`;
}

const HEAD = `# Errors

What Tocsin says when something is wrong that people can mend, and what to do. Words in braces are filled in. This page is
made from \`packages/sdk/src/errors/registry.ts\` by \`node packages/server/src/config/write-reference.ts\`; a test compares
the two. What the system refuses (no right to a path, a full disk) is said in its own words, with exit code 1. Anything else
that stops a command calls itself a defect of Tocsin, and should be reported.

| exit code | meaning |
|---|---|`;

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: "done",
  failure:
    "it ran, and the answer is no; or the system refused something, or a defect of Tocsin stopped it",
  usage: "the command line was not understood",
  configuration: "the site file or a scenario is missing or wrong",
  input: "a recording is missing or cannot be read",
  journal: "a journal is missing, locked or does not verify",
  notFound: "what was asked about does not exist",
  interrupted: "stopped by the user",
};
