// What lab C adds: choices, numbers of tasks and pages, layout questions, findings used as values.

import { INT, pointerTo, ULONG } from '../../types/builtin.ts';
import type { RecordType } from '../../types/c-type.ts';
import { typeText } from '../../types/show.ts';
import type { Body } from '../body.ts';
import { binary, cast, constant, notZero, offsetBy } from '../build.ts';
import type { CallSyntax } from '../call.ts';
import { checkExpr, checkScalar, typeOfUnread } from '../expression.ts';
import { combine } from '../operators.ts';
import type { Expr } from '../program.ts';
import { spanText } from '../unit.ts';
import { type Intrinsic, integerArg, intrinsic, memberOffset, typeArg } from './intrinsic.ts';

export function labIntrinsics(): Intrinsic[] {
  return [
    intrinsic('choose(a, b, …)', 'one step; any of the values', checkChoose, { least: 1, most: 64 }),
    intrinsic('smp_processor_id()', "no step; the number of the task's CPU", (body, node) =>
      taskConstant(body, node, 'cpu'),
    ),
    intrinsic('current_task()', 'no step; the number of the task', (body, node) =>
      taskConstant(body, node, 'task'),
    ),
    intrinsic('likely(x)', 'the steps of `x`', checkHint, { constant: true }),
    intrinsic('unlikely(x)', 'the steps of `x`', checkHint, { constant: true }),
    intrinsic(
      'valid_address(p)',
      'no step; 1 where an object of the size of `*p` lies at `p`',
      checkValidAddress,
    ),
    intrinsic('page_to_pfn(page)', 'no step; the number of the page', checkPageToPfn),
    intrinsic('pfn_to_page(n)', 'no step; the page with that number', checkPfnToPage),
    intrinsic('container_of(ptr, type, member)', 'no step', (body, node) =>
      checkContainerOf(body, node, 'container_of'),
    ),
    intrinsic('list_entry(ptr, type, member)', 'no step', (body, node) =>
      checkContainerOf(body, node, 'list_entry'),
    ),
    intrinsic('offsetof(type, member)', 'no step; a constant', checkOffsetof, { constant: true }),
    intrinsic('ARRAY_SIZE(a)', 'no step; a constant', checkArraySize, { constant: true }),
    ...['WARN_ON(c)', 'WARN_ON_ONCE(c)', 'VM_WARN_ON(c)', 'VM_WARN_ON_ONCE(c)'].map((signature) =>
      intrinsic(signature, 'the reads of `c`; recorded where it is true, the run goes on', checkWarn),
    ),
    ...['BUG()', 'BUG_ON(c)', 'VM_BUG_ON(c)', 'VM_BUG_ON_PAGE(c, page)'].map((signature) =>
      statementOnly(signature, 'the reads of `c`; a finding where it is true, the run ends'),
    ),
    statementOnly('wait_event(cond)', 'one step; blocks until `cond`'),
    statementOnly('assume(cond)', 'the reads of `cond`; runs in which it is false are dropped'),
    statementOnly('ref_taken(page, HOLDER, n)', 'no step; tells the ledger'),
    statementOnly('ref_dropped(page, HOLDER, n)', 'no step; tells the ledger'),
    statementOnly('ref_moved(page, FROM, TO, n)', 'no step; tells the ledger'),
  ];
}

function statementOnly(signature: string, steps: string): Intrinsic {
  const name = signature.slice(0, signature.indexOf('('));
  return intrinsic(
    signature,
    steps,
    (body, node) =>
      body.error(
        'not-a-value',
        body.at(node),
        `\`${name}\` is a statement, and a value is wanted here`,
        'write it as a statement of its own',
      ),
    { isStatement: true },
  );
}

function checkChoose(body: Body, node: CallSyntax): Expr | undefined {
  const span = body.at(node);
  const options = node.args.map((arg) => checkScalar(body, arg));
  if (!body.acts(span, 'a choice')) return undefined;
  body.blocksHere(span, '`choose`');
  const known = options.filter((option) => option !== undefined);
  const [first] = known;
  if (first === undefined || known.length < options.length) return undefined;
  let type = first.type;
  for (const option of known) {
    const sum = body.unit.reporter.quietly(() =>
      type.kind === 'pointer' || option.type.kind === 'pointer'
        ? first
        : combine(body, node, '+', constant(1, type, span), constant(1, option.type, span)),
    );
    if (sum !== undefined && type.kind !== 'pointer' && option.type.kind !== type.kind) type = sum.type;
    if ((type.kind === 'pointer') !== (option.type.kind === 'pointer')) {
      return body.error(
        'wrong-operand',
        span,
        `\`choose\` mixes \`${typeText(type)}\` and \`${typeText(option.type)}\``,
        'give all values one type',
      );
    }
  }
  return { kind: 'choose', options: known.map((option) => cast(option, type)), type, span };
}

