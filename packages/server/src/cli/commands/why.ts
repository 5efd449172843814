import { EXIT } from "@tocsin/sdk";
import type { WhyReport } from "@tocsin/core";
import { type Subject, surveySubjects } from "../../pipeline/survey-subjects.ts";
import { answerWhy } from "../../run/answer-why.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import { declareSubject, queryOf, type SubjectOptions } from "../subject.ts";
import { subjectLines, whyLines } from "../text/why-lines.ts";
import type { Verb } from "../verb.ts";

/** `tocsin why …`: the chain behind a decision, a track, or something that others say was there. */
export const whyVerb: Verb = {
  name: "why",
  summary: "say why it did, or did not, warn: of a track, by a decision, or at a place and time",
  examples: [
    { command: "tocsin why --data-dir DIR", does: "list what can be asked about" },
    { command: "tocsin why decision 12 --data-dir DIR", does: "one decision, by its number" },
    { command: "tocsin why track radar-1/1636244000000000/0 --data-dir DIR", does: "one track" },
    {
      command: "tocsin why --area compound --time 2021-02-15T18:01:22Z --data-dir DIR",
      does: "what threatened an area most",
    },
    {
      command:
        "tocsin why --at residence --time 2021-11-06T23:11:33Z --from 135 --height 100 --data-dir DIR",
      does: "an object that others say was there",
    },
  ],
  outlivesOutput: false,
  declare(command, run) {
    declareSubject(command).action(run(why));
  },
};

async function why(
  context: CliContext,
  kind: string | undefined,
  name: string | undefined,
  options: SubjectOptions,
): Promise<number> {
  const directory = await findJournal(context);
  const query = queryOf("why ", { kind, name, options });
  return query === null
    ? list(context, surveySubjects(directory))
    : answer(context, answerWhy(directory, query));
}

function list(context: CliContext, subjects: readonly Subject[]): Promise<number> {
  if (context.json) context.printJson(subjects);
  else for (const line of subjectLines(subjects, context.dataDir)) context.print(line);
  return Promise.resolve(EXIT.ok);
}

function answer(context: CliContext, report: WhyReport): Promise<number> {
  if (context.json) context.printJson(report);
  else for (const line of whyLines(report)) context.print(line);
  return Promise.resolve(EXIT.ok);
}
