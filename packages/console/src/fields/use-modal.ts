import { type RefObject, useEffect, useRef } from "react";

/** For a dialogue that is there only while it is shown: it opens before everything else, and closes with what shows it. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return dialog;
}

/** For the heading of a dialogue of several steps: whoever goes on from the keyboard goes on there, and not at the top of the page. */
export function useStepHeading(step: string): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    const element = heading.current;
    if (element === null) return;
    // Not before: a dialogue that opens gives the focus to the first that can have it, which is to be what can be done.
    element.tabIndex = -1;
    element.focus();
  }, [step]);
  return heading;
}
