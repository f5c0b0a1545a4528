/**
 * Joint projects 共推项目: what one community proposes and several carry out.
 *
 * Shapes   its stages are in stages.ts, its lead in lead.ts. A slug is its name in addresses: typed, or made from the
 *          title; Chinese characters stay as they are.
 * Units    days are ISO dates, both ends included; aims carry their own units (个, 车, 亩).
 * Refusals projects.days_reversed, slug_malformed, slug_reserved, slug_taken, aim_twice, aim_without_words.
 */
import { z } from 'zod'
import { choice, day, decimal, id, line, optional, paragraph, slug, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { MAX_AIMS } from './aims.ts'
import { projectStages } from './stages.ts'

const reserved = ['new', 'ledger']

export const ProjectSlug = slug({ feature: 'projects', min: 2, max: 40, of: 'any script', reserved })

/** Makes a slug from a title: its letters and digits, with hyphens between. It differs from those in `taken`. */
export function makeSlug(title: string, taken: readonly string[] = []): string {
  const words =
    title
      .slice(0, 200)
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const plain = [...words.join('-')].slice(0, 36).join('').replace(/-$/u, '')
  const base = plain.length >= 2 && !reserved.includes(plain) ? plain : `${plain || 'project'}-1`
  const copies = [base, ...Array.from({ length: 98 }, (_, i) => `${base}-${i + 2}`)]
  return copies.find((slug) => !taken.includes(slug)) ?? refuse('conflict', 'projects.slug_taken', { field: 'slug' })
}

const aim = z
  .strictObject({
    words: optional(line(80)),
    target: optional(decimal({ max: 100_000_000 })),
    unit: optional(line(12)),
  })
  .refine(({ words, target, unit }) => words !== undefined || (target === undefined && unit === undefined), {
    path: ['words'],
    error: 'projects.aim_without_words',
  })

/** Aims as a form numbers them (`aims.0.words`) or as a list; lines left blank are dropped. */
const aims = z
  .preprocess(
    (typed) => (typed && typeof typed === 'object' && !Array.isArray(typed) ? Object.values(typed) : (typed ?? [])),
    z
      .array(aim)
      .max(MAX_AIMS)
      .transform((lines) => lines.flatMap(({ words, ...figure }) => (words ? [{ words, ...figure }] : [])))
      .refine((lines) => new Set(lines.map(({ words }) => words)).size === lines.length, {
        error: 'projects.aim_twice',
      }),
  )
  .default([])

const shape = {
  title: line(60),
  aim: paragraph(1000),
  why: optional(paragraph(2000)),
  fromDay: day(),
  untilDay: day(),
  aims,
}

const inOrder = { path: ['untilDay'], error: 'projects.days_reversed' }

export const NewProject = z
  .strictObject({ ...shape, slug: optional(ProjectSlug) })
  .refine(({ fromDay, untilDay }) => fromDay <= untilDay, inOrder)

/** `revision` is the one that the form was loaded with. */
export const ProjectChange = z
  .strictObject({ ...shape, projectId: id(), revision: whole() })
  .refine(({ fromDay, untilDay }) => fromDay <= untilDay, inOrder)

export type NewProject = z.infer<typeof NewProject>
export type ProjectChange = z.infer<typeof ProjectChange>

/** `seen` is the stage that the page showed. */
export const ProjectStep = z.strictObject({ projectId: id(), seen: choice(projectStages) })
