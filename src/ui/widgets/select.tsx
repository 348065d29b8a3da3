// A drop-down with its label beside it: the platform's own control, so that keyboard and screen reader just work.

import { useId } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import './select.css';

export interface SelectOption<V extends string> {
  readonly value: V;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface SelectProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  onChange(value: V): void;
  /** The label is read aloud but not drawn. */
  readonly labelHidden?: boolean;
  readonly mono?: boolean;
  readonly disabled?: boolean;
  readonly testId?: string;
}

export function Select<V extends string>(props: SelectProps<V>) {
  const id = useId();
  return (
    <span className="pl-select">
      <label htmlFor={id} className={props.labelHidden === true ? 'visually-hidden' : 'pl-select__label'}>
        {props.label}
      </label>
      <span className="pl-select__box">
        <select
          id={id}
          value={props.value}
          disabled={props.disabled}
          data-testid={props.testId}
          className={classNames('pl-select__control', props.mono === true && 'mono')}
          onChange={(event) => {
            const chosen = props.options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) props.onChange(chosen.value);
          }}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size={12} />
      </span>
    </span>
  );
}
