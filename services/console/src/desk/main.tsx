/** The check-in desk. */
import '../base.css'
