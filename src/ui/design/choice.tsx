// One thing to choose: a native radio button or check box with its id, and what to say of it when it is looked at.

import { classNames } from '../widgets/class-names.ts';

export interface About {
  readonly title: string;
  readonly lines: readonly string[];
}

export interface ChoiceProps {
  readonly type: 'radio' | 'checkbox';
  readonly group: string;
  readonly name: string;
  readonly title?: string | undefined;
  readonly note?: string | undefined;
  readonly checked: boolean;
  /** Takes the focus when the dialog opens. */
  readonly first?: boolean;
  /** Why it cannot be chosen. */
  readonly problem?: string | undefined;
  readonly about: About;
  onAbout(about: About): void;
  onChoose(): void;
}

export function Choice(props: ChoiceProps) {
  const { type, group, name, title, note, checked, first, problem, about, onAbout, onChoose } = props;
  const tell = () => onAbout(problem === undefined ? about : { ...about, lines: [...about.lines, problem] });
  return (
    <label
      className={classNames('design__choice', checked && 'design__choice--checked')}
      onPointerEnter={tell}
      data-testid={`choose-${name}`}
    >
      <input
        type={type}
        name={group}
        checked={checked}
        disabled={problem !== undefined}
        data-first={first || undefined}
        onFocus={tell}
        onChange={onChoose}
      />
      <span className="design__name mono">{name}</span>
      {note !== undefined && <span className="design__note">{note}</span>}
      {title !== undefined && title !== '' && <span className="design__title">{title}</span>}
    </label>
  );
}
