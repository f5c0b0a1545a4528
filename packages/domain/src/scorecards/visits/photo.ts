/** A photo of a finding. The phone makes its id, so that sending it again stores it once. */
import { z } from 'zod'
import { choice, id } from '../../fields.ts'
import { PhotoContent } from '../../files/content.ts'

export const NewPhoto = z.strictObject({
  photoId: id(),
  of: choice(['visit_finding']),
  subjectId: id(),
  content: PhotoContent,
})
