import type { PictureSelfTest } from "@tocsin/sdk";
import type { ReactElement } from "react";
import { selfTestWords } from "./self-test-words.ts";

/** Always there, and not looked at as long as it is quiet. */
export function SelfTestSign(properties: {
  readonly test: PictureSelfTest;
  readonly nowUs: number;
}): ReactElement | null {
  const { isLoud, text, detail } = selfTestWords(properties.test, properties.nowUs);
  if (isLoud) return null;
  return (
    <span className="self-test small soft" title={detail}>
      {unbroken(text)}
    </span>
  );
}

/** A number stays on the line of its unit, where the sign takes two. */
const unbroken = (text: string): string => text.replaceAll(/(\d) (?=s|min)/g, "$1\u00a0");

/** Above all that stands at the foot, and not to be overlooked. */
export function SelfTestAlarm(properties: {
  readonly test: PictureSelfTest;
  readonly nowUs: number;
}): ReactElement | null {
  const { isLoud, text, detail } = selfTestWords(properties.test, properties.nowUs);
  if (!isLoud) return null;
  return (
    <div className="self-test-alarm" role="alert">
      <strong>{text}</strong>
      <span>{detail}</span>
    </div>
  );
}
