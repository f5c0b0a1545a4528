/** The result of a form action, with the form that it belongs to. */
import type { Values } from './changed.ts'

export type FormRefusal = { sentence: string; status?: number; fields?: Record<string, string> }
/** From here on a sentence is read once: it names many things. */
const LONG_SENTENCE = 120

/** What stands beside the fields. A long sentence that stands above the form as well is only pointed to. */
export const toErrorsBeside = ({ sentence, fields = {} }: FormRefusal, saidAbove: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, error]) => [
      name,
      error === sentence && error.length > LONG_SENTENCE ? saidAbove : error,
    ]),
  )

export type FormAnswer = { form?: string; refused?: FormRefusal | undefined; values?: Values } | null | undefined
