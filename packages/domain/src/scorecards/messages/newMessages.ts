/** The forms that send messages to reviewers about their visits. In a file of its own, apart from what pages load. */
import { z } from 'zod'
import { id, optional, paragraph } from '../../fields.ts'

export const NewMessages = z.strictObject({
  roundId: id(),
  /** One reviewer; if absent, all who do not know the current plan. */
  seatId: optional(id()),
  note: optional(paragraph(500)),
})

/** To every reviewer with visits that are not submitted yet. */
export const VisitReminder = z.strictObject({ roundId: id(), note: paragraph(500) })
