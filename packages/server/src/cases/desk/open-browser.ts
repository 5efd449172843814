import { spawn } from "node:child_process";

/** What opens an address, by the system; on Linux only where there is a screen. */
function openerOf(address: string): readonly [string, readonly string[]] | null {
  if (process.platform === "darwin") return ["open", [address]];
  if (process.platform === "win32") return ["explorer.exe", [address]];
  const screen = process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"] ?? "";
  return screen === "" ? null : ["xdg-open", [address]];
}

/** Opens an address in the person's browser where there is one. It is printed in any case, so that a failure costs nothing. */
export function openBrowser(address: string): void {
  const opener = openerOf(address);
  if (opener === null) return;
  const child = spawn(opener[0], opener[1], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}
