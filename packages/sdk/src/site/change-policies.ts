import type { Policy, SiteModel } from "@tocsin/core";
import type { ConfigProblem } from "./config-problem.ts";
import { checkPolicy } from "./check-policy.ts";
import { compilePolicy } from "./compile-policy.ts";
import { explainIssue } from "./explain-issue.ts";
import { type PolicyConfig, policySchema } from "./policy-schema.ts";
import { policyVersion } from "./policy-version.ts";

/** What a policy is to have otherwise: keys of the site file, for the site and for areas by their id. */
export interface PolicyChanges {
  readonly policy: Readonly<Record<string, unknown>>;
  readonly areas: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
}

export type ChangedSite =
  | { readonly ok: true; readonly site: SiteModel }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/**
 * A compiled site with another policy, as it would be had its file said so. Areas that had one of their own keep what it has otherwise than
 * the site's. A key that the policy does not have, or a value that it cannot have by itself or beside the others, is a problem; so is an area that there is not.
 */
export function changePolicies(site: SiteModel, changes: PolicyChanges): ChangedSite {
  const problems: ConfigProblem[] = [];
  const before = configOf(site.policy);
  const parse = (input: object, path: readonly string[]): PolicyConfig => {
    const parsed = policySchema.safeParse(input);
    if (parsed.success) {
      problems.push(...checkPolicy(parsed.data, path));
      return parsed.data;
    }
    for (const issue of parsed.error.issues)
      for (const problem of explainIssue(issue, policySchema, input))
        problems.push({ ...problem, path: [...path, ...problem.path] });
    return before;
  };
  const policy = parse(merged(before, changes.policy), ["policy"]);
  const configs = new Map<string, PolicyConfig>();
  for (const id of changes.areas.keys())
    if (!site.areas.some((area) => area.id === id))
      problems.push({
        path: ["areas", id],
        at: "value",
        message: `there was no area \`${id}\``,
        remedy: `Name one of: ${site.areas.map((area) => area.id).join(", ")}.`,
      });
  for (const area of site.areas) {
    const own = changes.areas.get(area.id);
    if (own === undefined && area.policy === undefined) continue;
    const kept = area.policy === undefined ? {} : otherwise(configOf(area.policy), before);
    configs.set(
      area.id,
      parse(merged(merged(policy, kept), own ?? {}), ["areas", area.id, "policy"]),
    );
  }
  if (problems.length > 0) return { ok: false, problems };
  const version = policyVersion(policy, [...configs]);
  const areas = site.areas.map((area) => {
    const config = configs.get(area.id);
    return config === undefined ? area : { ...area, policy: compilePolicy(config, version) };
  });
  return { ok: true, site: { ...site, policy: compilePolicy(policy, version), areas } };
}

/** Keys of the second over the first, one level deep where both are objects. */
function merged(base: object, over: Readonly<Record<string, unknown>>): object {
  const result: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const under = result[key];
    result[key] =
      typeof under === "object" && typeof value === "object" ? { ...under, ...value } : value;
  }
  return result;
}

const otherwise = (own: PolicyConfig, site: PolicyConfig): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(own).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(site, key)),
    ),
  );

/** The keys of the site file that compile to a policy; each has the unit that the policy has. */
function configOf(policy: Policy): PolicyConfig {
  const { corroboration, expectedHarm, secondPath } = policy;
  const keys = numbersOf(policy);
  return policySchema.parse({
    ...keys,
    // Of a journal that was written before there was one.
    second_path: secondPath ?? "off",
    ...(expectedHarm === undefined ? {} : { expected_harm: numbersOf(expectedHarm) }),
    ...(corroboration === undefined
      ? {}
      : {
          corroboration: {
            pre_alert: corroboration.preAlert,
            take_cover: corroboration.takeCover,
          },
        }),
  });
}

const numbersOf = (keys: object): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(keys).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "number" ? [[snake(key), value]] : [],
    ),
  );

const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
