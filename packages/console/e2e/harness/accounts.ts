import type { Page } from "playwright-core";
import { tocsin } from "./tocsin.ts";

export const PASSWORD = "three quiet owls at noon";

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
