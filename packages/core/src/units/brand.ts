/** A nominal type over `T`, so that ids and frames that must not mix do not assign to each other. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
