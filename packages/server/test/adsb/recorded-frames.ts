import { createEscapeFramer } from "@tocsin/sdk";
import {
  BEAST_FRAMING,
  decodeBeastFrame,
  type ReceiverFrame,
} from "../../src/adapters/adsb/decode/receiver-frame.ts";

/** The messages of a stream of Beast frames. */
export function framesOf(bytes: Uint8Array): readonly ReceiverFrame[] {
  const framer = createEscapeFramer(BEAST_FRAMING);
  return [...framer.push(bytes), ...framer.end(true)].flatMap((found) => {
    if (found.type !== "frame") throw new Error(`${found.reason}: ${found.detail}`);
    const frame = decodeBeastFrame(found.bytes);
    return frame === null ? [] : [frame];
  });
}
