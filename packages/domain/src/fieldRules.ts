/**
 * Field rules: what a browser needs of a schema to draw its form, as plain values that can be sent with a page. The schema
 * itself stays on the server; zod would weigh more than a quarter of a page.
 *
 * Shapes   names are paths as forms send them: `title`, `aims.0.words`, `days[]`, `scores.<id>.mark`. A rule's key has `*`
 *          for the index or the id.
 * Units    maxlength in characters.
 */
import { z } from 'zod'

export type FieldRule = {
  required?: true
  maxlength?: number
  min?: number
  max?: number
  inputmode?: 'numeric' | 'decimal' | 'tel'
}

/** The rules of a form. `names` is never set: it is a phantom type, which makes rules with more fields assignable to those with fewer. */
export type FieldRules<Name extends string = never> = {
  rules: Readonly<Record<string, FieldRule>>
  names?: (name: Name) => void
}

/** The rules of a procedure's form, for a component that draws it. */
export type RulesOf<S extends FormSchema> = FieldRules<NamesOf<S>>

export type FormSchema = z.ZodType<Record<string, unknown>>

/** The names of a schema's fields. */
export type NamesOf<S extends FormSchema> = Names<z.output<S>>

type Single = string | number | boolean | bigint | Date | Uint8Array
type Names<T> = { [K in keyof T & string]-?: Below<K, NonNullable<T[K]>> }[keyof T & string]
type Below<P extends string, V> = unknown extends V
  ? P
  : V extends Single
    ? P
    : V extends readonly (infer E)[]
      ? P | (E extends Single ? `${P}[]` : `${P}.${number}.${Names<E>}`)
      : string extends keyof V
        ? P | (V[keyof V] extends Single ? `${P}.${string}` : `${P}.${string}.${Names<NonNullable<V[keyof V]>>}`)
        : P | `${P}.${Names<V>}`

const known = new WeakMap<FormSchema, Record<string, FieldRule>>()

/** The rules of each field of a schema; fields without rules are left out. */
export function fieldRules<S extends FormSchema>(schema: S): RulesOf<S> {
  let rules = known.get(schema)
  if (!rules) {
    rules = Object.fromEntries(walk('', z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })))
    known.set(schema, rules)
  }
  return { rules }
}

type Node = z.core.JSONSchema.BaseSchema

function* walk(path: string, node: Node, required = false): Generator<[string, FieldRule]> {
  for (const [key, child] of Object.entries(node.properties ?? {}))
    if (typeof child === 'object') yield* walk(joined(path, key), child, node.required?.includes(key))
  for (const child of [node.items, node.additionalProperties])
    if (child && typeof child === 'object' && !Array.isArray(child)) yield* walk(joined(path, '*'), child)
  const rule = toRule(node, required)
  if (path && Object.keys(rule).length > 0) yield [path, rule]
}

const joined = (path: string, key: string) => (path ? `${path}.${key}` : key)

function toRule({ type, format, maxLength, minimum, maximum }: Node, required: boolean): FieldRule {
  const number = type === 'integer' || type === 'number'
  return {
    // A checkbox is never required, and a list is required as a whole.
    ...(required && (number || type === 'string') && { required }),
    ...(maxLength !== undefined && { maxlength: maxLength }),
    ...(number && { min: minimum, max: maximum, inputmode: type === 'integer' ? 'numeric' : 'decimal' }),
    ...(format === 'phone' && { inputmode: 'tel' }),
  }
}
