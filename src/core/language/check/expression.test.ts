// What expressions and statements mean, as typed trees.

import { describe, expect, it } from 'vitest';
import { checkLab, complaintsOf } from './mini-kernel.fixture.ts';
import { showStmt } from './show-expr.fixture.ts';

const objects = `
struct node { struct list_head link; int value; u8 small; atomic_t count; atomic_long_t big; };
int x; unsigned int u; long l; unsigned long w; u8 b; s16 h; bool yes; int many[4]; int *px;
struct node node; struct node *pn; spinlock_t lock; DEFINE_PER_CPU(struct node, cpu_node);
enum mood { GOOD = 3, BAD = -1 }; enum mood mood;
#define TEN 10
#define ADD(a, c) ((a) + (c))
#define FIELD(p, m) ((p)->m)
#define entry_of(ptr, type, member) container_of(ptr, type, member)
enum ref_holder { REF_TASK, REF_PIN };
PAGE(p); PAGE(q);
`;

/** The statements of a task with this body. */
function meaning(text: string): string {
  const outcome = checkLab(`${objects}\nTASK(t) { ${text} }`);
  expect(complaintsOf(outcome)).toEqual([]);
  const { program } = outcome;
  const body = program?.tasks[0]?.body;
  return program === undefined || body === undefined
    ? ''
    : body.body.map((stmt) => showStmt(program, stmt)).join('; ');
}

describe('values', () => {
  it.each([
    ['x = 1 + 2 * 3;', '(= &x 7)'],
    ['x = TEN / 3;', '(= &x 3)'],
    ['x = ADD(x, 1);', '(= &x (+ [&x] 1))'],
    ['x = u;', '(= &x (int)[&u])'],
    ['b = x;', '(= &b (u8)[&x])'],
    ['yes = x;', '(= &yes (bool)[&x])'],
    ['yes = px;', '(= &yes (bool)[&px])'],
    ['x = x < u;', '(= &x (<u (unsigned int)[&x] [&u]))'],
    ['x = l < u;', '(= &x (< [&l] (long)[&u]))'],
    ['x = -b >> 1;', '(= &x (>> (- (int)[&b]) 1))'],
    ['u = u >> 1;', '(= &u (>>u [&u] 1))'],
    ['x = !x && px || yes;', '(= &x (|| (&& (! [&x]) [&px]) [&yes]))'],
    ['x = x ? 1 : b;', '(= &x (? [&x] 1 (int)[&b]))'],
    ['x = (x = 2, 3);', '(= &x (, (= &x 2) 3))'],
    ['x = sizeof(many) + sizeof many[0] + ARRAY_SIZE(many);', '(= &x 24)'],
    ['mood = BAD;', '(= &mood -1)'],
    ['x = mood;', '(= &x (int)[&mood])'],
    ["x = 'a';", '(= &x 97)'],
    ['w = 0xdead000000000100;', '(= &w 256)'],
    ['x = 010 + 0x10 + 0b11;', '(= &x 27)'],
  ])('%s', (text, expected) => expect(meaning(text)).toBe(expected));
});

describe('places', () => {
  it.each([
    ['x++;', '(+= &x 1 before)'],
    ['--x;', '(-= &x 1 after)'],
    ['b <<= 2;', '(<<= &b 2 after)'],
    ['px += 2;', '(+= &px 8 after)'],
    ['x = px[1];', '(= &x [(+u [&px] 4)])'],
    ['many[x] = 0;', '(= (+u &many (* [&x] 4)) 0)'],
    ['many[2] = 0;', '(= (+u &many 8) 0)'],
    ['px = many + 1;', '(= &px (+u &many 4))'],
    ['px = &many[3];', '(= &px (+u &many 12))'],
    ['l = px - many;', '(= &l (/ (- [&px] &many) 4))'],
    ['x = pn->value;', '(= &x [(+u [&pn] 16)])'],
    ['x = node.link.prev == &node.link;', '(= &x (==u [(+u &node 8)] &node))'],
    ['x = (*pn).small;', '(= &x (int)[(+u [&pn] 20)])'],
    ['x = FIELD(pn, value);', '(= &x [(+u [&pn] 16)])'],
    ['pn = container_of(node.link.next, struct node, link);', '(= &pn [&node])'],
    ['pn = entry_of(px, struct node, value);', '(= &pn (+u [&px] -16))'],
    ['p->index = page_to_pfn(q) + NR_PAGES;', '(= (+u &page0 32) 3)'],
    ['x = pfn_to_page(x) == q;', '(= &x (==u (+u &page0 (*u (unsigned long)[&x] 64)) &page1))'],
    ['this_cpu_ptr(&cpu_node)->value = 1;', '(= (+u &percpu cpu_node(this) 16) 1)'],
    ['x = per_cpu(cpu_node, 1).value;', '(= &x [(+u &percpu cpu_node(1) 16)])'],
    ['x = smp_processor_id() + current_task();', '(= &x (+ (this cpu) (this task)))'],
    ['x = valid_address(pn);', '(= &x (valid [&pn] 40))'],
  ])('%s', (text, expected) => expect(meaning(text)).toBe(expected));
});

