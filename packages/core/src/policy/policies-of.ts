import type { Area } from "./area.ts";
import type { Policy } from "./policy.ts";
import type { SiteModel } from "./site-model.ts";

type Governed = Pick<SiteModel, "areas" | "policy">;

/** The policy that holds in an area. */
export const policyOf = (area: Area, site: Pick<SiteModel, "policy">): Policy =>
  area.policy ?? site.policy;

const known = new WeakMap<readonly Area[], readonly Policy[]>();

/** Every policy that holds somewhere on the site, the site's own first; worked out once for a list of areas. */
export function policiesOf({ areas, policy }: Governed): readonly Policy[] {
  const before = known.get(areas);
  if (before !== undefined && before[0] === policy) return before;
  const policies = [policy];
  for (const area of areas) if (area.policy !== undefined) policies.push(area.policy);
  known.set(areas, policies);
  return policies;
}
