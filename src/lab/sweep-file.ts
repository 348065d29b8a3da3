// Checkpoints of sweeps as files: written beside and moved into place, checked when they are read.
//
// Promises: a file is whole or not there; one of another lab, design or method, of another version, or damaged is
// refused with place, cause and remedy. Form: magic line, length of the head, head (JSON), memory, SHA-256 of all that.

import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { failure } from '../contract/problems.ts';
import type { Outcome } from '../contract/table.ts';
import { type CheckpointHead, checkpointVersion, type SweepCheckpoint } from '../core/sweep/checkpoint.ts';
import type { Resume } from '../core/sweep/sweep.ts';

/** Loaded when it is needed: few searches are kept, and it takes as long as a small lab. */
const sha256 = () => process.getBuiltinModule('node:crypto').createHash('sha256');

const magic = 'pinlab sweep checkpoint\n';
const digestBytes = 32;
const mostHeadBytes = 1 << 26;
const pieceBytes = 1 << 22;

interface FileHead {
  /** Hash of what the caller says of lab, design and method. */
  readonly of: string;
  readonly head: CheckpointHead;
}

/** `identity`: any text that is the same exactly for the same texts, memory model and method. */
export function writeCheckpoint(path: string, identity: string, checkpoint: SweepCheckpoint): Outcome<void> {
  const aside = `${path}.${process.pid}.part`;
  try {
    const file = openSync(aside, 'w', 0o600);
    try {
      const digest = sha256();
      const put = (bytes: Uint8Array) => {
        digest.update(bytes);
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
      };
      const content: FileHead = { of: hashOf(identity), head: checkpoint.head };
      const head = Buffer.from(JSON.stringify(content));
      const length = Buffer.alloc(4);
      length.writeUInt32LE(head.length);
      put(Buffer.from(magic));
      put(length);
      put(head);
      for (const piece of checkpoint.pieces()) put(piece);
      const sum = digest.digest();
      writeSync(file, sum);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
    return { ok: true, value: undefined };
  } catch (error) {
    rmSync(aside, { force: true });
    return failure(
      'io',
      `${path}: the checkpoint cannot be written: ${reasonOf(error)}.`,
      'Choose a folder that exists, may be written to and has room: a checkpoint is as large as the search.',
    );
  }
}

/** The pieces are read when they are asked for, once; the file must stay there until then. */
export function readCheckpoint(path: string, identity: string): Outcome<Resume> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    return failure('io', `${path}: cannot be opened: ${reasonOf(error)}.`, 'Name a checkpoint that exists.');
  }
  try {
    const parsed = parse(file, path, identity);
    if (!parsed.ok) {
      closeSync(file);
      return parsed;
    }
    const { head, at, end } = parsed.value;
    return { ok: true, value: { head, pieces: piecesOf(file, at, end) } };
  } catch (error) {
    closeSync(file);
    return failure('io', `${path}: cannot be read: ${reasonOf(error)}.`, 'Start the search anew.');
  }
}

interface Parsed {
  readonly head: CheckpointHead;
  /** Where the memory is. */
  readonly at: number;
  readonly end: number;
}

function parse(file: number, path: string, identity: string): Outcome<Parsed> {
  const { size } = fstatSync(file);
  const start = read(file, 0, magic.length + 4);
  if (start.toString('latin1', 0, magic.length) !== magic) {
    return failure('io', `${path} is no checkpoint of pinlab.`, 'Name a file that --checkpoint has written.');
  }
  const headBytes = start.readUInt32LE(magic.length);
  const at = start.length + headBytes;
  const end = size - digestBytes;
  if (headBytes > mostHeadBytes || at > end) return damaged(path);
  if (!isWhole(file, end)) return damaged(path);
  // What was written with this digest is what writeCheckpoint wrote.
  const { of, head } = JSON.parse(read(file, start.length, headBytes).toString()) as FileHead;
  if (head.version !== checkpointVersion) {
    return failure(
      'io',
      `${path} was written by another version of pinlab.`,
      'Go on with that version, or start the search anew.',
    );
  }
  if (of !== hashOf(identity)) {
    return failure(
      'io',
      `${path} belongs to another lab, design or method.`,
      'Go on with the texts, the design and the options of the search that wrote it, or start anew.',
    );
  }
  return { ok: true, value: { head, at, end } };
}

function isWhole(file: number, end: number): boolean {
  const digest = sha256();
  for (let at = 0; at < end; at += pieceBytes) digest.update(read(file, at, Math.min(pieceBytes, end - at)));
  return digest.digest().equals(read(file, end, digestBytes));
}

function* piecesOf(file: number, from: number, end: number): Generator<Uint8Array> {
  try {
    for (let at = from; at < end; at += pieceBytes) yield read(file, at, Math.min(pieceBytes, end - at));
  } finally {
    closeSync(file);
  }
}

/** Shorter where the file ends. */
function read(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let got = 0;
  for (let more = 1; more > 0 && got < length; got += more) {
    more = readSync(file, bytes, got, length - got, at + got);
  }
  return bytes.subarray(0, got);
}

function damaged(path: string) {
  return failure('io', `${path} is damaged: it is not what was written.`, 'Start the search anew.');
}

function hashOf(text: string): string {
  return sha256().update(text).digest('hex');
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
