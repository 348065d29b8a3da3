// Everything that is not a page: locks, lists, pagevecs, locals in memory, ghost state. Folded away until asked for;
// objects that this step changed say so on the outside.

import { useState } from 'react';
import type { MemoryObject } from '../../core/language/lower/graph.ts';
import { changesAt } from '../../core/trace/changes.ts';
import { memoryAt } from '../../core/trace/memory-at.ts';
import { wordAddress } from '../../core/trace/names.ts';
import type { Run } from '../../core/trace/run.ts';
import { lastWriter } from '../../core/trace/write-index.ts';
import { valueText } from '../timeline/model/step-text.ts';
import { ValueButton } from './value-button.tsx';

export interface OtherMemoryProps {
  readonly run: Run;
  readonly cursor: number;
  onCursor(k: number): void;
}

export function OtherMemory(props: OtherMemoryProps) {
  const { run, cursor } = props;
  const [open, setOpen] = useState(false);
  const objects = run.head.objects.filter((object) => object.kind !== 'page');
  const changed = new Set(changesAt(run, cursor).map((change) => change.object));
  const touched = objects.filter((object) => changed.has(object)).map((object) => object.name);
  if (objects.length === 0) return undefined;
  return (
    <details className="in-card in-other" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="in-head">
        Other memory
        {touched.length > 0 && <span className="in-touched mono"> Δ {touched.join(', ')}</span>}
      </summary>
      {open && (
        <table className="in-words">
          <caption className="visually-hidden">Memory outside the pages</caption>
          {objects.map((object) => (
            <ObjectRows key={object.address} {...props} object={object} />
          ))}
        </table>
      )}
    </details>
  );
}

function ObjectRows({ run, cursor, onCursor, object }: OtherMemoryProps & { readonly object: MemoryObject }) {
  const memory = memoryAt(run, cursor);
  const changes = changesAt(run, cursor);
  const scalar = object.fields.length === 1 && object.fields[0]?.path === '';
  const title = (
    <>
      <span className="mono">{object.name}</span>
      {object.kind === 'ghost' && <span className="in-muted"> ghost</span>}
    </>
  );
  return (
    <tbody>
      {!scalar && (
        <tr>
          <th scope="rowgroup" colSpan={2} className="in-words__name">
            {title}
          </th>
        </tr>
      )}
      {object.fields.map((field) => {
        const change = changes.find((one) => one.field === field);
        return (
          <tr key={`${field.path}:${field.address}`}>
            <th scope="row" className="in-words__name">
              {scalar ? title : <span className="in-member mono">{field.path}</span>}
            </th>
            <td className="in-words__value in-words__right">
              <ValueButton
                run={run}
                cursor={cursor}
                address={wordAddress(field)}
                writtenBy={lastWriter(run, cursor, wordAddress(field)) + 1}
                before={change && valueText(run, field, change.before)}
                label={scalar ? object.name : `${object.name} ${field.path}`}
                onCursor={onCursor}
              >
                {withinObject(object, valueText(run, field, memory.field(field)))}
              </ValueButton>
            </td>
          </tr>
        );
      })}
    </tbody>
  );
}

/** A pointer into its own object, as list heads have, needs no repeated object name. */
function withinObject(object: MemoryObject, text: string): string {
  return text.startsWith(`&${object.name}.`) ? `&${text.slice(object.name.length + 2)}` : text;
}
