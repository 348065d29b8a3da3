import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Button, IconButton } from './button.tsx';
import { Chip } from './chip.tsx';
import { Select } from './select.tsx';
import { Tabs, tabPanelProps } from './tabs.tsx';
import { patternTile, taskPattern } from './task-patterns.ts';

const nothing = () => undefined;

describe('a button', () => {
  it('that is disabled with a reason can still be reached, and one without cannot', () => {
    const explained = renderToStaticMarkup(
      <Button disabled hint="no run yet">
        Step back
      </Button>,
    );
    expect(explained).toContain('aria-disabled="true"');
    expect(explained).not.toContain('disabled=""');
    expect(renderToStaticMarkup(<Button disabled>Step back</Button>)).toContain('disabled=""');
  });

  it('names its icon, its state and its keys for those who listen', () => {
    const html = renderToStaticMarkup(<IconButton icon="fit" label="Fit" shortcut="Ctrl+F" pressed />);
    expect(html).toContain('aria-label="Fit"');
    expect(html).toContain('aria-pressed="true"');
    expect(html).toContain('aria-keyshortcuts="Control+F"');
    expect(html).toContain('aria-hidden="true"');
  });
});

describe('tabs', () => {
  const html = renderToStaticMarkup(
    <Tabs
      group="g"
      label="Views"
      tabs={[
        { id: 'a', label: 'Verdict' },
        { id: 'b', label: 'Log', closable: true },
      ]}
      selected="a"
      onSelect={nothing}
      onClose={nothing}
    />,
  );

  it('let one tab into the tab order and tie it to its panel', () => {
    expect(html.match(/role="tab"[^>]*tabindex="0"/gi)).toHaveLength(1);
    expect(html).toContain(`aria-controls="${tabPanelProps('g', 'a').id}"`);
    expect(html).toContain(`id="${tabPanelProps('g', 'a')['aria-labelledby']}"`);
  });

  it('keep the close button outside the tab', () => {
    const tab = /<button[^>]*role="tab"[^>]*id="tab-g-b"[\s\S]*?<\/button>/.exec(html)?.[0];
    expect(tab).toBeDefined();
    expect(tab).not.toContain('Close');
    expect(html).toContain('aria-label="Close Log"');
  });
});

it('a select has a label even when it is not drawn', () => {
  const html = renderToStaticMarkup(
    <Select
      label="Strategy"
      labelHidden
      value="a"
      options={[{ value: 'a', label: 'A' }]}
      onChange={nothing}
    />,
  );
  const id = /<label for="([^"]+)"/.exec(html)?.[1];
  expect(id).toBeDefined();
  expect(html).toContain(`<select id="${id}"`);
});

it('a chip says its symbol in words', () => {
  const html = renderToStaticMarkup(
    <Chip tone="changed" symbol="+" said="set by this step:">
      dirty
    </Chip>,
  );
  expect(html.replace(/<span aria-hidden.*?<\/span>/, '').replace(/<[^>]+>/g, '')).toBe(
    'set by this step: dirty',
  );
});

it('tasks have patterns that differ from one to the next and meet the hues again only after 56', () => {
  const looks = Array.from({ length: 56 }, (_, task) => `${task % 8}:${taskPattern(task)}`);
  expect(new Set(looks).size).toBe(56);
  expect(patternTile).toBe(8);
});
