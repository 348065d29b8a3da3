// What the strategy would answer to "is it pinned?" against the pins that really are outstanding.

export type Agreement = 'free' | 'pinned' | 'false-negative' | 'false-positive';

/** A false negative is the dangerous one: a pin that nobody sees. */
export function agreement(knows: number, truth: number): Agreement {
  if (truth > 0) return knows === 0 ? 'false-negative' : 'pinned';
  return knows === 0 ? 'free' : 'false-positive';
}

/** With a sign of its own for what is wrong, so that nothing depends on colour; longest first. */
export function agreementTexts(kind: Agreement, pins: number): readonly [string, ...string[]] {
  const count = pins === 1 ? '1 pin' : `${pins} pins`;
  switch (kind) {
    case 'free':
      return ['not pinned', 'no'];
    case 'pinned':
      return [`pinned (${count})`, 'pinned', 'yes', '✓'];
    case 'false-negative':
      return [`✗ says no, but ${count}`, '✗ says no', '✗'];
    case 'false-positive':
      return ['~ says yes, no pin', '~ says yes', '~'];
  }
}

const kinds: readonly Agreement[] = ['free', 'pinned', 'false-positive', 'false-negative'];
const pinsLimit = 0xffff;

/** Both as one number that grows with the danger, so that the worst of a stretch is its maximum. */
export function packAgreement(knows: number, truth: number): number {
  const pins = Math.max(0, Math.min(pinsLimit, truth));
  return kinds.indexOf(agreement(knows, truth)) * (pinsLimit + 1) + pins;
}

export function unpackAgreement(packed: number): { readonly kind: Agreement; readonly pins: number } {
  return { kind: kinds[Math.floor(packed / (pinsLimit + 1))] ?? 'free', pins: packed & pinsLimit };
}
