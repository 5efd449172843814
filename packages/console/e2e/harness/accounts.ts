import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";

const BIN = fileURLToPath(new URL("../../../server/bin/tocsin.mjs", import.meta.url));
export const PASSWORD = "three quiet owls at noon";

/** `tocsin …` as a person runs it who waits for its answer. */
export const tocsin = (...args: readonly string[]): string =>
  execFileSync(process.execPath, [BIN, ...args], { encoding: "utf8" });

/** Makes an account of each role, named after it; the answer is their links, in that order. */
export const addAccounts = (configPath: string, roles: readonly string[]): readonly string[] =>
  roles.map((role) => {
    const made = tocsin("account", "add", role, "--role", role, "--config", configPath, "--json");
    return (JSON.parse(made) as { readonly link: { readonly path: string } }).link.path;
  });

/** Follows a one-time link, chooses {@link PASSWORD}, and goes to the live screen. */
export async function signInBy(link: string, page: Page, address: string): Promise<void> {
  await page.goto(`${address}/${link}`);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Set the password and sign in" }).click();
  await page.locator(".who summary").waitFor();
  await page.goto(`${address}/#/live`);
}
