// From written types to types: tags, typedefs, enumerators and extension points of all texts.
//
// Promises: order of definition does not matter; a record is laid out once, when its size is first needed; a record
// that contains itself, and an enumerator that needs itself, are reported, not followed.

import { assertNever } from '../../base/assert.ts';
import type { Span } from '../source/source-file.ts';
import type { MemberSyntax, Name, TypeSyntax } from '../syntax/tree.ts';
import { namedType, pointerTo, typeOfWords } from './builtin.ts';
import type { CType, RecordType } from './c-type.ts';
import { EnumTable } from './enum-table.ts';
import { Extensions } from './extensions.ts';
import { layOut, type MemberPlan, sizeOf } from './layout.ts';
import { typeText } from './show.ts';
import { keyOf, remedyFor, reportTwice, type TypeHost } from './type-host.ts';

type RecordSyntax = TypeSyntax & { readonly kind: 'record' };

/** What a written type is part of: anonymous members belong to the named record around them. */
interface Around {
  /** `struct page`: whose extension points these are. */
  readonly owner: string;
  /** How many extension points the owner has. */
  readonly points: number;
  readonly extension: boolean;
}

const NOTHING: Around = { owner: '', points: 0, extension: false };

interface RecordEntry {
  readonly type: RecordType;
  syntax: RecordSyntax | undefined;
  state: 'waiting' | 'busy' | 'done';
  readonly around: Around;
  /** How many records are inside each other here; known when laid out. */
  nesting: number;
}

const MAX_OBJECT = 65_536;
/** Typedefs of typedefs, records inside records: what is written here becomes depth of our own stack. */
const MAX_NESTING = 100;

export class TypeTable {
  private readonly records = new Map<string, RecordEntry>();
  private readonly byType = new Map<RecordType, RecordEntry>();
  private readonly anonymous = new Map<TypeSyntax, CType>();
  private readonly typedefs = new Map<string, { type: TypeSyntax; span: Span; busy: boolean }>();
  readonly extensions = new Extensions();
  readonly enums: EnumTable;
  private readonly host: TypeHost;
  /** Typedefs being followed and records being laid out now. */
  private depth = 0;

  constructor(host: TypeHost) {
    this.host = host;
    this.enums = new EnumTable(host, this.extensions);
  }

  // --- collecting ---------------------------------------------------------------------------------------------

  addTypedef(name: Name, type: TypeSyntax): void {
    const before = this.typedefs.get(name.text);
    if (before !== undefined) reportTwice(this.host, name, before.span, 'typedef');
    else this.typedefs.set(name.text, { type, span: name.span, busy: false });
  }

  /** Registers every struct, union and enum that is defined inside a written type. */
  collect(type: TypeSyntax): void {
    if (type.kind === 'pointer') this.collect(type.to);
    else if (type.kind === 'array') this.collect(type.of);
    else if (type.kind === 'function') this.collect(type.returns);
    else if (type.kind === 'enum') this.enums.collect(type);
    else if (type.kind === 'record' && type.members !== undefined) {
      if (type.tag !== undefined) this.defineRecord(type, type.tag);
      for (const member of type.members) if (member.kind === 'member') this.collect(member.type);
    }
  }

  private defineRecord(syntax: RecordSyntax, tag: Name): void {
    const entry = this.record(syntax.keyword, tag.text);
    if (entry.syntax !== undefined && entry.syntax !== syntax)
      reportTwice(this.host, tag, entry.syntax.tag?.span ?? tag.span, syntax.keyword);
    else entry.syntax = syntax;
  }

  // --- records ------------------------------------------------------------------------------------------------

  private record(keyword: 'struct' | 'union', tag: string): RecordEntry {
    const key = `${keyword} ${tag}`;
    let entry = this.records.get(key);
    if (entry === undefined) {
      entry = {
        type: { kind: keyword, tag, layout: undefined },
        syntax: undefined,
        state: 'waiting',
        around: NOTHING,
        nesting: 0,
      };
      this.records.set(key, entry);
      this.byType.set(entry.type, entry);
    }
    return entry;
  }

  findRecord(keyword: 'struct' | 'union', tag: string): RecordType | undefined {
    const entry = this.records.get(`${keyword} ${tag}`);
    if (entry === undefined) return undefined;
    this.complete(entry.type);
    return entry.type;
  }

