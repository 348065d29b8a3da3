// What a window of ours can never do: navigate, open windows, embed pages, ask for permissions.
//
// A link to a known place goes to the person's browser; another https link is asked about; the rest is dropped.
// Writing to the clipboard is the one permission, for Copy for mail.

import { judgeLink } from './links.ts';
import type { ContentsPart, SessionPart } from './parts.ts';

export interface LinkOpener {
  open(address: string): void;
  /** Asks first. */
  ask(address: string): void;
}

export function hardenContents(contents: ContentsPart, opener: LinkOpener): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    const judged = judgeLink(url);
    if (judged === 'open') opener.open(url);
    if (judged === 'ask') opener.ask(url);
    return { action: 'deny' };
  });
}

const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write']);

export function hardenSession(session: SessionPart): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(granted.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => granted.has(permission));
}

/** The window's options that security rests on, in one place for a test to read. */
export const safePreferences = {
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  contextIsolation: true,
  sandbox: true,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
} as const;
