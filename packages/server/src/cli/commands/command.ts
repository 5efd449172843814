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
import type { Command } from "commander";
import { timedCommand } from "../../operators/timed-command.ts";
import type { PersonLine } from "../../run/person-line.ts";
import { askLocalPost } from "../ask-local-post.ts";
import type { CliContext } from "../cli-context.ts";
import { wholeOption } from "../options.ts";
import { confirm } from "../terminal.ts";
import { answerLines, operationLines, waitingSiteLines } from "../text/operation-lines.ts";
import type { Verb } from "../verb.ts";
import { type PersonOptions, signedOptions, signedWith, withPerson } from "../with-person.ts";

const VERB = "command ";
const AREA = "id of an area of the site file";

interface GiveOptions extends PersonOptions {
  readonly reason: string;
}

/** `tocsin command …`: what an operator does on the screen, at a terminal, under the same rules. */
export const commandVerb: Verb = {
  name: "command",
  summary:
    "act on a running post's warnings, as an operator with an account: what lowers protection then waits for a second person",
  examples: [
    {
      command: 'tocsin command raise gate --reason "seen from the tower" --as olga',
      does: "tell everybody in the area gate to take cover, now",
    },
    {
      command: 'tocsin command retract gate --reason "a false alarm" --as olga',
      does: "propose to withdraw a warning",
    },
    { command: "tocsin command list", does: "what is ordered, and what waits" },
  ],
  outlivesOutput: false,
  declare(command, run) {
    const kind = (name: string, does: string): Command =>
      signedOptions(
        command
          .command(name)
          .description(does)
          .requiredOption("--reason <text>", "why, for the record"),
      );
    kind("raise", "warn people by hand, at once")
      .argument("<area>", AREA)
      .option("--stage <stage>", "take-cover, or pre-alert", "take-cover")
      .option("--for <seconds>", "how long it holds, up to an hour", "600")
      .action(
        run((context, areaId: string, options: GiveOptions & { stage: string; for: string }) =>
          give(context, options, {
            kind: "raise",
            areaId,
            stage: options.stage,
            forS: lengthOf(options.for),
          }),
        ),
      );
    for (const [name, does] of AREA_KINDS)
      kind(name, does)
        .argument("<area>", AREA)
        .action(
          run((context, areaId: string, options: GiveOptions) =>
            give(context, options, { kind: name, areaId }),
          ),
        );
    kind("inhibit", "warn nobody in an area for a while; takes two people")
      .argument("<area>", AREA)
      .option("--for <seconds>", "how long, up to a quarter of an hour", "600")
      .action(
        run((context, areaId: string, options: GiveOptions & { for: string }) =>
          give(context, options, { kind: "inhibit", areaId, forS: lengthOf(options.for) }),
        ),
      );
    kind("sweep", "hold an area's all-clear until it was searched, or say that it was")
      .argument("<area>", AREA)
      .argument("<state>", "needed, or done")
      .action(
        run((context, areaId: string, state: string, options: GiveOptions) =>
          give(context, options, { kind: "sweep", areaId, state }),
        ),
      );
    kind("posture", "expect an attack for a while, or not any more, which takes two people")
      .argument("<level>", "heightened, or normal")
      .option("--source <text>", "where it is known from")
      .option("--for <seconds>", "how long, up to a day", "3600")
      .action(run(posture));
    kind("automation", "switch automatic warning on, or off, which takes two people")
      .argument("<state>", "on, or off")
      .action(
        run((context, state: string, options: GiveOptions) =>
          give(context, options, { kind: "automation", on: ON.get(state) }),
        ),
      );
    kind("accept-site", "agree to the site file that the post refused; takes two people").action(
      run(acceptSite),
    );
    command
      .command("list")
      .description("what is ordered now and what waits, for whoever may read the data directory")
      .action(run(list));
  },
};

const AREA_KINDS = [
  ["retract", "withdraw a warning as a false alarm; takes two people"],
  ["all-clear", "give the all-clear by hand; takes two people"],
  ["lift-inhibit", "warn people in an area again, at once"],
] as const;

const ON: ReadonlyMap<string, boolean> = new Map([
  ["on", true],
  ["off", false],
]);

const posture = (
  context: CliContext,
  level: string,
  options: GiveOptions & { readonly source?: string; readonly for: string },
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
const acceptSite = (context: CliContext, options: GiveOptions): Promise<number> =>
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

async function list(context: CliContext): Promise<number> {
  const asked = { method: "GET", path: "/api/operations" } as const;
  const operations = (await askLocalPost(context, asked)) as Operations;
  if (context.json) context.printJson(operations);
  else for (const text of operationLines(operations)) context.print(text);
  return EXIT.ok;
}
