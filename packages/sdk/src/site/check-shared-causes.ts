import type { ConfigParts } from "./config-parts.ts";
import type { ConfigPath, ConfigProblem } from "./config-problem.ts";

/**
 * Names of what sensors share that differ only in case, hyphens or underscores: one of them is misspelt, and two sensors that should count once would
 * count twice.
 */
export function checkSharedCauses({ sensors }: ConfigParts): readonly ConfigProblem[] {
  const spelt = new Map<string, string>();
  return sensors.flatMap((sensor, i) => {
    if (sensor === undefined) return [];
    return namesOf(sensor).flatMap(({ kind, name, path }) => {
      const key = `${kind} ${name.toLowerCase().replaceAll(/[-_]/g, "")}`;
      const before = spelt.get(key);
      spelt.set(key, before ?? name);
      if (before === undefined || before === name) return [];
      return [
        {
          path: ["sensors", i, ...path],
          at: "value" as const,
          message: `\`${name}\` and \`${before}\` differ only in spelling, so these sensors would count apart`,
          remedy: `Write \`${before}\` if it is the same; if not, give it a name that cannot be mistaken.`,
        },
      ];
    });
  });
}

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly path: ConfigPath;
}

function namesOf(sensor: NonNullable<ConfigParts["sensors"][number]>): readonly Named[] {
  const group = sensor.common_cause_group;
  const shared = Object.entries(sensor.shares ?? {}).flatMap(([kind, name]) =>
    name === undefined ? [] : [{ kind, name, path: ["shares", kind] }],
  );
  if (group === null) return shared;
  return [{ kind: "group", name: group, path: ["common_cause_group"] }, ...shared];
}
