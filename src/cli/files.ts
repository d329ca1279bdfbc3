import { readFileSync, statSync } from 'node:fs';
import { InvalidFileError } from '../io/invalid-file-error.js';
import { requireReadableSize } from '../io/read-file.js';
import { CommandError } from './errors.js';

/** @throws CommandError or InvalidFileError that names the file and says what is wrong with it, before it is read */
export function readInput(path: string): Uint8Array<ArrayBuffer> {
  try {
    requireReadableSize(path, statSync(path).size);
    return Uint8Array.from(readFileSync(path));
  } catch (error) {
    throw error instanceof InvalidFileError ? error : new CommandError(`${path} cannot be read: ${reason(error)}`);
  }
}

/** Whether a word of the command line is a file's name, not that of a preset or a generator, which are plain words. */
export const isFileName = (word: string): boolean => /^[^:]*[./\\]/.test(word);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EISDIR: 'it is a folder',
  EEXIST: 'it exists; --force overwrites it',
  ENOTDIR: 'a part of its path is no folder',
  ENOSPC: 'the disk is full',
  ELOOP: 'its links lead round in a circle',
  ENAMETOOLONG: 'its name is too long',
  EROFS: 'the disk is read-only',
};

/** Why a file could not be read or written. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  return reasons[code] ?? error.message;
}
