/** Writes a photo anew: upright, at most 1600 pixels a side, and without anything that was not in the picture. */
import { createHash } from 'node:crypto'
import { refuse } from '@bilin/domain/refusal'
import { isPhoto, LONGEST_SIDE, MOST_PIXELS } from '@bilin/domain/files/photo'
import sharp from 'sharp'

export type PhotoFile = { bytes: Buffer; width: number; height: number; sha256: string }

const QUALITY = 75

// One photo must not take every core from the others who ask.
sharp.concurrency(1)
sharp.cache(false)

export async function reencodeImage(sent: Buffer): Promise<PhotoFile> {
  if (!isPhoto(sent)) refuse('invalid', 'scorecards.photo_unreadable', { field: 'photo' })
  const image = sharp(sent, { failOn: 'error', limitInputPixels: MOST_PIXELS })
  const { width, height } = await image.metadata().catch(unreadable)
  if (width * height > MOST_PIXELS) refuse('invalid', 'scorecards.photo_too_large', { field: 'photo' })
  const { data, info } = await image
    .rotate()
    .resize({ width: LONGEST_SIDE, height: LONGEST_SIDE, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer({ resolveWithObject: true })
    .catch(unreadable)
  const sha256 = createHash('sha256').update(data).digest('hex')
  return { bytes: data, width: info.width, height: info.height, sha256 }
}

/** The library says "no" by throwing, and says too many pixels the same way. */
function unreadable(error: unknown): never {
  const tooLarge = error instanceof Error && /pixel limit/u.test(error.message)
  return refuse('invalid', tooLarge ? 'scorecards.photo_too_large' : 'scorecards.photo_unreadable', {
    field: 'photo',
  })
}
