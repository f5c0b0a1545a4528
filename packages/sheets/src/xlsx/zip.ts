/**
 * Reads a zip by its central directory, one part at a time, never more than the budget allows.
 * Sizes stated in the file are not trusted: only what is actually unpacked counts.
 */
import { createInflateRaw, crc32 } from 'node:zlib'
import { refuseSheet, SheetRefused } from '../answer.ts'

export type Zip = { names: string[]; read(name: string): AsyncGenerator<Uint8Array> }
type Entry = { method: number; crc: number; packed: number; unpacked: number; at: number }

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const piece = 64 * 1024
/** An .xlsx has a dozen parts, or some hundreds with pictures. */
const mostEntries = 10_000

export function openZip(bytes: Uint8Array, unpackedBytes: number): Zip {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = directory(bytes, view)
  const budget = { left: unpackedBytes }

  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name)
      if (!entry) return refuseSheet('damaged')
      if (entry.unpacked > budget.left) refuseSheet('zip_bomb')
      return unpack(packedBytes(bytes, view, entry), entry, budget)
    },
  }
}

function directory(bytes: Uint8Array, view: DataView): Map<string, Entry> {
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const entries = new Map<string, Entry>()
  if (count > mostEntries) refuseSheet('damaged')
  for (let i = 0; i < count; i++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) refuseSheet('damaged')
    if (view.getUint16(at + 8, true) & 1) refuseSheet('locked_excel')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    entries.set(partName(name), {
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return entries
}

/** Part names are compared without case; programs differ on slashes and on escaping what is not English. */
export function partName(name: string): string {
  const path = name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function findEnd(view: DataView): number {
  const longestComment = 0xffff
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - longestComment); at--)
    if (view.getUint32(at, true) === endSignature) return at
  return refuseSheet('damaged')
}

function packedBytes(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  if (entry.at + 30 > view.byteLength || view.getUint32(entry.at, true) !== localSignature) refuseSheet('damaged')
  const start = entry.at + 30 + view.getUint16(entry.at + 26, true) + view.getUint16(entry.at + 28, true)
  if (start + entry.packed > bytes.byteLength) refuseSheet('damaged')
  return bytes.subarray(start, start + entry.packed)
}

async function* unpack(packed: Uint8Array, entry: Entry, budget: { left: number }): AsyncGenerator<Uint8Array> {
  let crc = 0
  try {
    for await (const chunk of entry.method === 0 ? pieces(packed) : inflated(packed, entry.method)) {
      budget.left -= chunk.length
      if (budget.left < 0) refuseSheet('zip_bomb')
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (thrown) {
    if (isZlibError(thrown)) refuseSheet('damaged')
    throw thrown
  }
  if (crc !== entry.crc) refuseSheet('damaged')
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece)
}

/** The stream unpacks only as fast as it is read, so stopping early leaves the rest packed. */
function inflated(packed: Uint8Array, method: number): AsyncIterable<Uint8Array> {
  if (method !== 8) refuseSheet('damaged')
  const stream = createInflateRaw({ chunkSize: piece })
  stream.end(packed)
  return stream
}

const isZlibError = (thrown: unknown) =>
  !(thrown instanceof SheetRefused) && thrown instanceof Error && 'code' in thrown && /^Z_/.test(String(thrown.code))
