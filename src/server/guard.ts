// Who may talk to the browser face: only a page that this very server gave, addressed by the exact name.
//
// An exact `Host` defeats DNS rebinding; an exact `Origin` keeps other pages off the socket. Pure, so that each refusal
// is a test.

export interface Knock {
  readonly method: string | undefined;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** As in the request line. */
  readonly target: string | undefined;
}

export type Judgement =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly status: 400 | 403 | 405; readonly why: string };

/** For a page, a script, a style. Browsers send no `Origin` with most of these. */
export function judgeGet(knock: Knock, port: number): Judgement {
  const host = judgeHost(knock, port);
  if (host !== undefined) return host;
  if (knock.method !== 'GET' && knock.method !== 'HEAD') return refuse(405, 'only GET is served');
  if (knock.origin !== undefined && knock.origin !== originOf(port)) return refuse(403, 'another origin');
  return pathOf(knock.target);
}

/** For the socket: here the origin must be there. */
export function judgeSocket(knock: Knock, port: number): Judgement {
  const host = judgeHost(knock, port);
  if (host !== undefined) return host;
  if (knock.origin !== originOf(port)) return refuse(403, 'another origin');
  return pathOf(knock.target);
}

export function originOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function judgeHost(knock: Knock, port: number): Judgement | undefined {
  return knock.host === `127.0.0.1:${port}` ? undefined : refuse(403, 'another host name');
}

function pathOf(target: string | undefined): Judgement {
  if (target === undefined || !target.startsWith('/') || target.includes('\0')) return refuse(400, 'no path');
  const path = target.split(/[?#]/, 1)[0] ?? '/';
  return { ok: true, path };
}

function refuse(status: 400 | 403 | 405, why: string): Judgement {
  return { ok: false, status, why };
}
