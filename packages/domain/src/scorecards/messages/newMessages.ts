/** What is sent to reviewers: to one by name, or to all who do not know the present plan. Apart, so that pages load no rules of typing. */
import { z } from 'zod'
import { id, optional, paragraph } from '../../fields.ts'

export const NewMessages = z.strictObject({
  roundId: id(),
  /** One reviewer; all that do not know the present plan when left out. */
  seatId: optional(id()),
  note: optional(paragraph(500)),
})
