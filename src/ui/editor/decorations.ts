// Draws run marks into Monaco: a band on the step's line, an arrow beside the next line of each task.

import type { Run } from '../../core/trace/run.ts';
import { monaco } from './monaco.ts';
import { nextMarks, stepMark } from './run-marks.ts';

export function runDecorations(
  run: Run,
  cursor: number,
  path: string,
): readonly monaco.editor.IModelDeltaDecoration[] {
  const made: monaco.editor.IModelDeltaDecoration[] = [];
  const mark = stepMark(run, cursor, path);
  if (mark) {
    made.push({
      range: new monaco.Range(mark.line, 1, mark.endLine, Number.MAX_SAFE_INTEGER),
      options: {
        isWholeLine: true,
        className: 'editor-step-line',
        overviewRuler: {
          color: { id: 'editorCursor.foreground' },
          position: monaco.editor.OverviewRulerLane.Full,
        },
        ...(mark.inside === undefined
          ? {}
          : {
              after: {
                content: `    ⟵ step ${cursor}: ${mark.inside}`,
                inlineClassName: 'editor-step-inside',
              },
            }),
      },
    });
  }
  for (const next of nextMarks(run, cursor, path)) {
    made.push({
      range: new monaco.Range(next.line, 1, next.line, 1),
      options: {
        glyphMarginClassName: `editor-next editor-next-${(next.task % 8) + 1}`,
        glyphMarginHoverMessage: {
          value: `**${next.taskName}** ${next.blocked ? 'waits at' : 'goes on with'} \`${next.text}\``,
        },
      },
    });
  }
  return made;
}

export function markersOf(
  diagnostics: readonly {
    readonly severity: 'error' | 'warning';
    readonly code: string;
    readonly line: number;
    readonly column: number;
    readonly endLine: number;
    readonly endColumn: number;
    readonly message: string;
    readonly remedy: string;
  }[],
): monaco.editor.IMarkerData[] {
  return diagnostics.map((found) => ({
    severity: found.severity === 'error' ? monaco.MarkerSeverity.Error : monaco.MarkerSeverity.Warning,
    message: `${found.message}\n${found.remedy}`,
    code: found.code,
    startLineNumber: found.line,
    startColumn: found.column,
    endLineNumber: found.endLine,
    endColumn: found.endColumn,
  }));
}
