// Memory models: stores wait in a CPU's buffer and become visible later; the views say whose buffer it is.

import { expect, test } from '../face.ts';
import { chooseDesign, explore, typeAtEnd } from '../person.ts';

const storeBuffering = `#include <lab.h>

PAGE(p);
int x;
int y;
int seen_by_a;
int seen_by_b;

TASK(a, .cpu = 0) {
	WRITE_ONCE(x, 1);
	seen_by_a = READ_ONCE(y) + 1;
}

TASK(b, .cpu = 1) {
	WRITE_ONCE(y, 1);
	seen_by_b = READ_ONCE(x) + 1;
}

FINALLY(one_sees_the_other, !(seen_by_a == 1 && seen_by_b == 1));
`;

test('a store waits in its CPU’s buffer: the verdict, the table and the inspector say so', async ({
  window,
}) => {
  await window.getByTestId('editor').click();
  await window.keyboard.press('Control+A');
  await window.evaluate((text) => navigator.clipboard.writeText(text), storeBuffering);
  await window.keyboard.press('Control+V');
  await typeAtEnd(window, '\n');
  await explore(window);
  await expect(window.getByTestId('status-verdict')).toContainText(/Holds.*SC/);

  await chooseDesign(window, 'x86-TSO');
  await explore(window);
  await expect(window.getByTestId('status-verdict')).toContainText(/Violated: one_sees_the_other.*x86-TSO/);
  await expect(window.getByTestId('counterexample')).toContainText(
    /CPU \d's store buffer: [xy] becomes visible/,
  );
  await window.keyboard.press('Alt+Home');
  const buffers = window.getByTestId('inspector-buffers');
  await expect(buffers).toContainText('empty');
  await window.keyboard.press('F10');
  await expect(buffers).toContainText(/[xy] := 1/);
  await expect(window.getByTestId('inspector-step')).toContainText(/into the store buffer.*:= 1/);
  await expect(window.locator('#region-timeline')).toContainText('store buffer');
});
