import { createHash } from "node:crypto";
import {
  type Account,
  checkSuggestion,
  claimsInAnswer,
  MODEL_TASK,
  modelQuestion,
  passagesOf,
  type Suggestion,
  SUGGESTIONS_MAX,
} from "@tocsin/inquiry";
import { TocsinError } from "@tocsin/sdk/errors";
import { askModel, type ModelEndpoint } from "./ask-model.ts";

/** What one passage's answer holds. */
export interface SuggestedPassage {
  readonly suggestions: readonly Suggestion[];
  /** Why each of the others is none. */
  readonly refused: readonly string[];
  readonly answerSha256: string;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

export const TASK_SHA256 = sha256(MODEL_TASK);

/** Asks a model for the claims of an account, passage by passage, and checks each: what cannot be checked is not suggested. */
export async function* suggestClaims(
  account: Account,
  endpoint: ModelEndpoint,
): AsyncGenerator<SuggestedPassage & { readonly part: number; readonly parts: number }> {
  const passages = passagesOf(account);
  for (const [i, passage] of passages.entries()) {
    const answer = await askModel(endpoint, modelQuestion(passage));
    const given = claimsInAnswer(answer);
    if (given === null)
      throw new TocsinError("CASE_MODEL", {
        host: endpoint.url.host,
        detail: `its answer to part ${i + 1} of ${passages.length} lists no claims`,
      });
    const checked = given.slice(0, SUGGESTIONS_MAX).map((each) => checkSuggestion(passage, each));
    const over = given.length - checked.length;
    yield {
      part: i + 1,
      parts: passages.length,
      suggestions: checked.flatMap((each) => ("suggestion" in each ? [each.suggestion] : [])),
      refused: [
        ...checked.flatMap((each) => ("refused" in each ? [each.refused] : [])),
        ...(over > 0 ? [`${over} more than the ${SUGGESTIONS_MAX} that are looked at`] : []),
      ],
      answerSha256: sha256(answer),
    };
  }
}
