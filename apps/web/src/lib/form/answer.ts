/** The result of a form action, with the form that it belongs to. */
import type { Values } from './changed.ts'

export type FormRefusal = { sentence: string; status?: number; fields?: Record<string, string> }
export type FormAnswer = { form?: string; refused?: FormRefusal | undefined; values?: Values } | null | undefined
