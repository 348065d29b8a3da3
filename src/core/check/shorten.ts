// Keeps what a person reads short: a text or a list of names may be as long as the lab that it comes from.

/** More than any honest condition of a BUG. */
const longest = 200;
const mostNames = 20;

/** The ellipsis is three dots: mails about the kernel are ASCII. */
export function shortText(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 3)}...`;
}

export function shortList(names: readonly string[], glue: string): string {
  const shown = names.slice(0, mostNames).map(shortText).join(glue);
  const more = names.length - mostNames;
  return more > 0 ? `${shown}${glue}... and ${more} more` : shown;
}
