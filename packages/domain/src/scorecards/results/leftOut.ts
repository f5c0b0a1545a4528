/** What the stars are asked to be without: a visit, a reviewer or an indicator. Apart, so that pages load no rules of typing. */
import { z } from 'zod'
import { id, line, optional } from '../../fields.ts'

export const WhatIfQuestion = z.strictObject({
  slug: z.string().max(40),
  visitId: optional(id()),
  reviewer: optional(id()),
  indicator: optional(line(6)),
})
