/** Who may do what before sign-in, at the second database role. */
import { all, any, is, type Claim, type Expected } from './claims.ts'

const oneself =
  (column: string): Claim =>
  (row, asker) =>
    is(row[column], asker.person)

/** Before sign-in: the row that the actor looks up, or the actor's own rows once the password was right. */
const asked =
  (column: string): Claim =>
  (row, asker) =>
    is(row[column], asker.asking)
export const beforeSignIn: Record<string, Expected> = {
  tenant: { select: asked('id') },
  person: {
    select: any(asked('sign_in_name'), asked('phone'), oneself('id')),
    insert: all(oneself('id'), (row) => row.operator !== true),
  },
  seat: { select: oneself('person_id'), insert: oneself('person_id') },
  invitation: {
    select: any(asked('token_hash'), oneself('accepted_by')),
    update: all(asked('token_hash'), oneself('accepted_by')),
  },
  password_link: { select: asked('token_hash'), update: asked('token_hash') },
  credential: { select: oneself('person_id'), insert: oneself('person_id'), update: oneself('person_id') },
  session: {
    select: any(asked('id_hash'), oneself('person_id')),
    insert: oneself('person_id'),
    update: asked('id_hash'),
    delete: any(asked('id_hash'), oneself('person_id')),
  },
}
