/** What an interpreter is asked, by signed link. */
import { open } from '../linked/open'
import { OfferPage } from './OfferPage'

open(OfferPage)
