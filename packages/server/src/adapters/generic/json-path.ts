/** Most steps of a path. */
const STEPS_MAX = 16;

export interface JsonPath {
  /** Whether it counts from the whole message (`$.now`) and not from the record. */
  readonly fromMessage: boolean;
  readonly steps: readonly (string | number)[];
}

/** Reads `aircraft`, `position.lat`, `values[0].x`, `$.now`; null where the text is no such path. */
export function parseJsonPath(text: string): JsonPath | null {
  const fromMessage = text.startsWith("$.");
  const rest = fromMessage ? text.slice(2) : text;
  if (!/^[^.[\]]+(\[\d{1,6}\])*(\.[^.[\]]+(\[\d{1,6}\])*)*$/.test(rest)) return null;
  const steps = [...rest.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map(([, key, index]) =>
    index === undefined ? key : Number(index),
  );
  return steps.length > STEPS_MAX ? null : { fromMessage, steps };
}

/** What stands at the path, undefined where nothing does. Own values only: `constructor` is not one. */
export function readJsonPath(
  { fromMessage, steps }: JsonPath,
  message: unknown,
  record: unknown,
): unknown {
  let here = fromMessage ? message : record;
  for (const step of steps) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, step)) return undefined;
    here = Reflect.get(here, step);
  }
  return here;
}
