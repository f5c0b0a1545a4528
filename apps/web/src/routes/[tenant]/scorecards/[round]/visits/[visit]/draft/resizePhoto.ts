/** Makes a photo from the camera smaller before it is stored and sent, for slow connections; turns one that lies on its side. */
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
    return await toJpeg(canvas)
  } catch {
    return null
  }
}

/** A quarter to the right; null without a network where the photo is on the server alone. */
export async function turned(src: string): Promise<Blob | null> {
  try {
    const picture = new Image()
    picture.src = src
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = picture.naturalHeight
    canvas.height = picture.naturalWidth
    const brush = canvas.getContext('2d')!
    brush.translate(canvas.width, 0)
    brush.rotate(Math.PI / 2)
    brush.drawImage(picture, 0, 0)
    return await toJpeg(canvas)
  } catch {
    return null
  }
}

const toJpeg = (canvas: HTMLCanvasElement) =>
  new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY))
