// A fingerprint of a run: 64 bits over (task, function, line, operation, field, value) of every step.
//
// Promises: the same on every platform; it does not change when objects merely move to other addresses, because
// words are named by their fields and pointers by what they point at. Not for secrets: two 32-bit FNV-like lanes.

import type { MemoryObject } from '../language/lower/graph.ts';
import { fieldsOfWord, pointerName, wordName } from './names.ts';
import type { RunSite } from './run.ts';

export interface Digest {
  step(task: string, site: RunSite, alternative: number): void;
  read(address: number, value: number): void;
  write(address: number, after: number): void;
  hex(): string;
}

export function startDigest(objects: readonly MemoryObject[]): Digest {
  let high = 0x811c9dc5 | 0;
  let low = 0x9dc5811c | 0;
  const texts = new Map<string, number>();
  const words = new Map<number, { readonly name: number; readonly pointer: boolean }>();

  function mix(value: number): void {
    high = Math.imul(high ^ value, 0x01000193);
    high ^= high >>> 15;
    low = Math.imul(low ^ ((value << 13) | (value >>> 19)), 0x85ebca6b);
    low ^= low >>> 13;
  }

  function textHash(text: string): number {
    const known = texts.get(text);
    if (known !== undefined) return known;
    let hash = 0x811c9dc5 | 0;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    texts.set(text, hash);
    return hash;
  }

  function access(tag: number, address: number, value: number): void {
    let word = words.get(address);
    if (!word) {
      const pointer = fieldsOfWord(objects, address).some(({ field }) => field.display === 'pointer');
      word = { name: textHash(wordName(objects, address)), pointer };
      words.set(address, word);
    }
    mix(tag);
    mix(word.name);
    mix(word.pointer ? textHash(pointerName(objects, value)) : value);
  }

  return {
    step(task, site, alternative) {
      mix(0x5354);
      mix(textHash(task));
      mix(textHash(site.function));
      mix(site.lineInFunction);
      mix(site.ordinal);
      mix(textHash(site.operation));
      mix(alternative);
    },
    read: (address, value) => access(0x5244, address & ~3, value),
    write: (address, after) => access(0x5752, address, after),
    hex: () => eightDigits(high) + eightDigits(low),
  };
}

function eightDigits(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
