import type { DeskCase } from "@tocsin/sdk";

interface Box {
  readonly id: string;
  readonly name: string;
  readonly beside: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Line {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  /** How much is shared: passages, or claims. */
  readonly weight: number;
  /** Where its number stands; null where it has none. */
  readonly label: { readonly x: number; readonly y: number } | null;
}

export interface CopyGraph {
  readonly width: number;
  readonly height: number;
  readonly sources: readonly Box[];
  readonly accounts: readonly Box[];
  /** From whom statements go back to, to the accounts that carry them. */
  readonly carried: readonly Line[];
  /** Between accounts that share passages. */
  readonly copied: readonly Line[];
}

const SOURCE_WIDTH = 300;
const ACCOUNT_WIDTH = 300;
const ACCOUNT_X = 480;
const BOX_HEIGHT = 52;
const STEP = 68;
const MARGIN = 16;
/** Arcs of accounts further apart stand out further. */
const ARC_FIRST = 44;
const ARC_STEP = 26;
const SOURCES_MAX = 8;

/**
 * Who carries whose words: on the left whoever is carried by more than one account, in the middle the accounts by their day, and arcs between
 * those that share passages. The same case gives the same drawing.
 */
export function copyGraphOf(shown: DeskCase): CopyGraph {
  const accounts = shown.accounts
    .toSorted(
      (a, b) =>
        (a.published ?? "9999").localeCompare(b.published ?? "9999") || a.id.localeCompare(b.id),
    )
    .map(({ id, title, published }, i) => ({
      id,
      name: `${id}: ${title}`,
      beside: published === null ? "day not known" : `published ${published}`,
      x: ACCOUNT_X,
      y: MARGIN + i * STEP,
      width: ACCOUNT_WIDTH,
      height: BOX_HEIGHT,
    }));
  const carriers = carriersOf(shown);
  const sources = carriers.slice(0, SOURCES_MAX).map(({ name, claims, by }, i) => ({
    id: name,
    name,
    beside: `${claims} claims in ${by.size} accounts`,
    x: MARGIN,
    y: MARGIN + i * STEP,
    width: SOURCE_WIDTH,
    height: BOX_HEIGHT,
  }));
  const carried = sources.flatMap((source) =>
    [...(carriers.find(({ name }) => name === source.id)?.by ?? [])].flatMap(([id, weight]) => {
      const account = accounts.find((each) => each.id === id);
      return account === undefined ? [] : [carriedLine(source, account, weight)];
    }),
  );
  const copied = shown.copies.flatMap(({ a, b, passages }) => {
    const at = [a, b]
      .map((id) => accounts.findIndex((each) => each.id === id))
      .toSorted((x, y) => x - y);
    const [first, second] = at.map((i) => accounts[i]);
    return first === undefined || second === undefined
      ? []
      : [copiedLine(first, second, (at[1] ?? 0) - (at[0] ?? 0), passages.length)];
  });
  const furthest = Math.max(0, ...copied.map(({ label }) => label?.x ?? 0));
  return {
    width: Math.max(ACCOUNT_X + ACCOUNT_WIDTH + MARGIN, furthest + 2 * MARGIN),
    height: MARGIN + Math.max(accounts.length, sources.length) * STEP,
    sources,
    accounts,
    carried,
    copied,
  };
}

interface Carrier {
  readonly name: string;
  claims: number;
  /** Claims by account. */
  readonly by: Map<string, number>;
}

/** Whoever more than one account carries, those with the most claims first. What accounts tell themselves is nobody's. */
function carriersOf({ origins, claims }: DeskCase): readonly Carrier[] {
  const accountOf = new Map(claims.map(({ id, accountId }) => [id, accountId]));
  const carriers = new Map<string, Carrier>();
  for (const { name, claimIds } of origins) {
    if (name === "(the account)") continue;
    const carrier = carriers.get(name) ?? { name, claims: 0, by: new Map<string, number>() };
    carriers.set(name, carrier);
    for (const id of claimIds) {
      const account = accountOf.get(id) ?? "";
      carrier.claims += 1;
      carrier.by.set(account, (carrier.by.get(account) ?? 0) + 1);
    }
  }
  return [...carriers.values()]
    .filter(({ by }) => by.size > 1)
    .toSorted((a, b) => b.claims - a.claims || (a.name < b.name ? -1 : 1));
}

function carriedLine(source: Box, account: Box, weight: number): Line {
  const [x1, y1] = [source.x + source.width, source.y + source.height / 2];
  const [x2, y2] = [account.x, account.y + account.height / 2];
  const middle = (x1 + x2) / 2;
  return {
    from: source.id,
    to: account.id,
    path: `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`,
    weight,
    label: null,
  };
}

function copiedLine(first: Box, second: Box, apart: number, weight: number): Line {
  const x = first.x + first.width;
  const [y1, y2] = [first.y + first.height / 2, second.y + second.height / 2];
  const out = x + ARC_FIRST + (apart - 1) * ARC_STEP;
  return {
    from: first.id,
    to: second.id,
    path: `M${x} ${y1}C${out} ${y1} ${out} ${y2} ${x} ${y2}`,
    weight,
    label: { x: x + (out - x) * 0.75, y: (y1 + y2) / 2 },
  };
}
