/** The client of the signed-in person. */
import { connect } from '../api/client'
import { current, refused, token } from './session'

export const api = connect(token, () => refused(current()?.token ?? null))
