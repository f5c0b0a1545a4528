/** Binds the fields of a form: what each is called, shows, asks for, and what is wrong with it. */
import type { FieldRule, FieldRules, FormSchema, NamesOf } from '@bilin/domain/fieldRules'
import { m } from '@bilin/i18n'
import type { OtherText } from '@bilin/ui/fields/fields'
import { shownValue, type Saved, type Typed } from './changed.ts'

export type Bound = FieldRule & {
  name: string
  value: string
  error: string | undefined
  /** What somebody else saved in this field while it was typed in here. */
  other: OtherText | undefined
}

export type Field<Name extends string = string> = {
  (name: Name): Bound
  /** All values of a field that is sent several times. */
  list: (name: Name) => readonly string[]
  /** A box: a yes or no, or one value of a list. */
  box: (name: Name, value?: string) => { name: string; value: string; checked: boolean; error: string | undefined }
}

/** The fields of a procedure's form, for a component that draws some of them. */
export type FieldOf<S extends FormSchema> = Field<NamesOf<S>>

type Source<Name extends string> = {
  rules: FieldRules<Name>
  saved: Saved
  typed: Typed | null
  errors: Record<string, string>
  /** Whether what was typed was typed over an older revision than the saved one. */
  stale: boolean
}

export function bindFields<Name extends string>(source: Source<Name>): Field<Name> {
  const errorOf = (name: Name) => source.errors[name.replace(/\[\]$/u, '')]
  const bind = (name: Name): Bound => {
    const { values, other } = shownValue(name, source)
    return {
      ...ruleOf(source.rules, name),
      name,
      value: values[0] ?? '',
      error: errorOf(name),
      other: other === undefined ? undefined : { value: other, say: sayOther },
    }
  }
  const box = (name: Name, value = 'on') => {
    const { values } = shownValue(name, source)
    const checked = value === 'on' ? values[0] === 'on' || values[0] === 'true' : values.includes(value)
    return { name, value, checked, error: errorOf(name) }
  }
  const list = (name: Name) => shownValue(name, source).values.filter((value) => value !== '')
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
