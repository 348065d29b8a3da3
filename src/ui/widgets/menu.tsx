// A button that opens a list of things to do or to switch on and off. Arrow keys, Home, End and Escape work as in a
// native menu; it stays open while check items are switched and closes when an action is done.

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  /** Present for an item that is on or off. */
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly shortcut?: string;
  readonly note?: string;
}

export interface MenuProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly hint?: string;
  /** Groups are set apart by a rule. */
  readonly groups: readonly (readonly MenuItem[])[];
  onChoose(id: string): void;
}

export function Menu({ label, icon, hint, groups, onChoose }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const menu = list.current;
    const opener = button.current;
    if (!open || menu === null || opener === null) return;
    menu.showPopover();
    place(menu, opener.getBoundingClientRect());
    items(menu)[0]?.focus();
    const onPointer = (event: PointerEvent) => {
      const inside =
        event.target instanceof Node && (menu.contains(event.target) || opener.contains(event.target));
      if (!inside) setOpen(false);
    };
    window.addEventListener('pointerdown', onPointer, true);
    return () => window.removeEventListener('pointerdown', onPointer, true);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const all = items(event.currentTarget);
    const at = all.findIndex((item) => item.matches(':focus'));
    if (event.key === 'Escape' || event.key === 'Tab') close();
    else if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus();
    else if (event.key === 'ArrowUp') all[(at - 1 + all.length) % all.length]?.focus();
    else if (event.key === 'Home') all[0]?.focus();
    else if (event.key === 'End') all.at(-1)?.focus();
    else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <Button
        ref={button}
        look="quiet"
        icon={icon}
        hint={hint}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label}
      </Button>
      {open && (
        <div
          ref={list}
          id={id}
          role="menu"
          aria-label={label}
          popover="manual"
          className="pl-menu"
          tabIndex={-1}
          onKeyDown={onKeyDown}
        >
          {groups.map((group) => (
            // biome-ignore lint/a11y/useSemanticElements: a group of menu items is not a set of form fields
            <div key={group.map((item) => item.id).join()} role="group" className="pl-menu__group">
              {group.map((item) => (
                <button
                  key={item.id}
                  type="button"
                  {...itemRole(item)}
                  aria-disabled={item.disabled}
                  tabIndex={-1}
                  className="pl-menu__item"
                  onClick={() => {
                    if (item.disabled === true) return;
                    onChoose(item.id);
                    if (item.checked === undefined) close();
                  }}
                >
                  <span className="pl-menu__mark">
                    {item.checked === true && <Icon name="check" size={14} />}
                  </span>
                  <span className="pl-menu__label">{item.label}</span>
                  {item.note !== undefined && <span className="pl-menu__note">{item.note}</span>}
                  {item.shortcut !== undefined && <kbd className="pl-kbd">{item.shortcut}</kbd>}
                </button>
              ))}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function itemRole(item: MenuItem) {
  if (item.checked === undefined) return { role: 'menuitem' } as const;
  return { role: 'menuitemcheckbox', 'aria-checked': item.checked } as const;
}

function items(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('.pl-menu__item:not([aria-disabled="true"])')];
}

function place(menu: HTMLElement, opener: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const top = opener.bottom + 2 + height <= window.innerHeight ? opener.bottom + 2 : opener.top - 2 - height;
  menu.style.top = `${Math.max(4, top)}px`;
  menu.style.left = `${Math.max(4, Math.min(opener.left, window.innerWidth - width - 4))}px`;
}
