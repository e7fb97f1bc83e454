/** A guest's own page, by signed link. */
import '../base.css'
