import type { Bilin, Caller, Person, Refused } from '@bilin/api/bilin'
import type { Locale } from '@bilin/i18n'

declare global {
  namespace App {
    interface Locals {
      bilin: Bilin
      /** Who holds the session; null for somebody not signed in. Asked at most once in a request. */
      person: () => Promise<Person | null>
      locale: Locale
      requestId: string
      address: string
      /** The person, the tenant of the address, and where else they may go: asked at most once in a request. */
      here: () => ReturnType<Caller['tenants']['here']>
      /** The procedures, called in the tenant of the address. */
      api: Caller
      /** The procedures, called in another tenant that the person may enter. */
      at: (slug: string) => Caller
      refused: (error: unknown) => Refused
      /** The values of a form that was sent after its session had ended. */
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
