/** Re-encodes a photo with sharp: at most 1600 pixels a side, its EXIF orientation applied, all metadata (EXIF, GPS, thumbnail) dropped. */
import { createHash } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { refuse } from '@bilin/domain/refusal'
import { contentKind, MAX_PIXELS } from '@bilin/domain/files/content'
import { LONGEST_SIDE } from '@bilin/domain/files/limits'
import sharp from 'sharp'
import { createWorkQueue } from '../../thread/workQueue.ts'
import type { FileContent } from './links.ts'

const QUALITY = 75
/** Of a picture that must be unpacked whole: three colours of eight bits, and transparency, at the most pixels that are read. */
const MAX_UNPACKED_BYTES = MAX_PIXELS * 4

// One photo must not use every core while others wait, nor many photos the memory.
sharp.concurrency(1)
sharp.cache(false)
const inTurn = createWorkQueue({ running: Math.min(availableParallelism(), 2), waiting: 20 }, () =>
  refuse('unavailable', 'files.busy', { retryAfter: 5 }),
)

export const reencodeImage = (sent: Buffer): Promise<FileContent> => inTurn(() => reencode(sent))

async function reencode(sent: Buffer): Promise<FileContent> {
  if (contentKind(sent) !== 'photo') refuse('invalid', 'files.photo_unreadable', { field: 'files' })
  const image = sharp(sent, { failOn: 'error', limitInputPixels: MAX_PIXELS })
  const { width, height, channels, depth } = await image.metadata().catch(unreadable)
  const unpacked = width * height * channels * (depth === 'uchar' ? 1 : 2)
  if (width * height > MAX_PIXELS || unpacked > MAX_UNPACKED_BYTES)
    refuse('invalid', 'files.photo_too_large', { field: 'files' })
  const { data, info } = await image
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable)
  const sha256 = createHash('sha256').update(data).digest('hex')
  return { kind: 'photo', name: '', bytes: data, size: data.length, sha256, width: info.width, height: info.height }
}

/** Turns an error of sharp into a refusal; too many pixels are an error as well. */
function unreadable(error: unknown): never {
  const tooLarge = error instanceof Error && /pixel limit/u.test(error.message)
  return refuse('invalid', tooLarge ? 'files.photo_too_large' : 'files.photo_unreadable', {
    field: 'files',
  })
}
