// One box for everything with a name. `>` commands (those not possible now say why), `:` a step number, nothing: labs,
// strategies, policies, presets, kernel files and runs.

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { type Choice, choicesFor } from './palette-choices.ts';
import { useWorkbench } from './workbench.ts';
import './palette.css';

export function Palette({ start, onClose }: { readonly start: string; readonly onClose: () => void }) {
  const bench = useWorkbench();
  const id = useId();
  const [query, setQuery] = useState(start);
  const [at, setAt] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const choices = choicesFor(bench, query);
  const selected = Math.min(at, choices.length - 1);

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    list.current?.children[selected]?.scrollIntoView({ block: 'nearest' });
  }, [selected]);

  const take = (choice: Choice | undefined) => {
    if (!choice || choice.reason !== undefined) return;
    onClose();
    choice.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const last = choices.length - 1;
    if (event.key === 'ArrowDown') setAt(selected >= last ? 0 : selected + 1);
    else if (event.key === 'ArrowUp') setAt(selected <= 0 ? last : selected - 1);
    else if (event.key === 'Enter') take(choices[selected]);
    else return;
    event.preventDefault();
  };

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the keyboard's way, by the cancel event
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Command palette"
      data-testid="palette"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      <input
        className="palette__input"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={choices.length > 0 ? `${id}-${selected}` : undefined}
        aria-label="Name of a command, lab, strategy, policy, preset or run"
        placeholder="A name; > for commands, : for a step"
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={id} className="palette__list" role="listbox" aria-label="Matches">
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the input, which names the active option
          <div
            key={choice.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === selected}
            aria-disabled={choice.reason !== undefined}
            className="palette__choice"
            onClick={() => take(choice)}
          >
            <span className="palette__name">
              {choice.title}
              {choice.reason !== undefined && <span className="palette__reason"> {choice.reason}</span>}
            </span>
            <span className="palette__kind">{choice.kind}</span>
            {choice.key !== undefined && <kbd className="pl-kbd">{choice.key}</kbd>}
          </div>
        ))}
        {choices.length === 0 && <div className="palette__none">Nothing by that name</div>}
      </div>
    </dialog>
  );
}
