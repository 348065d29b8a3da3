// Small line icons on a 16 x 16 grid, drawn in the colour of the text around them. Decoration: the word beside an
// icon, or the label of its button, says what it means.

import './icon.css';

const paths = {
  play: 'M4.5 2.8v10.4l8.5-5.2z',
  'step-forward': 'M3 3v10l6-5zM12 3v10',
  'step-back': 'M13 3v10L7 8zM4 3v10',
  'skip-start': 'M13 3v10L6 8zM4.5 3v10M2.5 3v10',
  'skip-end': 'M3 3v10l7-5zM11.5 3v10M13.5 3v10',
  pause: 'M5 3v10M11 3v10',
  stop: 'M3.5 3.5h9v9h-9z',
  explore: 'M2 8h3l3-4.5h6M5 8l3 4.5h6M5 8h9',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  'chevron-down': 'M4 6l4 4 4-4',
  'chevron-right': 'M6 4l4 4-4 4',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  check: 'M3 8.5l3.2 3.2L13 4.8',
  warning: 'M8 2.2L14.5 13.5h-13zM8 6.5v3.2M8 11.6v.4',
  circle: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  question:
    'M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8zM6.2 6.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.6-.9 1.2M8 11.3v.4',
  larger: 'M9.5 2.5h4v4M13.5 2.5l-5 5M6.5 13.5h-4v-4M2.5 13.5l5-5',
  smaller: 'M13 7.5H8.5V3M8.5 7.5l5-5M3 8.5h4.5V13M7.5 8.5l-5 5',
  fit: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3',
  'zoom-in': 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14M5 7h4M7 5v4',
  'zoom-out': 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.4 10.4L14 14M5 7h4',
  follow: 'M2 8h8M7 4.5L10.5 8 7 11.5M13.5 3v10',
  tracks: 'M2.5 3.5h7M5 8h8.5M2.5 12.5h6',
  text: 'M2.5 4h11M2.5 7h8M2.5 10h11M2.5 13h6',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  'eye-off':
    'M2.5 2.5l11 11M6.3 4.1A6 6 0 0 1 8 3.8c4 0 6.2 4.2 6.2 4.2a11 11 0 0 1-2 2.5M4 5.4A10.6 10.6 0 0 0 1.8 8S4 12.2 8 12.2c.9 0 1.7-.2 2.4-.5',
  save: 'M2.5 2.5h9l2 2v9h-11zM5 2.5v3.5h5v-3.5M5 13.5v-4h6v4',
  open: 'M1.8 12.8v-9.3h4.2l1.5 1.8h5.7v2M1.8 12.8l2-5.5h10.9l-2 5.5z',
  file: 'M3.5 1.8h6l3 3v9.4h-9zM9.5 1.8v3h3',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12',
  source: 'M5.5 4L1.8 8l3.7 4M10.5 4l3.7 4-3.7 4',
  lock: 'M4 7.2h8v6.3H4zM5.5 7.2V5a2.5 2.5 0 0 1 5 0v2.2',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className={name === 'play' || name === 'stop' ? 'pl-icon pl-icon--solid' : 'pl-icon'}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
