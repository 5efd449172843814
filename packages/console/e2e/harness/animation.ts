import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { stillMap } from "./still-map.ts";
import { openPage } from "./watched-page.ts";

/** Seconds of the salvo that are shown, and the seconds between two frames. */
const FROM_S = 36;
const TO_S = 108;
const STEP_S = 2;
const FRAMES_PER_SECOND = 5;

/**
 * The salvo as an animated GIF, which GitHub plays by itself. Each frame is a picture of the recording, stepped to by
 * hand: nothing depends on how fast this machine draws.
 */
export async function drawAnimation(browser: Browser, url: string, folder: string): Promise<void> {
  const frames = mkdtempSync(join(tmpdir(), "tocsin-frames-"));
  const { page, close } = await openPage(browser, {
    viewport: { width: 1280, height: 800 },
    colorScheme: "dark",
    reducedMotion: "reduce",
  });
  try {
    await page.goto(`${url}/#/source/salvo`);
    const slider = page.getByRole("slider", { name: "Moment of the recording" });
    await slider.waitFor();
    let number = 0;
    for (let second = FROM_S; second <= TO_S; second += STEP_S) {
      await slider.fill(String(second));
      await slider.blur();
      await stillMap(page);
      const name = `${String(number).padStart(3, "0")}.png`;
      await page.screenshot({ path: join(frames, name) });
      number += 1;
    }
    encode(frames, join(folder, "salvo.gif"));
  } finally {
    await close();
    rmSync(frames, { recursive: true, force: true });
  }
}

function encode(frames: string, target: string): void {
  const palette =
    "scale=960:-1:flags=lanczos,split[a][b];[a]palettegen=max_colors=96:stats_mode=full[p];[b][p]paletteuse=dither=none:diff_mode=rectangle";
  const { status, stderr, error } = spawnSync(
    "ffmpeg",
    [
      "-y",
      "-loglevel",
      "error",
      "-framerate",
      String(FRAMES_PER_SECOND),
      "-i",
      join(frames, "%03d.png"),
      "-vf",
      palette,
      target,
    ],
    { encoding: "utf8" },
  );
  if (error !== undefined)
    throw new Error(`ffmpeg is needed to draw the animation: ${error.message}`);
  if (status !== 0) throw new Error(`ffmpeg could not draw the animation: ${stderr}`);
}
