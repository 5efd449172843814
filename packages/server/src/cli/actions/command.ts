import { randomUUID } from "node:crypto";
import { loweringOf } from "@tocsin/core";
import {
  type CommandAnswer,
  type CommandRequest,
  commandRequestSchema,
  EXIT,
  type Operations,
  TocsinError,
  type WantedCommand,
} from "@tocsin/sdk";
import { timedCommand } from "../../operators/timed-command.ts";
import type { PersonLine } from "../../run/person-line.ts";
import { askLocalPost } from "./ask-local-post.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { confirm } from "./terminal.ts";
import { answerLines, operationLines, waitingSiteLines } from "../text/operation-lines.ts";
import type { PersonOptions } from "../commands/person-options.ts";
import { signedWith, withPerson } from "./with-person.ts";

const VERB = "command ";

interface GiveOptions extends PersonOptions {
  readonly reason: string;
}

const ON: ReadonlyMap<string, boolean> = new Map([
  ["on", true],
  ["off", false],
]);

interface LastingOptions extends GiveOptions {
  readonly for: string;
}

export const raise = (
  context: CliContext,
  areaId: string,
  options: LastingOptions & { readonly stage: string },
): Promise<number> =>
  give(context, options, {
    kind: "raise",
    areaId,
    stage: options.stage,
    forS: lengthOf(options.for),
  });

/** What is done to an area and takes nothing more. */
export const inArea =
  (kind: "retract" | "all-clear" | "lift-inhibit") =>
  (context: CliContext, areaId: string, options: GiveOptions): Promise<number> =>
    give(context, options, { kind, areaId });

export const inhibit = (
  context: CliContext,
  areaId: string,
  options: LastingOptions,
): Promise<number> =>
  give(context, options, { kind: "inhibit", areaId, forS: lengthOf(options.for) });

export const sweep = (
  context: CliContext,
  areaId: string,
  state: string,
  options: GiveOptions,
): Promise<number> => give(context, options, { kind: "sweep", areaId, state });

export const automation = (
  context: CliContext,
  state: string,
  options: GiveOptions,
): Promise<number> => give(context, options, { kind: "automation", on: ON.get(state) });

export const posture = (
  context: CliContext,
  level: string,
  options: LastingOptions & { readonly source?: string },
): Promise<number> =>
  give(
    context,
    options,
    level === "normal"
      ? { kind: "posture", level }
      : { kind: "posture", level, source: options.source, forS: lengthOf(options.for) },
  );

const give = (context: CliContext, options: GiveOptions, command: object): Promise<number> => {
  const request = requestOf(command, options.reason);
  return withPerson(context, options, VERB, async (line) => {
    const seen = tagOf(await operationsOf(line), request.command);
    return send(context, line, options, { ...request, seen });
  });
};

/** Of the file that waits now, octet for octet: what it lowers is shown before anybody is asked. */
export const acceptSite = (context: CliContext, options: GiveOptions): Promise<number> =>
  withPerson(context, options, VERB, async (line) => {
    const { site } = await operationsOf(line);
    if (site === null || site.agreedUs !== null)
      throw new TocsinError("COMMAND_REFUSED", {
        detail:
          site === null
            ? "no site file waits to be agreed to"
            : "two people have agreed to the site file already: it is in force from the next start",
      });
    const { sha256, tag } = site;
    if (!context.json) for (const text of waitingSiteLines(site)) context.print(text);
    const request = requestOf({ kind: "site", sha256 }, options.reason);
    return send(context, line, options, { ...request, seen: tag });
  });

async function send(
  context: CliContext,
  line: PersonLine,
  options: GiveOptions,
  request: CommandRequest,
): Promise<number> {
  if (lowers(request.command) && options.yes !== true) {
    const sure = await confirm(context, "This lowers protection. Ask a second person?", VERB);
    if (!sure) return EXIT.interrupted;
  }
  const { id: proposal, command, reason } = request;
  const signed = await signedWith(options, line, { action: "propose", proposal, command, reason });
  const asked = { ...request, ...signed };
  const answer = (await line.ask("POST", "/api/commands", asked)) as CommandAnswer;
  if (context.json) context.printJson(answer);
  else for (const text of answerLines(answer)) context.print(text);
  return EXIT.ok;
}

const lowers = (command: WantedCommand): boolean =>
  command.kind === "site" || loweringOf(timedCommand(command, 0)) !== null;

/** What the command is made on, as it is now. */
function tagOf({ tag, areas, quietTag }: Operations, command: WantedCommand): string {
  if (!("areaId" in command)) return tag;
  return areas.find(({ id }) => id === command.areaId)?.tag ?? quietTag;
}

const operationsOf = async (line: PersonLine): Promise<Operations> =>
  (await line.ask("GET", "/api/operations")) as Operations;

function requestOf(command: object, reason: string): CommandRequest {
  const read = commandRequestSchema.safeParse({ id: randomUUID(), seen: "", command, reason });
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue?.path.filter((part) => part !== "command").join(".") ?? "";
  throw new TocsinError("USAGE", { detail: `${where}: ${issue?.message ?? ""}`, command: VERB });
}

const lengthOf = (text: string): number => wholeOption("--for", text, VERB);

export async function list(context: CliContext): Promise<number> {
  const asked = { method: "GET", path: "/api/operations" } as const;
  const operations = (await askLocalPost(context, asked)) as Operations;
  if (context.json) context.printJson(operations);
  else for (const text of operationLines(operations)) context.print(text);
  return EXIT.ok;
}
