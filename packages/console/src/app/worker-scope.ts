/** As much of a service worker's own scope as the pages of phones use; the rest of the console has a window's. */
export interface WorkerScope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(
    name: "install" | "activate",
    listen: (event: { waitUntil(until: Promise<unknown>): void }) => void,
  ): void;
  addEventListener(
    name: "fetch",
    listen: (event: {
      readonly request: Request;
      respondWith(answer: Promise<Response>): void;
    }) => void,
  ): void;
}

/** The scope of the worker that this runs in. */
export const workerScope = (): unknown => self;
