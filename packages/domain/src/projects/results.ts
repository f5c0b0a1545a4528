/**
 * Results: what a joint project reached of its aims.
 *
 * Shapes   a text, and for each aim the figure reached, words, or both. After this the project cannot be changed.
 * Refusals projects.aims_unanswered, projects.aim_unknown.
 */
import { z } from 'zod'
import { choice, decimal, id, line, optional, paragraph } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { projectStages } from './stages.ts'

const reached = z.strictObject({
  reached: optional(decimal({ max: 100_000_000 })),
  reachedWords: optional(line(200)),
})

export const Closing = z.strictObject({
  projectId: id(),
  seen: choice(projectStages),
  result: paragraph(3000),
  /** By the aim's id. */
  aims: z.record(id(), reached).default({}),
})

export type Closing = z.infer<typeof Closing>
export type AimResult = z.infer<typeof reached>

/** Refuses unless every aim has a result and every result belongs to an aim. */
export function answered(aims: readonly { id: string; words: string }[], answers: Record<string, AimResult>) {
  const open = aims.filter(({ id }) => answers[id]?.reached === undefined && !answers[id]?.reachedWords)
  if (open.length > 0)
    refuse('invalid', 'projects.aims_unanswered', {
      params: { aim: open[0]!.words },
      field: `aims.${open[0]!.id}.reached`,
    })
  if (Object.keys(answers).some((id) => !aims.some((aim) => aim.id === id))) refuse('invalid', 'projects.aim_unknown')
  return aims.map((aim) => ({ id: aim.id, ...answers[aim.id]! }))
}
