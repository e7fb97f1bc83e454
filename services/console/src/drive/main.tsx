/** A driver's sheet, by secret link. */
import { open } from '../linked/open'
import { DrivePage } from './DrivePage'

open(DrivePage)
