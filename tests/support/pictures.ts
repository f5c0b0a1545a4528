/** Pictures made by hand, byte by byte, and read the same way: not by the library that the server writes them with. */
import { crc32, deflateSync } from 'node:zlib'

/** A PNG in one colour, each pixel a little different, so that it does not shrink to nothing. */
export function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) rows.set([(x * 7 + y) % 256, (y * 5) % 256, 90], y * (1 + width * 3) + 1 + x * 3)
  return pngOf(header, deflateSync(rows, { level: 1 }))
}

/** A whole black square: many pixels, few bytes. `deep` has transparency and sixteen bits a colour, eight bytes a pixel. */
export function large(side: number, deep = false): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set(deep ? [16, 6, 0, 0, 0] : [8, 2, 0, 0, 0], 8)
  return pngOf(header, deflateSync(Buffer.alloc(side * (1 + side * (deep ? 8 : 3))), { level: 1 }))
}

/** Says it is enormous and is a few hundred bytes long. */
export function bomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return pngOf(header, deflateSync(Buffer.alloc(200_000)))
}

function pngOf(header: Buffer, data: Buffer): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body])
    const size = Buffer.alloc(4)
    size.writeUInt32BE(body.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([size, named, sum])
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))])
}

/** The JPEG as a phone held upright writes it: turned by its EXIF, with where it was taken and by which phone. */
export function asFromAPhone(jpeg: Buffer): Buffer {
  const entry = (tag: number, type: number, count: number, value: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt16BE(tag, 0)
    bytes.writeUInt16BE(type, 2)
    bytes.writeUInt32BE(count, 4)
    if (type === 3) bytes.writeUInt16BE(value, 8)
    else bytes.writeUInt32BE(value, 8)
    return bytes
  }
  const directory = (...entries: Buffer[]) => {
    const count = Buffer.alloc(2)
    count.writeUInt16BE(entries.length)
    return Buffer.concat([count, ...entries, Buffer.alloc(4)])
  }
  const make = Buffer.from('BilinPhone 1\0')
  const first = 8
  const makeAt = first + 2 + 3 * 12 + 4
  const gpsAt = makeAt + make.length
  const latitudeAt = gpsAt + 2 + 2 * 12 + 4
  const north = entry(1, 2, 2, 0)
  north.write('N\0', 8)
  const latitude = Buffer.alloc(24)
  for (const [at, value] of [31, 1, 20, 1, 15, 1].entries()) latitude.writeUInt32BE(value, at * 4)
  const tiff = Buffer.concat([
    Buffer.from('MM\0*\0\0\0\x08', 'latin1'),
    directory(entry(0x010f, 2, make.length, makeAt), entry(0x0112, 3, 1, 6), entry(0x8825, 4, 1, gpsAt)),
    make,
    directory(north, entry(2, 5, 3, latitudeAt)),
    latitude,
  ])
  const body = Buffer.concat([Buffer.from('Exif\0\0'), tiff])
  const head = Buffer.from([0xff, 0xe1, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)])
}

/** What a JPEG says before its picture begins: its segments' markers, and how large it is. */
export function readJpeg(bytes: Buffer): { segments: string[]; width: number; height: number } {
  const segments: string[] = []
  let [width, height] = [0, 0]
  for (let at = 2; bytes[at] === 0xff && bytes[at + 1] !== 0xda;) {
    const marker = bytes[at + 1]!
    segments.push(marker.toString(16))
    if (marker >= 0xc0 && marker <= 0xc2) [height, width] = [bytes.readUInt16BE(at + 5), bytes.readUInt16BE(at + 7)]
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return { segments, width, height }
}
