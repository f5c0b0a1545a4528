/** A photo as it comes from the camera, made small before it is kept and sent: a slow line carries it all the same. */
import { LONGEST_SIDE } from '@bilin/domain/files/photoLimits'

const QUALITY = 0.8

/** Null when this browser cannot read it either: HEIC off a computer, or no picture at all. */
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
