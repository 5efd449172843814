import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { ByteStream } from "./byte-stream.ts";

const READ_CHUNK_OCTETS = 256 * 1_024;

/**
 * The octets of a file, unpacked where they begin as gzip does. The file is opened at the first read; one that
 * cannot be read, or whose packing is broken, ends with `failure` set.
 */
export async function openBytes(path: string): Promise<ByteStream> {
  const packed = new ByteStream(createReadStream(path, { highWaterMark: READ_CHUNK_OCTETS }));
  const head = await packed.peek(2);
  const isGzip = head.length === 2 && head[0] === 0x1f && head[1] === 0x8b;
  if (!isGzip) return packed;
  await packed.close();
  return new ByteStream(unpacked(path));
}

async function* unpacked(path: string): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: READ_CHUNK_OCTETS });
  const gunzip = createGunzip({ chunkSize: READ_CHUNK_OCTETS });
  file.on("error", (error) => gunzip.destroy(error));
  try {
    yield* file.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } finally {
    file.destroy();
    gunzip.destroy();
  }
}
