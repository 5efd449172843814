import { asterixCategories, formerEditions } from "./categories/category-registry.ts";
import type {
  CategorySpec,
  ElementSpec,
  FieldSpec,
  ItemSpec,
  LayoutSpec,
  Quantity,
} from "./codec/item-spec.ts";

const HEAD = `# ASTERIX items

What Tocsin decodes and encodes, item by item, in the order in which each category's profile sends them. This page is made
from the tables in \`packages/server/src/adapters/asterix/categories\` by
\`node packages/server/src/adapters/asterix/write-reference.ts\`; a test compares the two. What of it becomes a detection, a
sweep or a sensor's state is in the [guide](../guides/asterix.md).

How to read the contents: \`RHO 16 × 1/256 NM\` is an element of 16 bits whose least significant bit is 1/256 NM; \`±\` is two's
complement; the number after \`fixed\` is octets; an element without a scale is a raw number; \`-3\` are three spare bits; \`|\` ends an extent, \`(…)*\` is repeated,
\`(…)?\` is a subitem that may be absent.
`;

/** The reference page of all items of all tables, as Markdown. */
export const asterixReference = (): string =>
  [HEAD, ...[...asterixCategories, ...formerEditions].map(categorySection)].join("\n");

function categorySection(spec: CategorySpec): string {
  const rows = spec.profile.map((item, index) =>
    item === null ? `| ${index + 1} | | spare | | |` : row(spec, item, index + 1),
  );
  const expansion = (spec.expansion?.subitems ?? []).flatMap((subitem) =>
    subitem === null ? [] : [`- ${subitem.name}, ${subitem.title}: ${contents(subitem.layout)}`],
  );
  return [
    `## Category ${String(spec.category).padStart(3, "0")}, edition ${spec.edition}: ${spec.title}`,
    "",
    "| FRN | item | name | form | contents |",
    "|---|---|---|---|---|",
    ...rows,
    ...(expansion.length === 0 ? [] : ["", "In the reserved expansion field:", "", ...expansion]),
    "",
  ].join("\n");
}

function row(spec: CategorySpec, item: ItemSpec, place: number): string {
  const reference = `I${String(spec.category).padStart(3, "0")}/${item.id}`;
  const text = contents(item.layout).replaceAll("|", "\\|");
  return `| ${place} | ${reference} | ${item.title} | ${form(item.layout)} | ${text} |`;
}

function form(layout: LayoutSpec): string {
  if (layout.kind === "element" || layout.kind === "group") return `fixed, ${layout.bits / 8}`;
  if (layout.kind === "repetitive") return layout.by === "fx" ? "repetitive (FX)" : "repetitive";
  return layout.kind;
}

function contents(layout: LayoutSpec): string {
  switch (layout.kind) {
    case "element":
      return element(layout);
    case "group":
      return fields(layout.fields);
    case "extended":
      return layout.extents.map(fields).join(" | ");
    case "repetitive":
      return `(${contents(layout.part)})*`;
    case "explicit":
      return "octets as they are";
    case "compound":
      return layout.subitems
        .map((subitem) =>
          subitem === null ? "spare" : `(${subitem.name}: ${contents(subitem.layout)})?`,
        )
        .join(" ");
  }
}

const fields = (parts: readonly FieldSpec[]): string =>
  parts.map((part) => (part.kind === "spare" ? `-${part.bits}` : element(part))).join(", ");

function element({ name, bits, signed, content }: ElementSpec): string {
  const width = `${name === "" ? "" : `${name} `}${signed ? "±" : ""}${bits}`;
  if (content.kind === "raw") return width;
  if (content.kind === "quantity") return `${width}${scale(content)}`;
  if (content.kind !== "cases") return `${width} ${content.kind}`;
  return `${width} by ${content.by}:${content.quantities.map(scale).join(" or")}`;
}

/** A power of two as a fraction, of a turn where it is one; anything else as it is. */
function scale({ lsb, unit }: Quantity): string {
  if (lsb === 1 && unit === "") return " count";
  const inverse = 1 / lsb;
  const halfTurns = 180 / lsb;
  if (Number.isInteger(inverse)) return ` × ${inverse === 1 ? "1" : `1/${inverse}`} ${unit}`;
  const isAngle = unit === "°" && Number.isInteger(halfTurns) && halfTurns >= 64;
  return isAngle ? ` × 180/${halfTurns} °` : ` × ${lsb} ${unit}`;
}
