// Above the tables: how much is filled, what was found, the button that fills, and the filters.

import { cellsToFill, fillMatrix } from '../app/flows/matrix.ts';
import { count, plural } from '../app/numbers.ts';
import { useWorkbench } from '../app/workbench.ts';
import type { MatrixCells } from '../state/runs.ts';
import { useStore } from '../state/use-store.ts';
import type { MatrixFilter } from '../state/view.ts';
import { Button } from '../widgets/button.tsx';
import { Select } from '../widgets/select.tsx';
import type { MatrixSection } from './model/parts.ts';
import { cellsOf } from './model/plan.ts';
import { countCells, groupNames, type MatrixCounts } from './model/shown.ts';
import { StopFilling } from './stop-filling.tsx';

interface HeadProps {
  readonly sections: readonly MatrixSection[];
  readonly shown: readonly MatrixSection[];
  readonly cells: MatrixCells;
  readonly filter: MatrixFilter;
}

const onlyOptions = [
  { value: 'all', label: 'Every cell' },
  { value: 'red', label: 'Only red' },
  { value: 'differs', label: 'Only disagreements' },
] as const;

const everyGroup = '';

export function MatrixHead({ sections, shown, cells, filter }: HeadProps) {
  const bench = useWorkbench();
  const running = useStore(bench.runs, (runs) => runs.background?.kind === 'matrix');
  const busy = useStore(bench.runs, (runs) => runs.background !== undefined);
  const all = sections.flatMap(cellsOf);
  const counts = countCells(all, cells);
  const wanted = cellsToFill(bench, shown.flatMap(cellsOf));
  const groups = [
    { value: everyGroup, label: 'All groups' },
    ...groupNames(sections).map((name) => ({ value: name, label: name })),
  ];
  const set = (change: Partial<MatrixFilter>) => bench.view.set({ matrixFilter: { ...filter, ...change } });
  return (
    <div className="matrix__head">
      {running ? (
        <StopFilling />
      ) : (
        <Button
          look={counts.done === 0 ? 'primary' : 'normal'}
          disabled={busy || wanted.length === 0}
          hint={
            busy
              ? 'something fills in the background; stop it first'
              : 'Each cell with the bounds of this document; red ones first where they are known'
          }
          data-testid="matrix-start"
          onClick={() => void fillMatrix(bench, wanted)}
        >
          {fillWords(counts, wanted.length)}
        </Button>
      )}
      <span data-testid="matrix-progress" className="matrix__progress">
        <b>
          {count(counts.done)} of {plural(counts.all, 'cell')}
        </b>
        {foundWords(counts)}
      </span>
      <Select
        label="Show"
        labelHidden
        value={filter.only}
        options={onlyOptions}
        testId="matrix-only"
        onChange={(only) => set({ only })}
      />
      <Select
        label="Group of labs"
        labelHidden
        value={filter.group ?? everyGroup}
        options={groups}
        testId="matrix-group"
        onChange={(name) => set({ group: name === everyGroup ? undefined : name })}
      />
    </div>
  );
}

function fillWords(counts: MatrixCounts, wanted: number): string {
  if (counts.done === 0) return `Fill ${plural(wanted, 'cell')}`;
  return counts.done < counts.all ? `Fill ${plural(wanted, 'more cell')}` : 'Fill again';
}

function foundWords({ red, defects, argued }: MatrixCounts): string {
  const parts = [
    red > 0 ? `${count(red)} red` : '',
    defects > 0 ? plural(defects, 'defect of our model', 'defects of our model') : '',
    argued > 0 ? `${count(argued)} argued` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? '' : ` · ${parts.join(' · ')}`;
}
