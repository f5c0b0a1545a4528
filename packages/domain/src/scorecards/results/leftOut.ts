/** The input of a what-if: the visit, reviewer or indicator to leave out. In a file of its own, apart from what pages load. */
import { z } from 'zod'
import { id, line, optional } from '../../fields.ts'

export const WhatIfQuestion = z.strictObject({
  slug: z.string().max(40),
  visitId: optional(id()),
  reviewer: optional(id()),
  indicator: optional(line(6)),
})

/** The input of the fairness page; the search is for the visits and reviewers to leave out. */
export const FairnessQuestion = z.strictObject({ slug: z.string().max(40), search: z.string().max(60).default('') })
