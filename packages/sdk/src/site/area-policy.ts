import type { AreaConfig } from "./area-schema.ts";
import type { PolicyConfig, PolicyOverrides } from "./policy-schema.ts";

/** The policy that holds in an area: the site's, with what the area has otherwise. */
export function areaPolicy(
  policy: PolicyConfig,
  { policy: overrides }: Pick<AreaConfig, "policy">,
): PolicyConfig {
  if (overrides === undefined) return policy;
  const { corroboration = {}, ...others } = overrides;
  return {
    ...policy,
    ...withoutUndefined(others),
    corroboration: { ...policy.corroboration, ...withoutUndefined(corroboration) },
  };
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
const withoutUndefined = <T extends object>(keys: T): Given<T> =>
  Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as Given<T>;

/** Whether an area has anything otherwise than the site. */
export const hasOwnPolicy = ({
  policy = {},
}: {
  readonly policy?: PolicyOverrides | undefined;
}): boolean => Object.values(policy).some((value) => value !== undefined);
