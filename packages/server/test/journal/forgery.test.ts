import type { MemoryDisk } from "@tocsin/sim";
import { describe, expect, it } from "vitest";
import { hashPayload, nextChain } from "../../src/journal/chain.ts";
import { encodeFrame, type Frame, frameBytes } from "../../src/journal/frame.ts";
import { withSegment } from "../../src/journal/open-segment.ts";
import { scanFrames } from "../../src/journal/scan-frames.ts";
import { SEGMENT_HEADER_BYTES } from "../../src/journal/segment-header.ts";
import { signerFromSeed } from "../../src/journal/signing-key.ts";
import { signCheckpoint } from "../../src/journal/checkpoint.ts";
import { verifyJournal } from "../../src/journal/verify-journal.ts";
import { json, signer, smallJournal } from "./fixtures.ts";

const SEGMENT = "segment-0000000000000001.tjl";

/** Writes a one-segment journal again with every frame passed through `forge`, checksums right. */
function rewritten(
  disk: MemoryDisk,
  forge: (frame: Frame, before: Uint8Array) => Frame,
): MemoryDisk {
  const parts: Uint8Array[] = [disk.contentOf(SEGMENT).slice(0, SEGMENT_HEADER_BYTES)];
  withSegment(disk, SEGMENT, ({ window, header }) => {
    let before: Uint8Array = Uint8Array.from(header?.previousChain ?? []);
    for (const step of scanFrames(window, SEGMENT_HEADER_BYTES)) {
      if (step.kind !== "frame") continue;
      const frame = forge(step.frame, before);
      before = Uint8Array.from(frame.chain);
      const bytes = Buffer.alloc(frameBytes(frame.payload.length));
      encodeFrame(bytes, 0, frame);
      parts.push(bytes);
    }
  });
  const copy = disk.copy();
  copy.put(SEGMENT, Buffer.concat(parts));
  return copy;
}

const forgedPayload = json({ number: 4, text: "nothing was seen" });

/** The frame with another payload and everything that can be computed without the key made to fit. */
function refit(frame: Frame, payload: Uint8Array, before: Uint8Array): Frame {
  const payloadHash = hashPayload(payload);
  return { ...frame, payload, payloadHash, chain: nextChain(before, { ...frame, payloadHash }) };
}

const verify = (disk: MemoryDisk): string | undefined =>
  verifyJournal(disk, { publicKey: signer.publicKey }).firstBad?.reason;

describe("a forged journal", () => {
  it("with another payload is found by the payload's hash", async () => {
    const disk = await smallJournal(8);
    const forged = rewritten(disk, (frame) =>
      frame.sequence === 4 ? { ...frame, payload: forgedPayload } : frame,
    );
    expect(verify(forged)).toBe("the content was changed after it was recorded");
  });

  it("with another payload and hash is found by the chain", async () => {
    const disk = await smallJournal(8);
    const forged = rewritten(disk, (frame) =>
      frame.sequence === 4
        ? { ...frame, payload: forgedPayload, payloadHash: hashPayload(forgedPayload) }
        : frame,
    );
    expect(verify(forged)).toBe("the record does not follow from the one before it");
  });

  it("with the whole chain computed anew is found by the signed checkpoint", async () => {
    const disk = await smallJournal(8);
    const forged = rewritten(disk, (frame, before) =>
      refit(frame, frame.sequence === 4 ? forgedPayload : frame.payload, before),
    );
    expect(verify(forged)).toBe("the checkpoint was signed over other records");
  });

  it("with a checkpoint edited to fit is found by its signature, and signed anew by its key", async () => {
    const disk = await smallJournal(8);
    const other = signerFromSeed(new Uint8Array(32).fill(9));
    const forgeWith = (edit: (chain: Uint8Array, payload: Uint8Array) => unknown): MemoryDisk =>
      rewritten(disk, (frame, before) => {
        if (frame.sequence === 4) return refit(frame, forgedPayload, before);
        const payload = frame.sequence === 9 ? json(edit(before, frame.payload)) : frame.payload;
        return refit(frame, payload, before);
      });
    const edited = forgeWith((chain, payload) => {
      const checkpoint: object = JSON.parse(Buffer.from(payload).toString()) as object;
      return { ...checkpoint, chain: Buffer.from(chain).toString("hex") };
    });
    expect(verify(edited)).toBe("the checkpoint's signature is wrong");
    const resigned = forgeWith((chain) => signCheckpoint(other, { timeUs: 1, sequence: 8, chain }));
    expect(verify(resigned)).toBe("the checkpoint is signed with another key");
    expect(verifyJournal(resigned).ok).toBe(true);
  });
});
