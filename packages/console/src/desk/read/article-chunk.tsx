import type { DeskClaim, DeskFurniture, DeskSpan } from "@tocsin/sdk";
import { memo, type ReactElement } from "react";
import { FURNITURE_WORDS } from "../desk-words.ts";
import { type Segment, segmentsOf } from "./segments.ts";

interface Properties {
  readonly text: string;
  readonly chunk: DeskSpan;
  readonly index: number;
  /** Those that stand in it. */
  readonly claims: readonly DeskClaim[];
  readonly furniture: readonly DeskFurniture[];
  readonly chosenId: string | null;
  /** Far from what is seen: text only. */
  readonly plain: boolean;
}

/** A piece of an account: its text and nothing but its text, with marks around what is claimed. */
export const ArticleChunk = memo(function ArticleChunk(properties: Properties): ReactElement {
  const { text, chunk, index, claims, furniture, chosenId, plain } = properties;
  return (
    <p className="chunk" dir="auto" data-start={chunk.start} data-chunk={index}>
      {plain
        ? text.slice(chunk.start, chunk.end)
        : segmentsOf(chunk, claims, furniture).map((segment) => (
            <Stretch key={segment.start} text={text} segment={segment} chosenId={chosenId} />
          ))}
    </p>
  );
});

function Stretch({
  text,
  segment,
  chosenId,
}: {
  readonly text: string;
  readonly segment: Segment;
  readonly chosenId: string | null;
}): ReactElement {
  const { start, end, claims, furniture } = segment;
  const words = text.slice(start, end);
  const chosen = claims.find(({ id }) => id === chosenId);
  const top = chosen ?? claims[0];
  if (top !== undefined)
    return (
      <mark
        className="said"
        data-kind={top.speakerKind}
        data-status={top.status}
        data-chosen={chosen !== undefined}
        data-claims={claims.map(({ id }) => id).join("\n")}
      >
        {words}
      </mark>
    );
  if (furniture !== null)
    return (
      <span
        className="furniture"
        data-label={start === furniture.start ? (FURNITURE_WORDS[furniture.kind] ?? "") : null}
      >
        {words}
      </span>
    );
  return <span>{words}</span>;
}
