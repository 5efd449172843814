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
      {text}
    </span>
  );
}

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
