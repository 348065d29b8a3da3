// Lets "go to definition" open another text of the window.

import { openText } from '../app/flows/texts.ts';
import { textAt, type Workbench } from '../app/workbench.ts';
import { monaco, pathOf } from './monaco.ts';

export function openFromMonaco(bench: Workbench): monaco.IDisposable {
  return monaco.editor.registerEditorOpener({
    openCodeEditor(_source, resource, at) {
      const path = pathOf(resource);
      if (path === undefined || !textAt(bench, path)) return false;
      const line = at === undefined ? 1 : 'lineNumber' in at ? at.lineNumber : at.startLineNumber;
      const column = at === undefined ? 1 : 'column' in at ? at.column : at.startColumn;
      openText(bench, path);
      bench.view.set({ reveal: { path, line, column, focus: true } });
      return true;
    },
  });
}
