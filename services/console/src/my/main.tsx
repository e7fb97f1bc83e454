/** A guest's own page, by signed link. */
import { open } from '../linked/open'
import { OwnPage } from './OwnPage'

open(OwnPage)
