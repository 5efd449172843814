import type { AdapterPlugin } from "@tocsin/sdk";

/** The plugin that a module exports. Rejects, in words, where there is none. */
export async function loadPlugin(module: string): Promise<AdapterPlugin> {
  const loaded: unknown = await import(module);
  const plugin: unknown =
    typeof loaded === "object" && loaded !== null ? Reflect.get(loaded, "plugin") : undefined;
  if (isPlugin(plugin)) return plugin;
  throw new Error("its module exports no `plugin` with parseOptions and create");
}

const isPlugin = (value: unknown): value is AdapterPlugin =>
  typeof value === "object" &&
  value !== null &&
  typeof Reflect.get(value, "parseOptions") === "function" &&
  typeof Reflect.get(value, "create") === "function";
