// A row of tabs: arrow keys, Home and End move and choose; a tab that can be closed has its button beside the tab,
// not inside it, and closes with Delete too. The owner shows the panel: give it `tabPanelProps(group, id)`.

import type { KeyboardEvent, ReactNode } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import './tabs.css';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  /** Read aloud in place of a label that is not plain text. */
  readonly name?: string;
  /** A number or mark behind the label, such as how many problems there are. */
  readonly badge?: ReactNode;
  readonly closable?: boolean;
}

export interface TabsProps<Id extends string> {
  /** Unique in the window: names the ids that tie tabs to their panels. */
  readonly group: string;
  readonly label: string;
  readonly tabs: readonly Tab<Id>[];
  readonly selected: Id;
  onSelect(id: Id): void;
  onClose?(id: Id): void;
  readonly mono?: boolean;
}

export function Tabs<Id extends string>({
  group,
  label,
  tabs,
  selected,
  onSelect,
  onClose,
  mono,
}: TabsProps<Id>) {
  const go = (index: number) => {
    const next = tabs[(index + tabs.length) % tabs.length];
    if (next === undefined) return;
    onSelect(next.id);
    document.getElementById(tabId(group, next.id))?.focus();
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const tab = tabs[index];
    if (event.key === 'ArrowRight') go(index + 1);
    else if (event.key === 'ArrowLeft') go(index - 1);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(tabs.length - 1);
    else if (event.key === 'Delete' && tab?.closable === true && onClose !== undefined) onClose(tab.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="pl-tabs" role="tablist" aria-label={label}>
      {tabs.map((tab, index) => (
        <span
          key={tab.id}
          role="presentation"
          className={classNames('pl-tabs__item', tab.id === selected && 'pl-tabs__item--selected')}
        >
          <button
            type="button"
            role="tab"
            id={tabId(group, tab.id)}
            aria-selected={tab.id === selected}
            aria-controls={tab.id === selected ? panelId(group, tab.id) : undefined}
            aria-label={tab.name}
            tabIndex={tab.id === selected ? 0 : -1}
            className={classNames('pl-tabs__tab', mono === true && 'mono')}
            onClick={() => onSelect(tab.id)}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            {tab.label}
            {tab.badge !== undefined && <span className="pl-tabs__badge">{tab.badge}</span>}
          </button>
          {tab.closable === true && onClose !== undefined && (
            <IconButton
              icon="close"
              label={`Close ${tab.name ?? (typeof tab.label === 'string' ? tab.label : 'tab')}`}
              className="pl-tabs__close"
              tabIndex={-1}
              onClick={() => onClose(tab.id)}
            />
          )}
        </span>
      ))}
    </div>
  );
}

export function tabPanelProps(group: string, id: string) {
  return { role: 'tabpanel', id: panelId(group, id), 'aria-labelledby': tabId(group, id) } as const;
}

function tabId(group: string, id: string): string {
  return `tab-${group}-${id}`;
}

function panelId(group: string, id: string): string {
  return `panel-${group}-${id}`;
}
