/** Makes inputs from a procedure's schema: fields that reference rows get the given values, the others any valid value. */
import type { z } from 'zod'

type Schema = z.core.$ZodType
type Check = { _zod: { def: { format?: string } } }
type Def = { type: string; format?: string; checks?: readonly Check[] } & Record<string, unknown>
/** What points at something: a field and how it is written. */
export type Reference = { field: string; as: 'uuid' | 'slug' }
export type Point = (reference: Reference) => string

const SLUGS = /^(slug|alliance|community|member|round|tenant)$/
const MAX_TRIES = 40

/**
 * Null when nothing that fits was found: then the procedure counts as not swept. `turn` chooses what a subject is `of`,
 * where an input says so.
 */
export function inputFor(schema: Schema, point: Point, turn = 0): { input: unknown } | null {
  const turns = new Map([['of', turn]])
  for (let round = 0; round < MAX_TRIES; round += 1) {
    const input = grow(schema, { field: '', path: '', turns, point })
    const { success, error } = (schema as z.ZodType).safeParse(input)
    if (success) return { input }
    const paths = new Set(error.issues.map(({ path }) => path.join('.')))
    for (const path of paths) turns.set(path, (turns.get(path) ?? 0) + 1)
  }
  return null
}

/** The fields by which an input points at rows. */
export function referencesIn(schema: Schema): Reference[] {
  const found = new Map<string, Reference>()
  const note: Point = (reference) => {
    found.set(reference.field, reference)
    return reference.as === 'uuid' ? crypto.randomUUID() : 'meiyou'
  }
  inputFor(schema, note)
  return [...found.values()]
}

type At = { field: string; path: string; turns: Map<string, number>; point: Point }

function grow(schema: Schema, at: At): unknown {
  const def = schema._zod.def as unknown as Def
  const inner = (name: string) => grow(def[name] as Schema, at)
  switch (def.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(def['shape'] as Record<string, Schema>).map(([name, field]) => [
          name,
          grow(field, under(at, name)),
        ]),
      )
    case 'optional':
    case 'nullable':
      // Given first, left out when nothing given fits.
      return turnsIn(at) > words.length ? undefined : inner('innerType')
    case 'default':
    case 'prefault':
    case 'catch':
    case 'readonly':
    case 'nonoptional':
      return inner('innerType')
    case 'pipe':
      return typeOf(def['in'] as Schema) === 'transform' ? inner('out') : inner('in')
    case 'array':
      return [grow(def['element'] as Schema, { ...under(at, '0'), field: at.field })]
    case 'record':
      return one(String(grow(def['keyType'] as Schema, at)), (key) =>
        grow(def['valueType'] as Schema, { ...under(at, key), field: '' }),
      )
    case 'union':
      return grow((def['options'] as Schema[])[turnOf(at) % (def['options'] as Schema[]).length]!, at)
    case 'enum':
      return Object.values(def['entries'] as object)[turnOf(at) % Object.values(def['entries'] as object).length]
    case 'literal':
      return (def['values'] as unknown[])[0]
    case 'string':
      return text(def, at)
    case 'number':
      return at.field === 'weight' ? 100 : [1, 0, 5, 30, 100, 2026][turnOf(at) % 6]
    case 'boolean':
      return true
    default:
      return [new Uint8Array([80, 75, 3, 4]), '样例', 1, true][turnOf(at) % 4]
  }
}

const words = [
  '样例',
  'sample',
  '13800001234',
  '2026-06-15',
  'A1',
  'AAAA',
  '样例样例样例',
  '0123456789abcdef',
  '{"marks":{}}',
]
const one = (key: string, value: (key: string) => unknown) => ({ [key]: value(key) })

/** A format may stand in a check of its own, after the one that bounds the length. */
const formatOf = ({ format, checks }: Def) =>
  format ?? checks?.map(({ _zod }) => _zod.def.format).find((known) => known !== undefined)

function text(def: Def, at: At): string {
  const format = formatOf(def)
  if (format === 'uuid' || format === 'guid') return at.point({ field: at.field, as: 'uuid' })
  if (format === 'date') return '2026-06-15'
  if (format === 'url') return 'https://bilin.example'
  if (at.field === 'withWhom') return `company:${at.point({ field: 'company', as: 'uuid' })}`
  if (at.field === 'code') return `C${at.path.split('.').length}`
  if (SLUGS.test(at.field)) return at.point({ field: at.field, as: 'slug' })
  return words[turnOf(at) % words.length]!
}

const typeOf = (schema: Schema) => (schema._zod.def as unknown as Def).type
const under = (at: At, name: string): At => ({
  ...at,
  field: name,
  path: at.path ? `${at.path}.${name}` : name,
})
const turnOf = ({ turns, path }: At) => turns.get(path) ?? 0
/** Of it and of all that is in it. */
const turnsIn = ({ turns, path }: At) =>
  Math.max(0, ...[...turns].filter(([at]) => at === path || at.startsWith(`${path}.`)).map(([, turn]) => turn))
