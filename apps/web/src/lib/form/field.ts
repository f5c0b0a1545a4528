/** Binds the fields of a form: what each is called, shows, asks for, and what is wrong with it. */
import type { FieldRule, FieldRules, FormSchema, NamesOf } from '@bilin/domain/fieldRules'
import { m } from '@bilin/i18n'
import type { OtherText } from '@bilin/ui/fields/fields'
import { untrack } from 'svelte'
import type { Saved, Texts, TypedValues } from './changed.ts'

export type BoundField = FieldRule & {
  name: string
  value: string
  error: string | undefined
  /** What somebody else saved in this field while it was typed in here. */
  other: OtherText | undefined
}

export type BindField<Name extends string = string> = {
  (name: Name): BoundField
  /** All values of a field that is sent several times. */
  list: (name: Name) => readonly string[]
  /** A box: a yes or no, or one value of a list. */
  box: (name: Name, value?: string) => { name: string; value: string; checked: boolean; error: string | undefined }
}

/** The fields of a procedure's form, for a component that draws some of them. */
export type FieldOf<S extends FormSchema> = BindField<NamesOf<S>>

type Source<Name extends string> = {
  rules: FieldRules<Name>
  saved: Saved
  typed: TypedValues | null
  errors: Record<string, string>
  /** Whether what was typed was typed over an older revision than the saved one. */
  stale: boolean
}

/** Between the values of a field that is sent several times. */
export const BETWEEN = '\u0000'

export type FieldTexts = { readonly value: string; readonly list: string; readonly other: string | undefined }
type Watch = (name: string, read: () => Texts) => FieldTexts

export function bindFields<Name extends string>(read: () => Source<Name>, watchField: Watch): BindField<Name> {
  const watched = new Map<string, FieldTexts>()
  const watch = (name: string) => {
    const known = watched.get(name) ?? watchField(name, read)
    watched.set(name, known)
    return known
  }
  const errorOf = (name: Name) => read().errors[name.replace(/\[\]$/u, '')]
  const bind = (name: Name): BoundField => ({
    // Not watched: an input is not drawn anew, and what is typed in it put back, because the page's data came again.
    ...ruleOf(
      untrack(() => read().rules),
      name,
    ),
    name,
    get value() {
      return watch(name).value
    },
    get error() {
      return errorOf(name)
    },
    get other() {
      const value = watch(name).other
      return value === undefined ? undefined : { value, say: sayOther }
    },
  })
  const box = (name: Name, value = 'on') => ({
    name,
    value,
    get checked() {
      const { list } = watch(name)
      return value === 'on' ? ['on', 'true'].includes(list) : list.split(BETWEEN).includes(value)
    },
    get error() {
      return errorOf(name)
    },
  })
  const list = (name: Name) => watch(name).list.split(BETWEEN).filter(Boolean)
  return Object.assign(bind, { box, list })
}

const sayOther = (text: string) => (text === '' ? m['app.saved_elsewhere_blank']() : m['app.saved_elsewhere']({ text }))

/** A rule's key has `*` where a name has an index or an id. */
function ruleOf({ rules }: { rules: Readonly<Record<string, FieldRule>> }, name: string): FieldRule {
  const path = name.replace(/\[\]$/u, '')
  if (Object.hasOwn(rules, path)) return rules[path]!
  const steps = path.split('.')
  const fits = ([key]: [string, FieldRule]) => {
    const keys = key.split('.')
    return keys.length === steps.length && keys.every((step, i) => step === '*' || step === steps[i])
  }
  return Object.entries(rules).find(fits)?.[1] ?? {}
}
