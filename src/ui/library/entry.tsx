// One line of the library: a name, what it is in use for, and what opening it does.

export interface EntryProps {
  readonly name: string;
  readonly prefix?: string | undefined;
  readonly note?: string | undefined;
  readonly title?: string;
  /** Part of the question being asked: marked with a dot and a word. */
  readonly current?: boolean;
  readonly shown?: boolean;
  readonly testId?: string;
  readonly onOpen: () => void;
}

export function Entry({ name, prefix, note, title, current, shown, testId, onOpen }: EntryProps) {
  return (
    <li>
      <button
        type="button"
        className="library__entry"
        title={title ?? name}
        aria-current={current || shown ? 'true' : undefined}
        data-testid={testId}
        onClick={onOpen}
      >
        {prefix !== undefined && <span className="library__prefix">{prefix}</span>}
        <span className="library__name">{name}</span>
        {note !== undefined && <span className="library__note">{note}</span>}
        {current && <span className="library__note">in use</span>}
      </button>
    </li>
  );
}
