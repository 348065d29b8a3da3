// Files dropped anywhere on the window are opened.

import { type RefObject, useEffect } from 'react';
import type { Workbench } from '../app/workbench.ts';
import { readUpload } from './files.ts';
import { openPicked } from './open.ts';

export function useDrop(bench: Workbench, frame: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent) => {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      event.stopPropagation();
      if (window.pinlab) window.pinlab.openDropped(file);
      else void readUpload(file).then((picked) => openPicked(bench, picked));
    };
    element.addEventListener('dragover', over);
    element.addEventListener('drop', drop, { capture: true });
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('drop', drop, { capture: true });
    };
  }, [bench, frame]);
}
