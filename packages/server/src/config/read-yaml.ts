import { type ConfigProblem, explainIssue } from "@tocsin/sdk";
import { LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { type LocatedProblem, locateProblem, placeOf, problemText } from "./locate-problem.ts";

/** A YAML file may repeat itself by aliases this often, so that a small file cannot grow huge. */
const ALIASES_MAX = 100;

/** What a text of YAML holds, and how problems of it get their lines; or what keeps it from being read. */
export type YamlRead =
  | {
      readonly ok: true;
      readonly value: unknown;
      /** In the order of the text. */
      readonly locate: (problems: readonly ConfigProblem[]) => readonly LocatedProblem[];
    }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

/** `what` names the file in words. Never throws on its content. */
export function readYaml(text: string, what: string): YamlRead {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      ...placeOf(lines, error.pos[0]),
      path: what,
      message: `this is not YAML: ${error.message}`,
      remedy: "Check indentation, colons and quotes there and in the line before.",
    }));
    return { ok: false, problems };
  }
  try {
    return {
      ok: true,
      value: document.toJS({ maxAliasCount: ALIASES_MAX }) as unknown,
      locate: (problems) =>
        problems
          .map((problem) => locateProblem(problem, document.contents, lines))
          .toSorted((a, b) => a.line - b.line || a.column - b.column),
    };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const remedy = `Write repeated parts out; at most ${ALIASES_MAX} aliases are read.`;
    return { ok: false, problems: [{ line: 1, column: 1, path: what, message, remedy }] };
  }
}

/**
 * A text of YAML as a schema has it; what is wrong goes to `refuse`, each problem in words with its line. `path` is what people call the text,
 * and `reference` says where they find one that is right.
 */
export function readYamlAs<T extends z.ZodType>(
  schema: T,
  text: string,
  as: {
    readonly path: string;
    readonly reference: string;
    readonly refuse: (problems: readonly string[]) => Error;
  },
): z.output<T> {
  const read = readYaml(text, as.path);
  const refusal = (problems: readonly LocatedProblem[]): Error =>
    as.refuse(problems.map((problem) => problemText(problem, as.path)));
  if (!read.ok) throw refusal(read.problems);
  const { success, data, error } = schema.safeParse(read.value);
  if (success) return data;
  const explained = error.issues.flatMap((issue) =>
    explainIssue(issue, schema, read.value, as.reference),
  );
  throw refusal(read.locate(explained));
}
