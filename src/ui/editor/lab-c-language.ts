// Lab C for Monaco: colours by word and shape (the language service refines them), brackets, comments, indentation.

import { monaco } from './monaco.ts';

export const languageId = 'lab-c';

const keywords =
  'if else while do for switch case default break continue goto return sizeof offsetof struct union enum typedef ' +
  'static inline const volatile extern __weak __pure __always_inline noinline __maybe_unused';
const types =
  'void bool _Bool char short int long signed unsigned u8 u16 u32 u64 s8 s16 s32 s64 size_t uintptr_t ' +
  'atomic_t atomic_long_t spinlock_t';
const forms =
  'PAGE TASK DAEMON INTERRUPT BOOT QUIESCE NEEDS NEVER ALWAYS FINALLY AT CAN_STILL WHEN OVERRIDE EVENT LANE COST ' +
  'COMPARE STRATEGY POLICY PRESET ' +
  'EXTEND EXTENSION DEFINE_PER_CPU DEFINE_SPINLOCK LIST_HEAD';
const steps =
  'atomic choose assume wait_event raise BUG BUG_ON WARN_ON WARN_ON_ONCE VM_BUG_ON VM_BUG_ON_PAGE';

export function registerLabC(): void {
  monaco.languages.register({
    id: languageId,
    extensions: ['.lab.c', '.strategy.c', '.policy.c', '.preset.c', '.c', '.h'],
  });
  monaco.languages.setLanguageConfiguration(languageId, {
    comments: { lineComment: '//', blockComment: ['/*', '*/'] },
    brackets: [
      ['{', '}'],
      ['[', ']'],
      ['(', ')'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '(', close: ')' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
    ],
    indentationRules: { increaseIndentPattern: /\{[^}]*$/, decreaseIndentPattern: /^\s*\}/ },
    onEnterRules: [
      {
        beforeText: /^\s*(\/\*(?!.*\*\/)|\*(?!\/)(?!.*\*\/)).*$/,
        action: { indentAction: monaco.languages.IndentAction.None, appendText: '* ' },
      },
    ],
  });
  monaco.languages.setMonarchTokensProvider(languageId, {
    keywords: keywords.split(' '),
    types: types.split(' '),
    forms: forms.split(' '),
    steps: steps.split(' '),
    tokenizer: {
      root: [
        [/(^\s*#\s*include)(\s*)([<"][^>"]*[>"])/, ['macro', 'white', 'string']],
        [/^\s*#\s*\w+/, 'macro'],
        [/\bghost\b/, 'ghost'],
        [
          /[A-Za-z_]\w*(?=\s*\()/,
          {
            cases: {
              '@keywords': 'keyword',
              '@types': 'type',
              '@forms': 'form',
              '@steps': 'keyword',
              '@default': 'function',
            },
          },
        ],
        [
          /[A-Za-z_]\w*/,
          {
            cases: {
              '@keywords': 'keyword',
              '@types': 'type',
              '@forms': 'form',
              '@steps': 'keyword',
              'PG_\\w+|[A-Z][A-Z0-9_]+': 'constant',
              '@default': 'identifier',
            },
          },
        ],
        [/\/\*/, 'comment', '@comment'],
        [/\/\/.*$/, 'comment'],
        [/0[xX][0-9a-fA-F]+[uUlL]*/, 'number'],
        [/\d+[uUlL]*/, 'number'],
        [/"(?:[^"\\\n]|\\.)*"/, 'string'],
        [/'(?:[^'\\\n]|\\.)+'/, 'string'],
        [/[{}()[\]]/, '@brackets'],
        [/[-+*/%=<>!&|^~?:;,.]/, 'operator'],
      ],
      comment: [
        [/[^*]+/, 'comment'],
        [/\*\//, 'comment', '@pop'],
        [/\*/, 'comment'],
      ],
    },
  });
}
