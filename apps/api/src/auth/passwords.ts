/** Passwords: argon2id off the main thread, 8 to 64 characters and more, none of the common ones, no composition rules. */
import { refuse } from '@bilin/domain/refusal'
import { hash, verify } from '@node-rs/argon2'
import { commonPasswords } from './commonPasswords.ts'

const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  const field = 'password'
  const length = [...password].length
  if (length < 8) refuse('invalid', 'sessions.password_too_short', { field })
  if (length > 256) refuse('invalid', 'sessions.password_too_long', { field })
  if (commonPasswords.has(password.toLowerCase())) refuse('invalid', 'sessions.password_common', { field })
  return hash(password.normalize('NFC'), cost)
}

/** Where nobody is found the same work is done, so that the time taken says nothing about who exists. */
export async function passwordFits(stored: string | undefined, password: string): Promise<boolean> {
  if (password.length > 1024) return false
  const fits = await verify(stored ?? (await nobody), password.normalize('NFC'))
  return stored !== undefined && fits
}

const nobody = hash('nobody has this password', cost)
