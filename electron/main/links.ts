// Which addresses may leave for the person's browser: https only; the places that mm people cite without a question.

const known = ['kernel.org', 'lwn.net', 'lkml.org'];

export function judgeLink(address: string): 'open' | 'ask' | 'refuse' {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return 'refuse';
  }
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '')
    return 'refuse';
  const isKnown = known.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
  return isKnown ? 'open' : 'ask';
}
