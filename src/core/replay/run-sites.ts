// The distinct places of a run, numbered as they are met, with lines instead of offsets.

import type { StepSite } from '../language/lower/graph.ts';
import type { SourceFile, Span } from '../language/source/source-file.ts';
import type { RunSite } from '../trace/run.ts';

export interface SiteTable {
  readonly sites: readonly RunSite[];
  indexOf(task: number, site: StepSite): number;
  /** Of a place that no step site of the graph is: a store's, when it becomes visible. */
  indexOfOther(site: RunSite): number;
  /** The same for a place where a task merely stands; it is not numbered. */
  placeOf(task: number, site: StepSite): RunSite;
}

export function siteTable(files: readonly SourceFile[]): SiteTable {
  const sites: RunSite[] = [];
  const indexes: Map<StepSite, number>[] = [];
  const others = new Map<string, number>();
  const place = lineFinder(files);

  function placeOf(task: number, site: StepSite): RunSite {
    const from = place(site.span.file, site.span.start);
    const to = place(site.span.file, site.span.end);
    return {
      task,
      function: site.function,
      lineInFunction: site.lineInFunction,
      ordinal: site.ordinal,
      file: site.span.file,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      operation: site.operation,
      text: site.text,
      calls: site.calls.map((call) => callAt(call.function, call.span)),
    };
  }

  function callAt(name: string, span: Span) {
    return { function: name, file: span.file, line: place(span.file, span.start).line };
  }

  return {
    sites,
    placeOf,
    indexOfOther(site) {
      const key = `${site.task} ${site.function} ${site.file}:${site.line}:${site.column}-${site.endColumn}`;
      const known = others.get(key);
      if (known !== undefined) return known;
      const index = sites.push(site) - 1;
      others.set(key, index);
      return index;
    },
    indexOf(task, site) {
      indexes[task] ??= new Map();
      const known = indexes[task].get(site);
      if (known !== undefined) return known;
      const index = sites.push(placeOf(task, site)) - 1;
      indexes[task].set(site, index);
      return index;
    },
  };
}

/** Lines and columns of offsets, both from 1; line starts are found once per file. */
function lineFinder(
  files: readonly SourceFile[],
): (file: number, offset: number) => { line: number; column: number } {
  const starts = new Map<number, readonly number[]>();
  return (file, offset) => {
    let lines = starts.get(file);
    if (!lines) {
      const found = [0];
      const text = files[file]?.text ?? '';
      for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) found.push(at + 1);
      lines = found;
      starts.set(file, lines);
    }
    let low = 0;
    let high = lines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((lines[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
  };
}
