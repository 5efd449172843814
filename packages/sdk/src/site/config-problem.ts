/** Where in the configuration something stands: keys and list positions from the top. */
export type ConfigPath = readonly (string | number)[];

/** One thing that is wrong with a site file, in words for whoever wrote it. */
export interface ConfigProblem {
  readonly path: ConfigPath;
  /** `key`: the key itself should not be there. `value`: its value, or what is missing in it. */
  readonly at: "key" | "value";
  readonly message: string;
  readonly remedy: string;
}

/** `sensors[0].latitude_deg`; the whole file is `site file`. */
export function pathText(path: ConfigPath): string {
  if (path.length === 0) return "site file";
  let text = "";
  for (const part of path) {
    if (typeof part === "number") text += `[${part}]`;
    else text += text === "" ? part : `.${part}`;
  }
  return text;
}
