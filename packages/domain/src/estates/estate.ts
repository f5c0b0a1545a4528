/**
 * Estates: a community's estates 小区, as their keeper types them and as an alliance may see them.
 *
 * Shapes   a form holds one estate; a field left blank means unknown, never zero. A contact's number comes back from
 *          a page masked, 138****1234; a masked number means the stored one. What is copied into an alliance
 *          are the fields of `agreed`, and no others.
 * Units    fee in yuan per square metre and month, two decimals; lat and lng in degrees, within China.
 * Refusals estates.half_a_place, phone_masked, not_a_phone, two_phones, fee_too_fine, and those of fields.ts.
 */
import { z } from 'zod'
import { choice, decimal, id, line, normalizePhone, optional, whole } from '../fields.ts'
import { refuse } from '../refusal.ts'
import { readShort } from '../typed.ts'
import { estateKinds, type EstateKind } from './kinds.ts'

const fee = decimal({ max: 1000 })
  .refine((yuan) => Math.abs(yuan * 100 - Math.round(yuan * 100)) < 1e-6, { error: 'estates.fee_too_fine' })
  .transform((yuan) => Math.round(yuan * 100) / 100)
const holdsTwoNumbers = (phone: string) => phone.split(/\D+/u).filter(({ length }) => length >= 5).length > 1
const phone = z.preprocess(
  (typed: string) => (typeof typed === 'string' ? readShort(typed, normalizePhone) : typed),
  z
    .string()
    .refine((number) => !holdsTwoNumbers(number), { error: 'estates.two_phones', abort: true })
    .regex(/^\+?(?:\d{5,15}|\d{2,5}\*{4}\d{2,4})$/u, { error: 'estates.not_a_phone' })
    .meta({ format: 'phone' }),
)

export const fields = {
  name: line(40),
  kind: choice(estateKinds),
  households: whole({ max: 100_000 }),
  buildings: whole({ max: 5_000 }),
  fee: optional(fee),
  address: optional(line(120)),
  lat: optional(decimal({ min: 3, max: 54 })),
  lng: optional(decimal({ min: 73, max: 136 })),
  contactName: optional(line(30)),
  contactPhone: optional(phone),
}

const bothOrNeither = ({ lat, lng }: { lat?: number | undefined; lng?: number | undefined }) =>
  (lat === undefined) === (lng === undefined)
const half = { path: ['lng'], error: 'estates.half_a_place' }

export const EstateForm = z.strictObject(fields).refine(bothOrNeither, half)
export type EstateForm = z.infer<typeof EstateForm>

/** The same for changing an estate; `revision` is the one that the form was loaded with. */
export const EstateChange = z.strictObject({ ...fields, estateId: id(), revision: whole() }).refine(bothOrNeither, half)

export const OneEstate = z.strictObject({ estateId: id() })
export const EstateRemoval = OneEstate.extend({ revision: whole() })

/** An estate as it is stored: blanks are null or '', as in the table. */
export type EstateFields = {
  name: string
  kind: EstateKind
  households: number
  buildings: number
  fee: number | null
  address: string
  lat: number | null
  lng: number | null
  contactName: string
  contactPhone: string
}

/** The fields to store of a form. A masked phone number is replaced by the one stored so far. */
export function toEstateFields(form: EstateForm, phoneSoFar = ''): EstateFields {
  const { fee = null, address = '', lat = null, lng = null, contactName = '', contactPhone = '' } = form
  const { name, kind, households, buildings } = form
  return {
    name,
    kind,
    households,
    buildings,
    fee,
    address,
    lat,
    lng,
    contactName,
    contactPhone: unmasked(contactPhone, phoneSoFar),
  }
}

/** 138****1234: enough to recognise a known number, not enough to call it. */
export function maskPhone(number: string): string {
  if (number === '') return ''
  const [head, tail] = number.length >= 10 ? [3, 4] : [2, 2]
  return `${number.slice(0, head)}****${number.slice(-tail)}`
}

export function unmasked(typed: string, saved: string): string {
  if (!typed.includes('*') || typed === maskPhone(saved)) return typed.includes('*') ? saved : typed
  return refuse('invalid', 'estates.phone_masked', { field: 'contactPhone' })
}

/** The fields that are copied into an alliance, and no others. */
export const agreed = ['name', 'kind', 'households', 'buildings', 'fee', 'lat', 'lng', 'companyName'] as const
type Agreed = { [field in (typeof agreed)[number]]: string | number | null }

/** Whether a listed copy still equals the record. */
export const upToDate = (record: Agreed, copy: Agreed): boolean =>
  agreed.every((field) => record[field] === copy[field])
