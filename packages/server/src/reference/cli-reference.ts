import { EXIT } from "@tocsin/sdk";
import type { Argument, Command, Option } from "commander";
import { buildProgram } from "../cli/build-program.ts";
import type { Verb } from "../cli/verb.ts";
import { loadVerbs } from "../cli/verbs.ts";

type ExitName = keyof typeof EXIT;

/** Exit codes of each verb beyond those that every one has. A test asks for an entry for each verb. */
export const VERB_EXITS: Readonly<Record<string, readonly ExitName[]>> = {
  demo: ["journal", "interrupted"],
  start: ["configuration", "journal", "notFound"],
  drill: ["configuration", "journal"],
  replay: ["configuration", "input", "journal", "interrupted"],
  simulate: ["configuration", "journal", "notFound", "interrupted"],
  why: ["configuration", "journal", "notFound"],
  scorecard: ["configuration", "journal"],
  outcome: ["configuration", "journal"],
  whatif: ["configuration", "journal", "notFound"],
  report: ["configuration", "journal", "notFound"],
  compare: ["configuration", "journal", "notFound"],
  bundle: ["configuration", "journal", "notFound"],
  verify: ["configuration", "journal"],
  official: ["configuration", "journal"],
  command: ["configuration", "interrupted"],
  approve: ["configuration", "notFound", "interrupted"],
  reject: ["configuration", "notFound", "interrupted"],
  coverage: ["configuration", "notFound", "interrupted"],
  plan: ["configuration", "notFound", "interrupted"],
  policy: ["configuration", "journal"],
  site: ["configuration"],
  case: ["input", "journal", "notFound"],
  journal: ["configuration", "journal"],
  account: ["configuration", "journal", "notFound"],
  enrol: ["configuration", "journal", "notFound"],
  device: ["input"],
  siren: ["configuration", "input", "notFound"],
  token: ["configuration", "journal", "notFound"],
  audit: ["configuration", "journal"],
  config: ["configuration"],
  adapter: ["configuration", "input"],
  schema: [],
  init: ["configuration"],
  doctor: ["configuration"],
  completion: [],
};
const EVERY_VERB: readonly ExitName[] = ["ok", "failure", "usage"];

/** The page docs/reference/cli.md, made from the program that parses the command line. */
export async function cliReference(): Promise<string> {
  const verbs = await loadVerbs();
  const program = buildProgram(verbs, { exitCode: 0, verb: null });
  const sections = program.commands.flatMap((command) => {
    const verb = verbs.find(({ name }) => name === command.name());
    return verb === undefined ? [] : [verbSection(command, verb)];
  });
  return [HEAD, optionTable(program.options), sections.join("\n")].join("\n");
}

function verbSection(command: Command, verb: Verb): string {
  const examples = verb.examples.map(({ command: line, does }) => `# ${does}\n${line}`);
  const parts = [
    `## tocsin ${verb.name}`,
    sentence(verb.summary),
    `\`\`\`sh\n${examples.join("\n")}\n\`\`\``,
    ...inputs(command),
    ...subsections(command, verb.name),
    `Exit codes: ${exitCodes(verb.name).join(", ")}.`,
  ];
  return `${parts.join("\n\n")}\n`;
}

/** What lies below a verb, however deep. */
const subsections = (command: Command, path: string): readonly string[] =>
  command.commands.flatMap((sub) => [
    `### tocsin ${path} ${sub.name()}`,
    sentence(sub.description()),
    ...inputs(sub),
    ...subsections(sub, `${path} ${sub.name()}`),
  ]);

const exitCodes = (verb: string): readonly number[] =>
  [...EVERY_VERB, ...(VERB_EXITS[verb] ?? [])].map((name) => EXIT[name]).sort((a, b) => a - b);

/** Tables of a command's arguments and options; nothing where it has none. */
function inputs(command: Command): string[] {
  const tables: string[] = [];
  if (command.registeredArguments.length > 0)
    tables.push(argumentTable(command.registeredArguments));
  if (command.options.length > 0) tables.push(optionTable(command.options).trimEnd());
  return tables;
}

const argumentTable = (list: readonly Argument[]): string =>
  [
    "| argument | meaning |\n|---|---|",
    ...list.map(
      (one) =>
        `| \`${one.required ? `<${one.name()}>` : `[${one.name()}]`}\` | ${cell(one.description)} |`,
    ),
  ].join("\n");

const optionTable = (list: readonly Option[]): string =>
  [
    "| option | default | meaning |\n|---|---|---|",
    ...list.map(
      (one) =>
        `| \`${cell(one.flags)}\` | ${defaultText(one.defaultValue)} | ${cell(one.description)} |`,
    ),
    "",
  ].join("\n");

const defaultText = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" ? `\`${value}\`` : "";
const cell = (text: string): string => text.replaceAll("|", "\\|");
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const HEAD = `# Command line

Every verb of \`tocsin\`, with its arguments, options and exit codes. In a checkout it is called \`npx tocsin\`. This page is
made from the program that parses the command line by \`node packages/server/src/config/write-reference.ts\`; a test
compares the two.

What is asked for goes to standard output; progress, notes and errors go to standard error. [Errors](errors.md) has the
meaning of every exit code and message. A command that reads a journal takes, in this order, the one of \`--data-dir\`, of
the site file given by \`--config\`, of the last run in the current folder, or of \`site.yaml\` there.

## Options of every verb
`;
