/** A field's texts as signals that fire only when the text itself changes, so that saving another field does not reset what is being typed. */
import { untrack } from 'svelte'
import { shownValue, type Texts } from './changed.ts'
import { BETWEEN, type FieldTexts } from './field.ts'

class WatchedField implements FieldTexts {
  #name: string
  #read: () => Texts
  #shown = $derived.by(() => shownValue(this.#name, this.#read()))
  value = $derived(this.#shown.values[0] ?? '')
  list = $derived(this.#shown.values.join(BETWEEN))
  other = $derived(this.#shown.other)

  constructor(name: string, read: () => Texts) {
    this.#name = name
    this.#read = read
  }
}

export const watchField = (name: string, read: () => Texts): FieldTexts => untrack(() => new WatchedField(name, read))
