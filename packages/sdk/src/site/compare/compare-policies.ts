import { ringsCover } from "@tocsin/core";
import { areaPolicy } from "../area-policy.ts";
import { areaRingsM, type Outlined, siteFrame } from "../area-rings.ts";
import type { ConfigPath } from "../config-problem.ts";
import type { PolicyConfig } from "../policy-schema.ts";
import type { SiteConfig } from "../site-config.ts";
import { AREA_RULES, OUTLINE_KEYS } from "./area-rules.ts";
import type { KeyRule } from "./key-rule.ts";
import { MASK_RULES } from "./mask-rules.ts";
import { CORROBORATION_RULES, POLICY_RULES, TRACKER_RULES } from "./policy-rules.ts";
import type { ProtectionChange } from "./protection-change.ts";
import { SENSOR_RULES } from "./sensor-rules.ts";
import { LIST_RULES, type ListRule, SITE_RULES, TOP_RULES } from "./site-rules.ts";

type Rules = Readonly<Record<string, KeyRule>>;

/** Where two values stand: in the files, and in words. */
interface Place {
  readonly path: ConfigPath;
  readonly where: string;
}
const ROOT: Place = { path: [], where: "" };
const below = ({ path, where }: Place, key: string): Place => ({
  path: [...path, key],
  where: where === "" ? key : `${where}.${key}`,
});

/**
 * What a later site file does to the protection that an earlier one gave: every difference, each told to be `lowered`, `raised` or of no
 * consequence. A difference that lowers protection in any case is called lowered: whether a threshold that is lowered here makes good for one that
 * is raised there cannot be told without knowing what will come. Both have passed every check and have each default filled in.
 */
export function comparePolicies(
  before: SiteConfig,
  after: SiteConfig,
): readonly ProtectionChange[] {
  return [
    ...compareKeys(before, after, TOP_RULES, ROOT),
    ...compareKeys(before.site, after.site, SITE_RULES, below(ROOT, "site")),
    ...comparePolicy(before.policy, after.policy, below(ROOT, "policy")),
    ...compareKeys(before.tracker, after.tracker, TRACKER_RULES, below(ROOT, "tracker")),
    ...compareLists(
      "areas",
      before.areas,
      after.areas,
      (a, b, place) => [
        ...compareKeys(a, b, AREA_RULES, place),
        ...compareOutlines(before, [a, b], place),
        ...compareOwnPolicies([before, a], [after, b], place),
      ],
      ({ protection }) => protection !== "none",
    ),
    ...compareLists("masks", before.masks, after.masks, byRules(MASK_RULES)),
    ...compareLists("sensors", before.sensors, after.sensors, byRules(SENSOR_RULES)),
    ...compareLists("inputs", before.inputs, after.inputs, byAnyKey(LIST_RULES.inputs)),
    ...compareLists(
      "channels",
      before.channels,
      after.channels,
      byAnyKey(LIST_RULES.channels),
      ({ modes }) => modes.includes("live"),
    ),
    ...compareLists("defences", before.defences, after.defences, byAnyKey(LIST_RULES.defences)),
  ];
}

const comparePolicy = (
  before: PolicyConfig,
  after: PolicyConfig,
  place: Place,
): readonly ProtectionChange[] => [
  ...compareKeys(before, after, POLICY_RULES, place),
  ...compareKeys(
    before.corroboration,
    after.corroboration,
    CORROBORATION_RULES,
    below(place, "corroboration"),
  ),
];

type OfSite = readonly [SiteConfig, SiteConfig["areas"][number]];

/**
 * What holds in an area before and after, in those keys that it has otherwise than its site in one of the files: where it has a key no longer,
 * the site's holds.
 */
function compareOwnPolicies(
  [siteBefore, before]: OfSite,
  [siteAfter, after]: OfSite,
  place: Place,
): readonly ProtectionChange[] {
  const own = [before, after].flatMap(({ policy = {} }) => Object.keys(policy));
  return comparePolicy(
    areaPolicy(siteBefore.policy, before),
    areaPolicy(siteAfter.policy, after),
    below(place, "policy"),
  ).filter(({ path }) => path.some((part) => own.some((key) => key === part)));
}

