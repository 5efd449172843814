import { EXIT } from "@tocsin/sdk/errors";
import type { WhyReport } from "@tocsin/core";
import { type Subject, surveySubjects } from "../../pipeline/survey-subjects.ts";
import { answerWhy } from "../../run/answer-why.ts";
import { findJournal } from "../../run/find-journal.ts";
import type { CliContext } from "../cli-context.ts";
import type { SubjectOptions } from "../commands/subject-options.ts";
import { queryOf } from "./subject-query.ts";
import { subjectLines, whyLines } from "../text/why-lines.ts";

export async function why(
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