describe('operations of one step', () => {
  it.each([
    ['x = READ_ONCE(node.value);', '(= &x once[(+u &node 16)])'],
    ['WRITE_ONCE(x, 1);', '(once = &x 1)'],
    ['x = atomic_read(&node.count);', '(= &x once[(+u &node 24)])'],
    ['atomic_inc(&node.count);', '(void)(rmw add (+u &node 24) 1 after)'],
    ['atomic_andnot(4, &node.count);', '(void)(rmw and (+u &node 24) -5 after)'],
    ['x = atomic_dec_and_test(&node.count);', '(= &x (! (rmw sub (+u &node 24) 1 after full)))'],
    [
      'x = atomic_add_unless(&node.count, 2, 5);',
      '(= &x (!= (rmw add-unless (+u &node 24) 2 if 5 before full) 5))',
    ],
    ['x = atomic_long_fetch_add(2, &node.big);', '(= &x (int)(rmw add (+u &node 32) 2 before full))'],
    ['x = cmpxchg(&x, 1, 2);', '(= &x (rmw cmpxchg &x 2 if 1 before full))'],
    ['px = xchg(&px, NULL);', '(= &px (rmw xchg &px 0 before full))'],
    ['x = test_bit(3, &w);', '(= &x (int)(&u (>>u once[&w] 3) 1))'],
    ['set_bit(3, &w);', '(void)(rmw or &w 8 before)'],
    ['x = test_and_clear_bit(3, &w);', '(= &x (int)(&u (>>u (rmw and &w -9 before full) 3) 1))'],
    ['__set_bit(0, &w);', '(void)(|= &w 1 after)'],
    ['spin_lock_irqsave(&lock, w); spin_unlock(&lock);', '(lock irq &lock); (unlock &lock)'],
    ['if (spin_trylock(&lock)) return;', 'if (trylock &lock) return'],
    ['smp_mb__after_atomic(); preempt_disable();', '(fence mb-after-atomic); (preempt-disable)'],
    ['x = choose(1, x, TEN);', '(= &x (choose 1 [&x] 10))'],
    ['if (WARN_ON(x)) return;', 'if (warn (!= [&x] 0)) return'],
    ['WARN_ON_ONCE(x);', 'warn "WARN_ON_ONCE(x)" (!= [&x] 0)'],
    [
      'VM_BUG_ON_PAGE(x == 1, p); BUG();',
      'bug "VM_BUG_ON_PAGE(x == 1, p)" (!= (== [&x] 1) 0); bug "BUG()" 1',
    ],
    ['wait_event(x && yes); assume(x);', 'wait (&& [&x] [&yes]); assume [&x]'],
    ['/* why */ atomic { wait_event(x); x = 0; }', 'atomic { wait [&x]; (= &x 0) }'],
    ['ghost live_pins[0] = x;', 'ghost (= ghost &live_pins [&x])'],
    ['ghost raise page_freed(p);', 'ghost raise 0(&page0)'],
    ['ghost ref_moved(p, REF_TASK, REF_PIN, 2);', 'ghost { ledger &page0 0 -2; ledger &page0 1 2 }'],
  ])('%s', (text, expected) => expect(meaning(text)).toBe(expected));
});

describe('statements', () => {
  it('keeps locals in registers until their address is taken', () => {
    expect(meaning('int n = 1; n++; x = n;')).toBe('local0 = 1; (+= local0 1 before); (= &x [local0])');
    expect(meaning('int n = 1; px = &n; x = n;')).toBe(
      'local0; (= &local0 1); (= &px &local0); (= &x [&local0])',
    );
    expect(meaning('int n[2] = { [1] = 5 };')).toBe('local0; (= (+u &local0 4) 5)');
  });

  it('writes list loops out', () => {
    expect(meaning('struct node *i; list_for_each_entry(i, &node.link, link) x = i->value;')).toBe(
      'local0; for ((= local0 [&node]); (!=u [local0] &node); (= local0 [[local0]])) (= &x [(+u [local0] 16)])',
    );
    expect(meaning('struct list_head *i, *n; list_for_each_safe(i, n, &node.link) x++;')).toBe(
      'local0; local1; for ((, (= local0 [&node]) (= local1 [[local0]])); (!=u [local0] &node); (, (= local0 [local1]) (= local1 [[local1]]))) (+= &x 1 before)',
    );
  });

  it('flattens switches and shadows names', () => {
    expect(meaning('switch (x) { case TEN: x = 1; break; default: { int x = 2; b = x; } }')).toBe(
      'switch [&x] { (= &x 1); break; { local0 = 2; (= &b (u8)[local0]) } } at 10:0 default:2',
    );
  });
});
