/** Photos that a form carries, each kept by itself. */
import type { RequestEvent } from '@sveltejs/kit'

/** After the words, so that a photo that cannot be read loses none of them. */
export async function putPhotos(
  { locals }: RequestEvent,
  of: 'response' | 'improvement',
  subjectId: string,
  form: FormData,
) {
  for (const photo of form.getAll('photo'))
    if (photo instanceof File && photo.size > 0)
      await locals.api.scorecards.photos.add({
        photoId: crypto.randomUUID(),
        of,
        subjectId,
        content: Buffer.from(await photo.arrayBuffer()).toString('base64'),
      })
}
