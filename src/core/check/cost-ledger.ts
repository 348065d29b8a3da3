// What a way of tracking pins costs beside its run: bytes, flag bits, what must be converted; and the arithmetic from
// bytes for each page to MiB for each GiB of RAM.
//
// Promises: numbers are those that the STRATEGY form states, nothing is guessed; `page_ext` is charged as the kernel
// does: all of RAM or nothing, with the shared word only for whoever is first to need it.
// Does not: count locks, atomics and cache lines (src/lab/cost-count.ts runs them).

import type { StrategyCost } from '../language/check/program.ts';

export type CostLedger = StrategyCost;

/**
 * Who else has `page_ext`: `nobody` on a kernel of 2018, `page-owner` where another client has paid for the shared word
 * already, `today` a kernel that allocates that word only if somebody asks for a bit of it.
 */
export type PageExtSituation = 'nobody' | 'page-owner' | 'today';

export const pageExtSituations: readonly PageExtSituation[] = ['nobody', 'page-owner', 'today'];

const sharedWord = 8;
const pagesPerGiB = 2 ** 30 / 4096;

export function usesPageExt({ pageExtBytes, pageExtFlags }: CostLedger): boolean {
  return pageExtBytes > 0 || pageExtFlags > 0;
}

/** Growth of `struct page` and of `page_ext` together. */
export function bytesForEachPage(ledger: CostLedger, situation: PageExtSituation): number {
  return ledger.bytesPerPage + pageExtBytesForEachPage(ledger, situation);
}

function pageExtBytesForEachPage(ledger: CostLedger, situation: PageExtSituation): number {
  if (!usesPageExt(ledger)) return 0;
  switch (situation) {
    case 'nobody':
      return sharedWord + ledger.pageExtBytes;
    case 'page-owner':
      return ledger.pageExtBytes;
    case 'today':
      return (ledger.pageExtFlags > 0 ? sharedWord : 0) + ledger.pageExtBytes;
  }
}

/** 4 KiB pages: b bytes for each page are b/4 MiB for each GiB. */
export function mebibytesPerGibibyte(bytesForOnePage: number): number {
  return (bytesForOnePage * pagesPerGiB) / 2 ** 20;
}

/** The rule in one sentence, for strategies that it concerns. */
export const pageExtRule =
  'page_ext is all or nothing: the first client allocates its 8-byte word and its own bytes for every page of RAM; ' +
  'where page_owner is on, the word is there already and only the private bytes are added; ' +
  'newer kernels leave the word out while no client needs a bit of it.';
