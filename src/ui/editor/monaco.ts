// Monaco as this window uses it: the editor without other languages, its own worker, nothing from the network.

import 'monaco-editor/features/register.all';
import 'monaco-editor/editor/contrib/semanticTokens/browser/documentSemanticTokens';
import * as monaco from 'monaco-editor/editor/editor.api';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';

declare global {
  interface Window {
    MonacoEnvironment?: monaco.Environment | undefined;
  }
}

// Monaco's own way starts its worker from a blob, which the content security policy forbids.
window.MonacoEnvironment = { getWorker: () => new EditorWorker() };

export { monaco };

const scheme = 'pinlab';

export function uriOf(path: string): monaco.Uri {
  return monaco.Uri.from({ scheme, path: `/${path}` });
}

export function pathOf(uri: monaco.Uri): string | undefined {
  return uri.scheme === scheme ? uri.path.slice(1) : undefined;
}
