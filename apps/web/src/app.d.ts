import type { Bilin, Caller, Person, Refused } from '@bilin/api/bilin'
import type { Locale } from '@bilin/i18n'

declare global {
  namespace App {
    interface Locals {
      bilin: Bilin
      person: Person | null
      locale: Locale
      requestId: string
      address: string
      /** The procedures, in the tenant that the address names. */
      api: Caller
      /** The same in another tenant that the person may enter. */
      at: (slug: string) => Caller
      refused: (error: unknown) => Refused
      /** What was typed in a form whose sender is signed out by now. */
      unsent?: readonly string[]
    }
    interface Error {
      status?: number
      message: string
      code?: string
      requestId?: string
      unsent?: readonly string[]
    }
  }
}
export {}
