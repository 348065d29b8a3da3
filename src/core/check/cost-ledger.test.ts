import { expect, test } from 'vitest';
import {
  bytesForEachPage,
  type CostLedger,
  mebibytesPerGibibyte,
  pageExtSituations,
  usesPageExt,
} from './cost-ledger.ts';

const nothing: CostLedger = {
  bytesPerPage: 0,
  pageExtBytes: 0,
  pageExtFlags: 0,
  pageFlags: 0,
  nodeBytes: 0,
  callers: 'none',
  maxPins: '',
  note: '',
};

/** By situation: nobody else has page_ext, page_owner is on, a kernel of today. */
test.each<[string, Partial<CostLedger>, readonly number[]]>([
  ['nothing', {}, [0, 0, 0]],
  ['a flag in page_ext', { pageExtFlags: 1 }, [8, 0, 8]],
  ['a count of 4 bytes in page_ext', { pageExtBytes: 4 }, [12, 4, 4]],
  ['a padded count', { pageExtBytes: 8 }, [16, 8, 8]],
  ['flag and count', { pageExtFlags: 1, pageExtBytes: 4 }, [12, 4, 12]],
  ['a word of struct page', { bytesPerPage: 8 }, [8, 8, 8]],
])('%s', (_what, part, bytes) => {
  const ledger = { ...nothing, ...part };
  expect(pageExtSituations.map((situation) => bytesForEachPage(ledger, situation))).toEqual(bytes);
  expect(usesPageExt(ledger)).toBe((part.pageExtBytes ?? 0) + (part.pageExtFlags ?? 0) > 0);
});

test('8 bytes a page are 2 MiB a GiB, 12 are 3, 64 are 16', () => {
  expect([8, 12, 64, 4, 0].map(mebibytesPerGibibyte)).toEqual([2, 3, 16, 1, 0]);
});
