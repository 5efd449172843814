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
