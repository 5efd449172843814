import { type Browser, chromium } from "playwright-core";

/** The system's browser, with a graphics processor in software where there is none. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["TOCSIN_CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
    ],
  });
}