function taskConstant(body: Body, node: CallSyntax, which: 'cpu' | 'task'): Expr | undefined {
  const span = body.at(node);
  if (body.mode === 'property') {
    return body.error(
      'not-at-once',
      span,
      `${body.modeText()} belongs to no task`,
      'name the task or CPU by its number',
    );
  }
  return { kind: 'task-constant', which, type: INT, span };
}

function checkHint(body: Body, node: CallSyntax): Expr | undefined {
  const [arg] = node.args;
  return arg === undefined ? undefined : checkScalar(body, arg);
}

function checkValidAddress(body: Body, node: CallSyntax): Expr | undefined {
  const [arg] = node.args;
  const address = arg === undefined ? undefined : checkExpr(body, arg);
  if (address === undefined) return undefined;
  const span = body.at(node);
  if (address.type.kind !== 'pointer')
    return body.error(
      'wrong-argument',
      span,
      `\`valid_address\` needs a pointer, and this is \`${typeText(address.type)}\``,
      'pass a pointer',
    );
  const size = body.unit.types.sizeOf(address.type.to) ?? 1;
  return { kind: 'valid-address', address, size, type: INT, span };
}

function pageRecord(body: Body, node: CallSyntax, name: string) {
  const record = body.unit.types.findRecord('struct', 'page');
  if (record?.layout !== undefined) return record;
  return body.error(
    'unknown-type',
    body.at(node),
    `\`${name}\` needs \`struct page\`, which is not defined`,
    'write `#include <lab.h>`',
  );
}

function firstPage(body: Body, record: RecordType, span: Expr['span']): Expr {
  const type = pointerTo(record);
  return body.unit.pages.size === 0 ? constant(0, type, span) : { kind: 'page-address', page: 0, type, span };
}

function checkPageToPfn(body: Body, node: CallSyntax): Expr | undefined {
  const [arg] = node.args;
  const record = pageRecord(body, node, 'page_to_pfn');
  const page = arg === undefined ? undefined : checkExpr(body, arg);
  if (page === undefined || record?.layout === undefined) return undefined;
  const span = body.at(node);
  if (page.type.kind !== 'pointer' || page.type.to !== record) {
    return body.error(
      'wrong-argument',
      span,
      `\`page_to_pfn\` needs \`struct page *\`, and this is \`${typeText(page.type)}\``,
      'pass a page',
    );
  }
  if (page.kind === 'page-address') return constant(page.page, ULONG, span);
  const bytes = binary('-', true, page, firstPage(body, record, span), ULONG, span);
  return binary('/', true, bytes, constant(record.layout.size, ULONG, span), ULONG, span);
}

function checkPfnToPage(body: Body, node: CallSyntax): Expr | undefined {
  const record = pageRecord(body, node, 'pfn_to_page');
  const number = integerArg(body, node.args[0], 'pfn_to_page');
  if (number === undefined || record?.layout === undefined) return undefined;
  const span = body.at(node);
  const scaled = binary(
    '*',
    true,
    cast(number, ULONG),
    constant(record.layout.size, ULONG, span),
    ULONG,
    span,
  );
  return binary('+', true, firstPage(body, record, span), scaled, pointerTo(record), span);
}

function checkContainerOf(body: Body, node: CallSyntax, name: string): Expr | undefined {
  const [ptr, , member] = node.args;
  const pointer = ptr === undefined ? undefined : checkExpr(body, ptr);
  const type = typeArg(body, node.args[1], name);
  if (type === undefined || member === undefined) return undefined;
  const found = memberOffset(body, type, member, name);
  if (pointer === undefined || found === undefined) return undefined;
  const span = body.at(node);
  if (pointer.type.kind !== 'pointer')
    return body.error(
      'wrong-argument',
      span,
      `\`${name}\` needs a pointer, and this is \`${typeText(pointer.type)}\``,
      'pass the address of the member',
    );
  return offsetBy(pointer, -found.offset, pointerTo(type), span);
}

function checkOffsetof(body: Body, node: CallSyntax): Expr | undefined {
  const type = typeArg(body, node.args[0], 'offsetof');
  const [, member] = node.args;
  const found =
    type === undefined || member === undefined ? undefined : memberOffset(body, type, member, 'offsetof');
  return found === undefined ? undefined : constant(found.offset, ULONG, body.at(node));
}

function checkArraySize(body: Body, node: CallSyntax): Expr | undefined {
  const [arg] = node.args;
  const type = arg === undefined ? undefined : typeOfUnread(body, arg);
  if (type === undefined) return undefined;
  if (type.kind === 'array') return constant(type.length, ULONG, body.at(node));
  return body.error(
    'wrong-argument',
    body.at(node),
    `\`ARRAY_SIZE\` needs an array, and this is \`${typeText(type)}\``,
    'pass an array',
  );
}

function checkWarn(body: Body, node: CallSyntax): Expr | undefined {
  const [arg] = node.args;
  const test = arg === undefined ? undefined : checkScalar(body, arg);
  const span = body.at(node);
  if (test === undefined || !body.acts(span, 'a warning')) return undefined;
  return { kind: 'warn', text: spanText(body.unit, span), test: notZero(test, span), type: INT, span };
}