function compareKeys(
  before: object,
  after: object,
  rules: Rules,
  place: Place,
): readonly ProtectionChange[] {
  return Object.entries(rules).flatMap(([key, rule]) => {
    const values = [Reflect.get(before, key), Reflect.get(after, key)] as const;
    return isSame(...values) ? [] : [changeOf(rule, values, below(place, key))];
  });
}

function changeOf(
  rule: KeyRule,
  [before, after]: readonly [unknown, unknown],
  place: Place,
): ProtectionChange {
  const direction = rule.direction(before, after);
  const goes = rule.says
    ? `goes from ${valueText(before)} to ${valueText(after)}`
    : before === undefined
      ? "is new"
      : after === undefined
        ? "is left out"
        : "is another";
  const means = {
    lowered: `: ${rule.lowers}`,
    raised: ", which is more protection",
    changed: ", which makes no difference to who is warned",
  }[direction];
  return { ...place, direction, before, after, statement: `\`${place.where}\` ${goes}${means}.` };
}

const valueText = (value: unknown): string =>
  value === undefined ? "nothing" : typeof value === "string" ? value : JSON.stringify(value);

/** What two entries of one id say differently. */
type CompareEntries<T> = (before: T, after: T, place: Place) => readonly ProtectionChange[];

const byRules =
  (rules: Rules): CompareEntries<object> =>
  (before, after, place) =>
    compareKeys(before, after, rules, place);

const byAnyKey =
  ({ keys }: ListRule): CompareEntries<object> =>
  (before, after, place) => {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    const rules = Object.fromEntries([...names].map((key) => [key, keys]));
    return compareKeys(before, after, rules, place);
  };

function compareLists<T extends { readonly id: string }>(
  list: keyof typeof LIST_RULES,
  earlier: readonly T[],
  later: readonly T[],
  compare: CompareEntries<T>,
  protects: (entry: T) => boolean = () => true,
): readonly ProtectionChange[] {
  const rule: ListRule = LIST_RULES[list];
  const placeOf = (entries: readonly T[], entry: T): Place => ({
    path: [list, entries.indexOf(entry)],
    where: `${list}.${entry.id}`,
  });
  const cameOrWent = (entry: T, turn: "added" | "removed") => ({
    direction: protects(entry) ? rule[turn] : ("changed" as const),
    statement: `The ${rule.what} \`${entry.id}\` is ${turn}: ${protects(entry) ? rule.means[turn] : "nobody is warned by it"}.`,
  });
  const gone = earlier
    .filter(({ id }) => !later.some((entry) => entry.id === id))
    .map((entry) => ({
      ...placeOf(earlier, entry),
      before: entry,
      after: undefined,
      ...cameOrWent(entry, "removed"),
    }));
  const there = later.flatMap((entry): readonly ProtectionChange[] => {
    const place = placeOf(later, entry);
    const same = earlier.find(({ id }) => id === entry.id);
    if (same !== undefined) return isSame(same, entry) ? [] : compare(same, entry, place);
    return [
      {
        ...place,
        before: undefined,
        after: entry,
        ...cameOrWent(entry, "added"),
      },
    ];
  });
  return [...gone, ...there];
}

/** Outlines are compared on the ground, in the frame of the earlier file. */
function compareOutlines(
  { site }: SiteConfig,
  [before, after]: readonly [Outlined, Outlined],
  place: Place,
): readonly ProtectionChange[] {
  const changed = OUTLINE_KEYS.filter((key) => !isSame(before[key], after[key]));
  if (changed.length === 0) return [];
  const frame = siteFrame(site);
  const { ground_height_m } = before;
  const [ringsBefore, ringsAfter] = [before, after].map(({ polygon, circle, holes }) =>
    areaRingsM({ polygon, circle, holes, ground_height_m }, frame),
  );
  const holds = ringsCover(ringsAfter, ringsBefore);
  const where = `${place.where}.outline`;
  return [
    {
      path: [...place.path, changed[0]],
      where,
      direction: holds ? "raised" : "lowered",
      before: changed.map((key) => before[key]),
      after: changed.map((key) => after[key]),
      statement: holds
        ? `\`${where}\` holds all that it held, and more.`
        : `\`${where}\` no longer holds all that it held: people there are warned no more.`,
    },
  ];
}

/** Whether two pieces of plain data say the same, whatever the order of their keys; a key that is undefined is one that is not there. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) =>
    isSame(Reflect.get(a, key), Reflect.get(b, key)),
  );
}
