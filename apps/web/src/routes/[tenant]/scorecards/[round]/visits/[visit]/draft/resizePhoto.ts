/** Makes a photo from the camera smaller before it is stored and sent, for slow connections. */
import { LONGEST_SIDE } from '@bilin/domain/files/limits'

const QUALITY = 0.8

/** Null when the browser cannot decode it: HEIC on a computer, or not an image. */
export async function madeSmall(file: Blob): Promise<Blob | null> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    return await new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
  } catch {
    return null
  }
}
