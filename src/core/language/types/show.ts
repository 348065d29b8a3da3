// Types as C spells them, for messages, hovers and the inspector.

import type { CType } from './c-type.ts';

const BY_NAME = new Set(['atomic_t', 'atomic_long_t', 'spinlock_t']);

export function typeText(type: CType): string {
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'integer':
      return type.name;
    case 'enum':
      return type.tag === undefined ? 'enum' : `enum ${type.tag}`;
    case 'pointer': {
      const to = typeText(type.to);
      return to.endsWith('*') ? `${to}*` : `${to} *`;
    }
    case 'array': {
      let element: CType = type;
      let lengths = '';
      while (element.kind === 'array') {
        lengths += `[${element.length}]`;
        element = element.of;
      }
      return `${typeText(element)}${lengths}`;
    }
    default:
      if (type.tag !== undefined && BY_NAME.has(type.tag)) return type.tag;
      return type.tag === undefined ? type.kind : `${type.kind} ${type.tag}`;
  }
}

/** A declaration: `struct page *page`, `int rest[4]`. */
export function declarationText(type: CType, name: string): string {
  const text = typeText(type);
  if (type.kind === 'array') return text.replace('[', ` ${name}[`);
  return text.endsWith('*') ? `${text}${name}` : `${text} ${name}`;
}
