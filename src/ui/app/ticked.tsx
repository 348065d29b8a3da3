// A sentence with `code` in backticks, as the checker writes it: the code is shown as code.

import { Fragment } from 'react';

export function Ticked({ text }: { readonly text: string }) {
  // Parts at odd places stand between two backticks; an unpaired one stays what it is.
  const parts = text.split('`');
  const paired = parts.length % 2 === 1;
  return parts.map((part, index) => {
    const key = `${index} ${part}`;
    if (index % 2 === 1 && (paired || index < parts.length - 1)) return <code key={key}>{part}</code>;
    return <Fragment key={key}>{!paired && index === parts.length - 1 ? `\`${part}` : part}</Fragment>;
  });
}
