/** A field's texts, each heard of only when it is another: what is being typed is not put back because a neighbour was saved. */
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
