// Registers lab C with Monaco, once: words and shapes, and what the language worker knows.

import { currentInput, type Workbench } from '../app/workbench.ts';
import { registerLabC } from './lab-c-language.ts';
import { LanguageClient } from './language-client.ts';
import { openFromMonaco } from './open-from-monaco.ts';
import { registerProviders } from './providers.ts';

let started = false;

export function startLanguage(bench: Workbench): void {
  if (started) return;
  started = true;
  const kernel = bench.library.texts.filter((text) => text.role === 'kernel');
  registerLabC();
  registerProviders(bench, new LanguageClient(kernel, () => currentInput(bench)));
  openFromMonaco(bench);
}
