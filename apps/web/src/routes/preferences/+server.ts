import { readForm } from '#lib/server/formBody.ts'
import { isLocale } from '@bilin/i18n'
import { redirect } from '@sveltejs/kit'
import type { RequestHandler } from './$types'

const YEAR = 365 * 24 * 3600

/** Language, theme (light or dark, text size) and preferred seat: in cookies, so that they apply before any script runs. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
  const form = await readForm(request)
  const keep = (name: string, value: string, httpOnly = false) =>
    cookies.set(name, value, {
      path: '/',
      maxAge: YEAR,
      sameSite: 'lax',
      httpOnly,
      secure: url.protocol === 'https:',
    })

  const locale = form.get('locale')
  if (isLocale(locale)) keep('bilin_locale', locale)

  const [theme = 'auto', text = 'normal'] = (cookies.get('bilin_look') ?? '').split('.')
  const look = [form.get('theme') ?? theme, form.get('text') ?? text].join('.')
  if (/^(auto|light|dark)\.(normal|large)$/u.test(look)) keep('bilin_look', look)

  const seat = form.get('seat')
  if (typeof seat === 'string' && /^[0-9a-f-]{36}$/u.test(seat)) keep('bilin_seat', seat, true)

  const next = String(form.get('next') ?? '/')
  redirect(303, /^\/(?![/\\])/u.test(next) ? next : '/')
}
