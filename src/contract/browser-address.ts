// The two facts about the browser face's address that the server and the window share.

/** Path of the WebSocket. */
export const labSocketPath = '/lab';

/** The secret stands in the fragment, which is never sent to a server nor to other sites. */
export function fragmentOf(secret: string): string {
  return `#${secret}`;
}
