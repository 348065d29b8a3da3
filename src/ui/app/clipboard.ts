// Puts text on the clipboard and says so; where that is forbidden, says what to do instead.

import { notify, tell, type Workbench } from './workbench.ts';

export async function copyText(bench: Workbench, text: string, said: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notify(bench, 'good', said);
  } catch {
    tell(
      bench,
      'Copy by hand',
      text,
      'The browser does not let this page write to the clipboard: select the text and copy it.',
    );
  }
}
