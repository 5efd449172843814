import type { ReactElement } from "react";
import { REASON_WORDS } from "./reason-words.ts";
import type { Variant } from "./variant.ts";
import { VariantBadge } from "./variant-badge.tsx";

/** The records that an inquiry would ask for, and the reasons that each would show or rule out. */
const RECORDS = [
  {
    name: "The radar's coverage and health record",
    says: "what it could have seen there, and whether it was working",
    codes: ["OUT_OF_COVERAGE", "BELOW_HORIZON", "TERRAIN", "SENSOR_DOWN"],
  },
  {
    name: "The journal of tracks",
    says: "whether anything was followed, how many, and from where",
    codes: ["NO_OBJECT", "PREDICTED_MISS"],
  },
  {
    name: "The list of protected areas",
    says: "whether anybody had asked for the house to be protected",
    codes: ["NOT_A_PROTECTED_AREA"],
  },
  {
    name: "The defence's log",
    says: "whether it was ready, and who held it back",
    codes: ["DEFENCE_INHIBITED", "DEFENCE_DOWN", "DEFENCE_STATE_UNKNOWN"],
  },
] as const;

/** What the reports cannot decide, and what would. */
export function DecidingRecords({
  variants,
}: {
  readonly variants: readonly Variant[];
}): ReactElement {
  return (
    <section className="deciding" aria-labelledby="deciding-title">
      <h2 id="deciding-title">
        The reports alone decide none of the {countWord(variants.length)}.
      </h2>
      <p className="soft">These records would tell them apart:</p>
      <ul>
        {RECORDS.map(({ name, says, codes }) => (
          <li key={name}>
            <b>{name}</b> <span className="soft">{says}</span>
            <span className="deciding-variants">
              {variants
                .filter((variant) => codes.some((code) => governingCode(variant) === code))
                .map((variant) => (
                  <span key={variant.id} title={REASON_WORDS[governingCode(variant) ?? "THREAT"]}>
                    <span className="unseen">shows {variant.name.toLowerCase()}</span>
                    <VariantBadge letter={variant.letter} />
                  </span>
                ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What set a variant apart: the first link that prevented a warning, or else what held the defence back. */
const governingCode = ({ report }: Variant) =>
  report?.prevented[0] ?? report?.defences[0]?.reasons[0] ?? null;

const WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven"];
const countWord = (count: number): string => WORDS[count] ?? String(count);