  /** Lays a record out if its definition is known. */
  complete(type: CType): void {
    if (type.kind === 'array') {
      this.complete(type.of);
      return;
    }
    if ((type.kind !== 'struct' && type.kind !== 'union') || type.layout !== undefined) return;
    const entry = this.byType.get(type);
    if (entry === undefined || entry.state !== 'waiting' || entry.syntax === undefined) return;
    const { syntax } = entry;
    entry.state = 'busy';
    const plan = this.deeper(syntax.span, () => this.plan(syntax, entry.around)) ?? [];
    type.layout = layOut(type.kind, plan);
    entry.nesting = 1 + Math.max(0, ...plan.map((member) => this.nestingOf(member.type)));
    if (entry.nesting === MAX_NESTING + 1) this.tooDeep(syntax.span);
    entry.state = 'done';
    if (type.tag !== undefined) this.reportDoubles(type, new Map());
  }

  private nestingOf(type: CType): number {
    if (type.kind === 'array') return this.nestingOf(type.of);
    return type.kind === 'struct' || type.kind === 'union' ? (this.byType.get(type)?.nesting ?? 0) : 0;
  }

  private deeper<T>(span: Span, act: () => T | undefined): T | undefined {
    if (this.depth >= MAX_NESTING) return this.tooDeep(span);
    this.depth += 1;
    try {
      return act();
    } finally {
      this.depth -= 1;
    }
  }

  private tooDeep(span: Span): undefined {
    this.host.error(
      'too-deep',
      span,
      `more than ${MAX_NESTING} types inside each other`,
      'shorten the chain of typedefs, or of structs in structs',
    );
    return undefined;
  }

  /** A name may stand once in a record, its anonymous members included. */
  private reportDoubles(type: RecordType, seen: Map<string, Span>): void {
    for (const { name, span, type: inner } of type.layout?.members ?? []) {
      if (name === undefined) {
        if (inner.kind === 'struct' || inner.kind === 'union') this.reportDoubles(inner, seen);
        continue;
      }
      const before = seen.get(name);
      if (before !== undefined) reportTwice(this.host, { text: name, span }, before, 'member');
      seen.set(name, span);
    }
  }

  sizeOf(type: CType): number | undefined {
    this.complete(type);
    return sizeOf(type);
  }

  completeAll(): void {
    for (const entry of this.records.values()) this.complete(entry.type);
    this.enums.all();
    this.extensions.reportUnused(this.host);
  }

  private plan(syntax: RecordSyntax, outer: Around): MemberPlan[] {
    const plan: MemberPlan[] = [];
    const around =
      syntax.tag === undefined
        ? outer
        : { owner: keyOf(syntax), points: countPoints(syntax), extension: false };
    for (const member of syntax.members ?? []) {
      if (member.kind === 'member') this.planMember(member, around, plan);
      else {
        for (const added of this.extensions.at(around.owner, member.point.text, around.points)) {
          for (const each of added.members)
            if (each.kind === 'member') this.planMember(each, { ...around, extension: true }, plan);
        }
      }
    }
    return plan;
  }

  private planMember(member: MemberSyntax & { kind: 'member' }, around: Around, plan: MemberPlan[]): void {
    const { name, span } = member;
    const type = this.resolve(member.type, around);
    if (type === undefined) return;
    this.complete(type);
    const shown = name === undefined ? 'a member' : `the member \`${name.text}\``;
    if (sizeOf(type) === undefined) {
      const busy =
        (type.kind === 'struct' || type.kind === 'union') && this.byType.get(type)?.state === 'busy';
      this.host.error(
        'incomplete-type',
        span,
        `${shown} has the type \`${typeText(type)}\`, ${busy ? 'which contains itself' : 'whose size is not known'}`,
        busy ? 'make it a pointer' : `define \`${typeText(type)}\`, or make it a pointer`,
      );
      return;
    }
    if (name === undefined && type.kind !== 'struct' && type.kind !== 'union') {
      this.host.error('syntax', span, 'a member without a name', 'write the name of the member');
      return;
    }
    plan.push({ name: name?.text, type, span: name?.span ?? span, extension: around.extension });
  }

  // --- types --------------------------------------------------------------------------------------------------

