import type { Story } from "@tocsin/sdk";
import { type ReactElement, useEffect, useRef, useState } from "react";
import { mergeStatements } from "./merge-statements.ts";
import { STORY_QUESTIONS, statementsAbout, type StoryQuestion } from "./questions.ts";
import { variantAnswers } from "./variant-answers.ts";
import type { Trace } from "./trace.ts";
import { VariantBadge } from "./variant-badge.tsx";
import { sentenceCase } from "../format/words.ts";
import type { Variant } from "./variant.ts";

interface Material {
  readonly variants: readonly Variant[];
  readonly accounts: Story["accounts"];
  readonly traces: ReadonlyMap<string, Trace>;
}

/** The five questions of whoever has read the reports; each opens its answer in place. */
export function QuestionStrip(material: Material): ReactElement {
  const [open, setOpen] = useState<StoryQuestion | null>(null);
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open !== null) answer.current?.scrollIntoView({ block: "nearest" });
  }, [open]);
  return (
    <section className="questions" aria-label="Five questions">
      <div className="questions-strip">
        {STORY_QUESTIONS.map((question) => (
          <button
            key={question.id}
            type="button"
            className="question"
            aria-expanded={open === question}
            aria-controls="question-answer"
            onClick={() => setOpen(open === question ? null : question)}
          >
            {question.ask}
          </button>
        ))}
      </div>
      <div ref={answer} id="question-answer" className="question-answer" hidden={open === null}>
        {open !== null && <Answer question={open} {...material} />}
      </div>
    </section>
  );
}

function Answer({
  question,
  variants,
  accounts,
  traces,
}: Material & { readonly question: StoryQuestion }): ReactElement {
  const statements = statementsAbout(question, accounts);
  return (
    <>
      <div className={statements.length === 0 ? "answer-reports answer-none" : "answer-reports"}>
        <h2>What was reported</h2>
        {statements.length === 0 ? (
          <p className="soft">No report speaks of it.</p>
        ) : (
          <ul>
            {mergeStatements(statements).map(({ says, fits, voices }) => (
              <li key={`${says} ${fits.join(" ")}`}>
                <b>{says}</b>
                {voices.map(({ speaker, source }) => (
                  <cite key={`${speaker} ${source}`}>{`${sentenceCase(speaker)}; ${source}`}</cite>
                ))}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="answer-variants">
        <h2>What the record would say, in each case</h2>
        <ul>
          {variants.map((variant) => (
            <li key={variant.id}>
              <VariantBadge letter={variant.letter} />
              <div>
                <b>{variant.name}</b>
                {variantAnswers(question.id, variant, traces.get(variant.id) ?? null).map(
                  (sentence) => (
                    <p key={sentence}>{sentence}</p>
                  ),
                )}
              </div>
            </li>
          ))}
        </ul>
      </div>
    </>
  );
}
