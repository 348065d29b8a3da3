// Who meets pinned pages: reclaim, migration, KSM, writeback, truncation, users of FOLL_PIN, mlock, and whoever looks from
// outside: rows S, W, U, M, V, T.

import { ageing, type Row } from './row.ts';

const text = 'text of a trace: what an importer must read, nothing that memory does';

export const rowsOfTheKernel: readonly Row[] = [
  {
    row: 'S1',
    what: 'MADV_PAGEOUT swaps a plain page, and a pinned one only after the unpin; it comes back through a pagevec',
    lab: 'k13-pageout-anonymous',
    properties: [
      's1_a_plain_page_is_swapped',
      's1_a_pinned_page_stays',
      's1_put_back_through_a_pagevec',
      's1_swapped_after_the_unpin',
    ],
  },
  {
    row: 'S4',
    what: 'Reclaim unmaps a clean pinned page of ext4 and leaves it in the cache with its buffers (6.1.28 and later)',
    lab: 'k14-pageout-file',
    properties: [
      's4_the_entry_goes_the_page_stays',
      's4_it_survives_drop_caches',
      's4_a_fault_maps_the_same_page',
      's4_a_pin_keeps_the_buffers',
    ],
  },
  {
    row: 'S4',
    what: 'One with a plain reference loses its buffers: 3 references are left',
    lab: 'k14-pageout-file',
    properties: ['s4_a_get_loses_the_buffers'],
  },
  {
    row: 'S5',
    what: 'Memory pressure swaps a plain page; a page with a slow pin stays, inactive',
    lab: 'k13b-pressure-anonymous',
    properties: ['s5_a_plain_page_is_swapped', 's5_a_pinned_page_stays', 's5_it_stays_inactive'],
  },
  {
    row: 'S5',
    what: 'A page that was pinned fast stays for its PG_referenced, pin or no pin',
    notModelled: ageing,
  },
  {
    row: 'S6',
    what: 'An unpinned page moves; one reference too many keeps it, put back through a pagevec and dirty',
    lab: 'k15-migration',
    properties: [
      's6_an_unpinned_page_moves',
      's6_a_pinned_page_does_not',
      's6_put_back_through_a_pagevec',
      's6_it_is_dirty_now',
      's6_one_reference_is_enough',
    ],
  },
  {
    row: 'S6',
    what: 'MADV_SOFT_OFFLINE answers -EBUSY',
    notModelled: 'migrate_page() tells -EAGAIN from -EBUSY; what that call makes of both is not there',
  },
  {
    row: 'S7',
    what: 'A long-term pin moves the page out of ZONE_MOVABLE first; -ENOMEM where it has another pin',
    lab: 'k15b-movable-memory',
    properties: [
      's7_a_short_pin_leaves_the_page',
      's7_a_longterm_pin_moves_it_first',
      's7_a_pinned_page_cannot_be_moved',
    ],
  },
  {
    row: 'S8',
    what: 'A pinned page is not merged by KSM; after the unpin it is',
    lab: 'k11-ksm',
    properties: ['s8_without_a_pin_it_merges', 's8_a_pinned_page_is_not_merged', 's8_after_the_unpin_it_is'],
  },
  {
    row: 'S8',
    what: 'Two others did not merge meanwhile',
    notModelled: 'inferred, from how ksmd pairs pages; here a lab says what joins what',
  },
  {
    row: 'W1',
    what: 'fsync writes, cleans and write-protects a page that is pinned for writing; the pin stays',
    lab: 'k16-writeback',
    properties: ['w1_fsync_cleans_a_pinned_page', 'w1_and_write_protects_its_entry', 'w1_the_pin_stays'],
  },
  {
    row: 'W2',
    what: 'What the device writes then is lost, unless the release says dirty',
    lab: 'k16-writeback',
    properties: [
      'w2_a_device_dirties_nothing',
      'w2_what_it_wrote_is_lost',
      'w2_unless_the_release_says_dirty',
    ],
  },
  {
    row: 'W3',
    what: 'Truncate and punch hole of a pinned page succeed; 1024 references are left, the device goes on (ext4)',
    lab: 'k17-truncate',
    properties: [
      'w3_punch_hole_succeeds_at_once',
      'w3_truncate_succeeds_at_once',
      'w3_the_device_goes_on',
      'w3_a_fault_finds_a_new_page_of_zeroes',
      'w3_the_unpin_frees_it',
    ],
  },
  {
    row: 'W3',
    what: 'The same on tmpfs',
    lab: 'k17b-truncate-shmem',
    properties: [
      'w3_punch_hole_succeeds_at_once',
      'w3_truncate_succeeds_at_once',
      'w3_the_device_goes_on',
      'w3_a_fault_finds_a_new_page_of_zeroes',
      'w3_the_unpin_frees_it',
    ],
  },
  {
    row: 'W4',
    what: 'munmap, MADV_DONTNEED and exit leave a pinned page with exactly 1024; the unpin frees it',
    lab: 'k18-unmap',
    properties: ['w4_after_munmap', 'w4_after_dontneed', 'w4_after_exit', 'w4_the_unpin_frees_it'],
  },
  {
    row: 'W6',
    what: 'Pins for writing of a shared mapping of ext4 are allowed, for long too, fast and slow',
    lab: 'k04-file-references',
    properties: ['w6_pins_for_writing_are_allowed'],
  },
  {
    row: 'U1',
    what: 'Direct I/O takes one reference at submission and drops it at completion',
    lab: 'k19-who-pins',
    properties: ['u1_direct_io_holds_one_reference'],
  },
  {
    row: 'U1',
    what: 'Its completion in an interrupt, and that a read dirties the buffer',
    notModelled:
      'the request itself is not there; a lab writes both with INTERRUPT and set_page_dirty_lock()',
  },
  {
    row: 'U2',
    what: 'vmsplice holds one reference',
    lab: 'k19-who-pins',
    properties: ['u2_a_pipe_holds_one_reference'],
  },
  {
    row: 'U3',
    what: 'A registered buffer of io_uring is pinned for long, by the slow path',
    lab: 'k19-who-pins',
    properties: ['u3_a_registered_buffer_is_pinned', 'u3_by_the_slow_path'],
  },
  {
    row: 'U3',
    what: 'A buffer in a file of ext4 is refused with -EOPNOTSUPP',
    notModelled: 'io_uring’s own check, before it asks for pins',
  },
  {
    row: 'U4',
    what: 'process_vm_readv pins, and unshares the page in the target',
    lab: 'k10-pin-after-fork',
    properties: ['u4_a_remote_pin_unshares_the_target', 'u4_a_remote_pin_is_1024'],
  },
  {
    row: 'U5',
    what: 'What gup_test adds to nr_foll_pin_acquired',
    notModelled: 'no statistics; that pins and gets of all kinds of memory work is in the rows above',
  },
  {
    row: 'M1',
    what: 'mlock takes no reference, sets mlocked and unevictable, counts 1; independent of pins in both orders',
    lab: 'k20-mlock',
    properties: ['m1_mlock_takes_no_reference', 'm1_mlock_pin_munlock', 'm1_pin_mlock_unpin'],
  },
  {
    row: 'M3',
    what: 'First touch under MLOCK_ONFAULT: mlocked, on no list, 2 references; unevictable after the drain',
    lab: 'k20b-mlock-on-fault',
    properties: ['m3_mlocked_and_on_no_list', 'm3_after_the_drain_unevictable'],
  },
  {
    row: 'M5',
    what: 'MADV_PAGEOUT of a locked area is -EINVAL; munmap of a mlocked and pinned page leaves 1024 and neither flag',
    lab: 'k20-mlock',
    properties: ['m5_pageout_of_a_locked_area_is_einval', 'm5_unmapped_with_the_pin_alone'],
  },
  {
    row: 'V1',
    what: 'No pin shows in the map count or the flags, but PG_referenced, which stays',
    lab: 'k02-pin-and-flags',
    properties: ['v1_an_unpin_does_not_clear_referenced', 'v1_the_map_count_shows_no_pin'],
  },
  {
    row: 'V2',
    what: 'PG_mappedtodisk of an anonymous page means exclusive',
    lab: 'k02-pin-and-flags',
    properties: ['v2_mappedtodisk_means_exclusive'],
  },
  {
    row: 'V3',
    what: 'Where a pin shows: dump_page(), page_ref events, nr_foll_pin_*',
    notModelled: 'messages, trace and statistics of a real kernel',
  },
  { row: 'T1 to T9', what: 'How the trace is written', notModelled: text },
];
