/** Packs the parts of a file into a zip while they are written; no more than a piece of one is in memory. */
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export type Part = { name: string; content: Iterable<string> | AsyncIterable<string> }
type Packed = { name: Buffer; crc: number; packed: number; unpacked: number; at: number }

/** Sizes and checksum follow the content; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
const VERSION = 20
/** The first day of 1980: the same rows make the same file. */
const DAY = 0x21

export async function* packParts(parts: Iterable<Part>): AsyncGenerator<Uint8Array> {
  const all: Packed[] = []
  let at = 0
  for (const part of parts) {
    const entry: Packed = { name: Buffer.from(part.name), crc: 0, packed: 0, unpacked: 0, at }
    const head = record(0x04034b50, [[2, VERSION], ...method, [4, 0], [4, 0], [4, 0], [2, entry.name.length], [2, 0]])
    yield Buffer.concat([head, entry.name])
    for await (const piece of deflated(part.content, entry)) {
      entry.packed += piece.length
      yield piece
    }
    const tail = record(0x08074b50, sizes(entry))
    yield tail
    at += head.length + entry.name.length + entry.packed + tail.length
    all.push(entry)
  }
  const directory = Buffer.concat(all.flatMap((entry) => [listEntry(entry), entry.name]))
  yield directory
  const count = all.length
  yield record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, directory.length],
    [4, at],
    [2, 0],
  ])
}

/** Unpacks nothing by itself: compressed in zlib's own threads. */
function deflated(content: Part['content'], entry: Packed): AsyncIterable<Uint8Array> {
  const deflate = createDeflateRaw()
  // An error of the content reaches whoever reads.
  pipeline(Readable.from(counted(content, entry)), deflate, () => {})
  return deflate
}

async function* counted(content: Part['content'], entry: Packed): AsyncGenerator<Uint8Array> {
  for await (const text of content) {
    const bytes = Buffer.from(text)
    entry.crc = crc32(bytes, entry.crc)
    entry.unpacked += bytes.length
    yield bytes
  }
}

type Field = [bytes: 2 | 4, value: number]

const method: Field[] = [
  [2, FLAGS],
  [2, DEFLATED],
  [2, 0],
  [2, DAY],
]
const sizes = ({ crc, packed, unpacked }: Packed): Field[] => [
  [4, crc],
  [4, packed],
  [4, unpacked],
]

const listEntry = (entry: Packed) =>
  record(0x02014b50, [
    ...([[2, VERSION], [2, VERSION], ...method, ...sizes(entry)] satisfies Field[]),
    ...([
      [2, entry.name.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, entry.at],
    ] satisfies Field[]),
  ])

function record(signature: number, fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [size]) => sum + size, 0))
  bytes.writeUInt32LE(signature)
  let at = 4
  for (const [size, value] of fields) at = bytes.writeUIntLE(value, at, size)
  return bytes
}