  resolve(syntax: TypeSyntax, around: Around = NOTHING): CType | undefined {
    switch (syntax.kind) {
      case 'named':
        return this.named(syntax.words, syntax.span);
      case 'pointer': {
        const to = this.resolve(syntax.to, around);
        return to === undefined ? undefined : pointerTo(to);
      }
      case 'record':
        return this.recordType(syntax, around);
      case 'array':
        return this.array(syntax, around);
      case 'function': {
        this.host.error(
          'function-type',
          syntax.span,
          'a function is not an object',
          'declare functions at file scope',
        );
        return undefined;
      }
      case 'enum':
        return this.enums.resolve(syntax);
      case 'typeof':
        return this.host.typeOf(syntax.of);
      case 'resolved':
        return syntax.type;
      default:
        return assertNever(syntax);
    }
  }

  private recordType(syntax: RecordSyntax, around: Around): CType | undefined {
    if (syntax.tag !== undefined) {
      if (syntax.members !== undefined) this.defineRecord(syntax, syntax.tag);
      return this.record(syntax.keyword, syntax.tag.text).type;
    }
    const known = this.anonymous.get(syntax);
    if (known !== undefined) return known;
    if (syntax.members === undefined) return undefined;
    const type: RecordType = { kind: syntax.keyword, tag: undefined, layout: undefined };
    this.anonymous.set(syntax, type);
    this.byType.set(type, { type, syntax, state: 'waiting', around, nesting: 0 });
    return type;
  }

  private named(words: readonly string[], span: Span): CType | undefined {
    const builtIn = words.every(isWord) ? typeOfWords(words) : undefined;
    if (builtIn !== undefined) return builtIn;
    const name = words[0] ?? '';
    const typedef = this.typedefs.get(name);
    if (typedef !== undefined) {
      if (typedef.busy) {
        this.host.error('incomplete-type', span, `the typedef \`${name}\` needs itself`, 'break the circle');
        return undefined;
      }
      typedef.busy = true;
      const type = this.deeper(span, () => this.resolve(typedef.type));
      typedef.busy = false;
      return type;
    }
    const known = namedType(name);
    if (known !== undefined) return known;
    const shown = words.join(' ');
    this.host.error(
      'unknown-type',
      span,
      `there is no type \`${shown}\``,
      words.length > 1
        ? 'write a type of C'
        : remedyFor(name, this.typedefs.keys(), 'write a type that lab C knows, or define it'),
    );
    return undefined;
  }

  private array(syntax: TypeSyntax & { kind: 'array' }, around: Around): CType | undefined {
    const of = this.resolve(syntax.of, around);
    if (of === undefined) return undefined;
    if (syntax.length === undefined) {
      this.host.error(
        'array-length',
        syntax.span,
        'an array without a length',
        'write its length between `[` and `]`',
      );
      return undefined;
    }
    const length = this.host.constant(syntax.length, 'the length of an array');
    if (length === undefined) return undefined;
    this.complete(of);
    const size = sizeOf(of);
    if (size === undefined) {
      this.host.error(
        'incomplete-type',
        syntax.span,
        `an array of \`${typeText(of)}\`, whose size is not known`,
        'define the type, or use pointers',
      );
      return undefined;
    }
    if (length < 0 || length * size > MAX_OBJECT) {
      this.host.error(
        'array-length',
        syntax.length.span,
        `an array of ${length} elements`,
        `write a length from 0 up; one object has at most ${MAX_OBJECT} bytes`,
      );
      // The array itself is there: its uses are not told as wrong too.
      return { kind: 'array', of, length: 1 };
    }
    return { kind: 'array', of, length };
  }

  typedefSpan(name: string): Span | undefined {
    return this.typedefs.get(name)?.span;
  }

  tagNames(keyword: 'struct' | 'union' | 'enum'): string[] {
    if (keyword === 'enum') return this.enums.all().flatMap(({ tag }) => tag ?? []);
    const prefix = `${keyword} `;
    return [...this.records.keys()]
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
  }

  tagSpan(keyword: 'struct' | 'union' | 'enum', tag: string): Span | undefined {
    if (keyword === 'enum') return this.enums.tagSpan(tag);
    return this.records.get(`${keyword} ${tag}`)?.syntax?.tag?.span;
  }
}

const WORDS = new Set(['void', 'bool', '_Bool', 'char', 'short', 'int', 'long', 'signed', 'unsigned']);

function isWord(word: string): boolean {
  return WORDS.has(word);
}

/** Extension points of a record and of the anonymous records inside it. */
function countPoints(syntax: RecordSyntax): number {
  let points = 0;
  for (const member of syntax.members ?? []) {
    if (member.kind === 'extension') points += 1;
    else if (member.type.kind === 'record' && member.type.tag === undefined)
      points += countPoints(member.type);
  }
  return points;
}
