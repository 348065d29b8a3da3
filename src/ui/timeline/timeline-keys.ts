// What a key means while the timeline has the focus. Pure, so that it can be tested and listed.

export type TimelineAction =
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right'
  | 'fit'
  | 'step-back'
  | 'step'
  | 'task-step-back'
  | 'task-step'
  | 'start'
  | 'end'
  | 'next-change'
  | 'previous-change'
  | 'track-up'
  | 'track-down'
  | 'filter'
  | 'text-twin';

export interface TimelineKey {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const plain: Readonly<Record<string, TimelineAction>> = {
  w: 'zoom-in',
  '+': 'zoom-in',
  '=': 'zoom-in',
  s: 'zoom-out',
  '-': 'zoom-out',
  a: 'pan-left',
  d: 'pan-right',
  f: 'fit',
  arrowleft: 'step-back',
  arrowright: 'step',
  arrowup: 'track-up',
  arrowdown: 'track-down',
  home: 'start',
  end: 'end',
  '.': 'next-change',
  ',': 'previous-change',
  '/': 'filter',
};

export function timelineAction(event: TimelineKey): TimelineAction | undefined {
  const key = event.key.toLowerCase();
  if (event.altKey) return key === 'f2' && !event.ctrlKey ? 'text-twin' : undefined;
  const control = event.ctrlKey || event.metaKey;
  if (key === 'arrowleft')
    return control ? 'previous-change' : event.shiftKey ? 'task-step-back' : 'step-back';
  if (key === 'arrowright') return control ? 'next-change' : event.shiftKey ? 'task-step' : 'step';
  if (control || (event.shiftKey && key.length === 1 && /[a-z]/.test(key))) return undefined;
  return plain[key];
}
