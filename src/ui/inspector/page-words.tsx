// The words of struct page as a table: offset, names, value, hex. Unions list every name, the live one marked.

import { useState } from 'react';
import type { MemoryObject } from '../../core/language/lower/graph.ts';
import type { Run } from '../../core/trace/run.ts';
import { valueText } from '../timeline/model/step-text.ts';
import { classNames } from '../widgets/class-names.ts';
import { FlagChips } from './flag-chips.tsx';
import { flagsOf } from './model/flags.ts';
import { type Word, type WordField, wordsOf } from './model/words.ts';
import { ValueButton } from './value-button.tsx';

export interface PageWordsProps {
  readonly run: Run;
  readonly object: MemoryObject;
  readonly cursor: number;
  onCursor(k: number): void;
}

export function PageWords(props: PageWordsProps) {
  const words = wordsOf(props.run, props.object, props.cursor);
  const [all, setAll] = useState(false);
  const idle = words.flatMap((word) => word.fields).filter((one) => one.idle).length;
  return (
    <table className="in-words" data-testid="inspector-words">
      <caption className="visually-hidden">Words of {props.object.name}</caption>
      <thead>
        <tr>
          <th scope="col" className="in-words__offset">
            at
          </th>
          <th scope="col" className="in-words__name">
            field
            {idle > 0 && (
              <button
                type="button"
                className="in-link in-all"
                aria-pressed={all}
                onClick={() => setAll(!all)}
              >
                {all ? 'fewer names' : idle === 1 ? '1 more name' : `${idle} more names`}
              </button>
            )}
          </th>
          <th scope="col">
            <span className="in-pair">
              value <span className="in-hex">hex</span>
            </span>
          </th>
        </tr>
      </thead>
      {words.map((word) => (
        <tbody key={word.address}>
          {word.fields
            .filter((one) => all || !one.idle)
            .map((one, index, shown) => (
              <FieldRows
                key={`${one.field.path}:${one.field.address}`}
                {...props}
                word={word}
                one={one}
                first={index === 0}
                choice={shown.length > 1}
              />
            ))}
        </tbody>
      ))}
    </table>
  );
}

interface FieldRowsProps extends PageWordsProps {
  readonly word: Word;
  readonly one: WordField;
  readonly first: boolean;
  /** Several names of this word are listed, so that the live one must be marked. */
  readonly choice: boolean;
}

function FieldRows({ run, cursor, onCursor, word, one, first, choice }: FieldRowsProps) {
  const { field, value, before } = one;
  const path = field.path.replace(/\.counter$/, '');
  const bits = field.display === 'bits' && field.names.length > 0;
  return (
    <>
      <tr className={classNames(choice && !one.live && 'in-field--other')}>
        <td className="in-words__offset mono">{first ? word.offset : ''}</td>
        <th scope="row" className="in-words__name">
          {choice && <LiveMark live={one.live} />}
          <span className={classNames('mono', field.extension && 'in-field--extension')} title={titleOf(one)}>
            {path}
          </span>
          {one.readOver !== undefined && (
            <span
              className="in-over"
              title={`This step reads the word as ${path} while ${one.readOver} is live.`}
            >
              !<span className="visually-hidden"> read by this name while {one.readOver} is live</span>
            </span>
          )}
        </th>
        <td className="in-words__value">
          <span className="in-pair">
            {!bits && (
              <ValueButton
                run={run}
                cursor={cursor}
                address={word.address}
                writtenBy={word.writtenBy}
                before={one.live && before !== undefined ? valueText(run, field, before) : undefined}
                label={path}
                onCursor={onCursor}
              >
                {valueText(run, field, value)}
              </ValueButton>
            )}
            <span className="in-hex mono">{first && hexWord(word.value)}</span>
          </span>
        </td>
      </tr>
      {bits && (
        <tr>
          <td />
          <td colSpan={2}>
            <FlagChips flags={flagsOf(field, value, before)} />
          </td>
        </tr>
      )}
    </>
  );
}

function LiveMark({ live }: { readonly live: boolean }) {
  return (
    <span className="in-live">
      <span aria-hidden="true">{live ? '▸' : ''}</span>
      <span className="visually-hidden">{live ? 'live: ' : 'not live: '}</span>
    </span>
  );
}

function titleOf({ field }: WordField): string {
  const arms = field.arms.map((arm) => `arm ${arm.arm} of the union at ${arm.unionAt}`).join(', ');
  return [`${field.type} ${field.path}`, arms, field.extension ? 'added by the strategy' : '']
    .filter((s) => s !== '')
    .join('; ');
}

function hexWord(value: number): string {
  return (value >>> 0).toString(16);
}
