import type { DeskCase } from "@tocsin/sdk";
import { type ReactElement, useMemo } from "react";
import { deskHash } from "../desk-route.ts";
import { type CopyGraph, copyGraphOf } from "./copy-graph.ts";

/** Who carries whose words, drawn and in words. */
export function CopiesView({ shown }: { readonly shown: DeskCase }): ReactElement {
  const graph = useMemo(() => copyGraphOf(shown), [shown]);
  return (
    <main className="copies">
      <p className="soft">
        What several accounts take from one speaker counts as one origin.{" "}
        <span className="copies-how">
          On the left: whoever is quoted in more than one account. Arcs join accounts that share
          passages; the number says how many.
        </span>
      </p>
      <figure className="copies-figure" tabIndex={0} aria-label="Who carries whose words">
        <Drawing graph={graph} />
      </figure>
      <h2>In words</h2>
      <ul className="copies-list">
        {shown.copies.map(({ a, b, passages }) => (
          <li key={`${a} ${b}`}>
            <a href={deskHash({ view: "read", accountId: a, claimId: null })}>{a}</a> and{" "}
            <a href={deskHash({ view: "read", accountId: b, claimId: null })}>{b}</a> share{" "}
            {passages.length === 1 ? "one passage" : `${passages.length} passages`}.
          </li>
        ))}
        {graph.sources.map(({ id, name, beside }) => (
          <li key={id}>
            <span dir="auto">{name}</span>: {beside} ({carriersOf(graph, id).join(", ")}).
          </li>
        ))}
        {shown.copies.length + graph.sources.length === 0 && <li>No account shares anything.</li>}
      </ul>
    </main>
  );
}

/** The accounts that carry a source's words. */
const carriersOf = ({ carried }: CopyGraph, id: string): readonly string[] =>
  carried.filter(({ from }) => from === id).map(({ to }) => to);

/** Longer names are cut in the drawing; the words below have them whole. */
const NAME_MAX = 40;

function Drawing({ graph }: { readonly graph: CopyGraph }): ReactElement {
  const { width, height, sources, accounts, carried, copied } = graph;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      {carried.map(({ from, to, path, weight }) => (
        <path
          key={`${from} ${to}`}
          className="graph-carried"
          d={path}
          style={{ strokeWidth: 1 + Math.min(5, weight) }}
        />
      ))}
      {copied.map(({ from, to, path, weight, label }) => (
        <g key={`${from} ${to}`}>
          <path
            className="graph-copied"
            d={path}
            style={{ strokeWidth: 1 + Math.min(6, weight / 2) }}
          />
          {label !== null && (
            <>
              <circle className="graph-dot" cx={label.x} cy={label.y} r={11} />
              <text className="graph-number" x={label.x} y={label.y + 4}>
                {weight}
              </text>
            </>
          )}
        </g>
      ))}
      {[...sources, ...accounts].map(({ id, name, beside, x, y, width: w, height: h }) => (
        <g key={id}>
          <rect className="graph-box" x={x} y={y} width={w} height={h} rx={6} />
          <text className="graph-name" x={x + 12} y={y + 22}>
            {name.length <= NAME_MAX ? name : `${name.slice(0, NAME_MAX - 1)}…`}
          </text>
          <text className="graph-beside" x={x + 12} y={y + 40}>
            {beside}
          </text>
        </g>
      ))}
    </svg>
  );
}
