/** Binds the fields of a form: name, value, rules and error of each. */
import type { FieldRule, FieldRules, FormSchema, NamesOf } from '@bilin/domain/fieldRules'
import { m } from '@bilin/i18n'
import type { OtherText } from '@bilin/ui/fields/fields'
import { untrack } from 'svelte'
import type { Saved, Texts, TypedValues } from './changed.ts'

export type BoundField = FieldRule & {
  name: string
  value: string
  error: string | undefined
  /** What somebody else has saved in this field meanwhile. */
  other: OtherText | undefined
}

export type BoundBox = { name: string; value: string; checked: boolean; error: string | undefined }

export type BindField<Name extends string = string> = {
  (name: Name): BoundField
  /** All values of a field with several. */
  list: (name: Name) => readonly string[]
  /** A checkbox: a boolean, or one value of a list. */
  box: (name: Name, value?: string) => BoundBox
}

/** The fields of a procedure's form, for a component that draws some of them. */
export type FieldOf<S extends FormSchema> = BindField<NamesOf<S>>

type Source<Name extends string> = {
  rules: FieldRules<Name>
  saved: Saved
  typed: TypedValues | null
  errors: Record<string, string>
  /** Whether the record has been saved since the values were typed. */
  stale: boolean
}

/** Separates the values of a field with several. */
export const BETWEEN = '\u0000'

export type FieldTexts = { readonly value: string; readonly list: string; readonly other: string | undefined }
type Watch = (name: string, read: () => Texts) => FieldTexts

export function bindFields<Name extends string>(read: () => Source<Name>, watchField: Watch): BindField<Name> {
  const watched = new Map<string, FieldTexts>()
  const watch = (name: string) => getOrCreate(watched, name, () => watchField(name, read))
  const getError = (name: Name) => read().errors[name.replace(/\[\]$/u, '')]
  const createField = (name: Name): BoundField => ({
    // Untracked: otherwise reloading the page's data would render the input again and reset what is typed in it.
    ...getRule(
      untrack(() => read().rules),
      name,
    ),
    name,
    get value() {
      return watch(name).value
    },
    get error() {
      return getError(name)
    },
    get other() {
      const value = watch(name).other
      return value === undefined ? undefined : { value, say: sayOther }
    },
  })
  const createBox = (name: Name, value: string): BoundBox => ({
    name,
    value,
    get checked() {
      const { list } = watch(name)
      return value === 'on' ? ['on', 'true'].includes(list) : list.split(BETWEEN).includes(value)
    },
    get error() {
      return getError(name)
    },
  })
  const fields = new Map<Name, BoundField>()
  const boxes = new Map<string, BoundBox>()
  // The same object each time: with a new one Svelte would set the input again when the page's data is reloaded.
  const bind = (name: Name) => getOrCreate(fields, name, () => createField(name))
  const box = (name: Name, value = 'on') =>
    getOrCreate(boxes, [name, value].join(BETWEEN), () => createBox(name, value))
  const list = (name: Name) => watch(name).list.split(BETWEEN).filter(Boolean)
  return Object.assign(bind, { box, list })
}

function getOrCreate<Key, Value>(known: Map<Key, Value>, key: Key, create: () => Value): Value {
  const found = known.get(key) ?? create()
  known.set(key, found)
  return found
}

const sayOther = (text: string) => (text === '' ? m['app.saved_elsewhere_blank']() : m['app.saved_elsewhere']({ text }))

/** A rule's key has `*` where a name has an index or an id. */
function getRule({ rules }: { rules: Readonly<Record<string, FieldRule>> }, name: string): FieldRule {
  const path = name.replace(/\[\]$/u, '')
  if (Object.hasOwn(rules, path)) return rules[path]!
  const steps = path.split('.')
  const fits = ([key]: [string, FieldRule]) => {
    const keys = key.split('.')
    return keys.length === steps.length && keys.every((step, i) => step === '*' || step === steps[i])
  }
  return Object.entries(rules).find(fits)?.[1] ?? {}
}
