// Branded numbers: two ids of different kinds cannot be mixed up, at no cost at run time.

declare const brand: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
