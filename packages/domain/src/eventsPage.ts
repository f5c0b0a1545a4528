/** A page of the event log: of one feature or of all, after the last line of the page before. */
import { z } from 'zod'
import { choice, id, optional } from './fields.ts'

export const loggedFeatures = ['tenants', 'estates', 'scorecards', 'projects', 'practices'] as const

export const EventsPage = z.strictObject({ feature: optional(choice(loggedFeatures)), after: optional(id()) })
