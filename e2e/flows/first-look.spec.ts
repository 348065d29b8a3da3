// What a person who opens the window for the first time needs in sight, in a small window too, and where the focus goes.

import { expect, test } from '../face.ts';
import { chooseDesign, explore, typeAtEnd } from '../person.ts';

const loop = `#include <lab.h>

PAGE(p, .kind = PAGE_FILE, .lru = LRU_INACTIVE_FILE, .mapped = 1);

TASK(again) {
	int i;

	for (i = 0; i < 3000; i++) {
		get_page(p);
		put_page(p);
	}
}
`;

test('what the violating step did is in sight beside the words of the page', async ({ window }) => {
  await explore(window);
  await expect(window.getByTestId('inspector-step').getByText('✗ pin_not_seen')).toBeInViewport({ ratio: 1 });
  await expect(window.getByText('lru.next', { exact: true }).first()).toBeInViewport({ ratio: 1 });
  await window.getByRole('tab', { name: 'Verdict' }).click();
  await expect(window.getByTestId('verdict-sentence')).toContainText(
    /Violated: pin_not_seen\. 2 tasks, .*states/,
  );
});

test.describe('in the smallest window', () => {
  test.use({ size: { width: 960, height: 600 } });

  test('five lanes and the buttons of the verdict are in sight', async ({ window }) => {
    await explore(window);
    const lanes = window.locator('#region-timeline').getByRole('option');
    await expect(lanes.nth(4)).toBeInViewport({ ratio: 0.9 });
    await window.getByRole('tab', { name: 'Verdict' }).click();
    await expect(window.getByTestId('copy-for-mail')).toBeInViewport({ ratio: 1 });
  });
});

test('a new lab is there to be written: the focus is in its text', async ({ window }) => {
  await expect(window.getByTestId('problem-count')).toContainText('no problems');
  await window.keyboard.press('Alt+N');
  await window.getByTestId('new-dialog').getByRole('button', { name: 'Two tasks' }).click();
  await expect(window.getByTestId('editor').locator(':focus')).toHaveCount(1);
});

test('another lab goes on with the strategy that a fork was made from', async ({ window }) => {
  await chooseDesign(window, 'refcount-bias');
  await window.getByTestId('strategy-refcount-bias').click();
  await window.getByTestId('fork').click();
  await expect(window.getByTestId('design')).toContainText('refcount-bias-fork');
  await window.getByTestId('lab-s02-double-pin-slow-gup-drift').click();
  await window.getByTestId('dont-save').click();
  await expect(window.getByTestId('design')).toHaveText(/refcount-bias$/);
});

test('a run too long for a table is watched live and scrubbed in the timeline', async ({ window }) => {
  await window.getByTestId('editor').click();
  await window.keyboard.press('Control+A');
  await window.evaluate((text) => navigator.clipboard.writeText(text), loop);
  await window.keyboard.press('Control+V');
  await typeAtEnd(window, '\n');
  await expect(window.getByTestId('problem-count')).toContainText('no problems');
  await window.keyboard.press('Control+Enter');
  await expect(window.getByTestId('run-label')).toContainText('All tasks ended');
  await expect(window.getByTestId('cursor-position')).toContainText(/step 12\s000 of 12\s000/);
  await expect(window.locator('.drawer__panel')).toContainText('too long for a table');
  await window.getByTestId('timeline-cursor').focus();
  await window.keyboard.press('Home');
  await window.keyboard.press('ArrowRight');
  await expect(window.getByTestId('cursor-position')).toContainText(/step 1 of 12\s000/);
});
