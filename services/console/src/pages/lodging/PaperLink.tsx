/** A paper as a workbook; fetched with the sign-in, as an address alone opens nothing. */
import { useState } from 'react'
import { token } from '../../session/session'
import { useRefusal } from '../../ui/answers'
import { Problem } from '../../api/client'

export function PaperLink({ edition, kind, reference, label }: { edition: string; kind: 'rooming' | 'kitchen'; reference: string; label: string }) {
  const refusal = useRefusal()
  const [why, setWhy] = useState('')
  const load = async () => {
    try {
      const answer = await fetch(`/api/v1/editions/${edition}/papers/${kind}/${reference}.xlsx`, { headers: { Authorization: `Bearer ${token() ?? ''}` } })
      if (!answer.ok) throw new Problem(answer.status, (await answer.json()) as object)
      const address = URL.createObjectURL(await answer.blob())
      const link = document.createElement('a')
      link.href = address
      link.download = `${kind}-${reference}.xlsx`
      link.click()
      URL.revokeObjectURL(address)
      setWhy('')
    } catch (error) {
      setWhy(refusal(error))
    }
  }
  return (
    <>
      <button type="button" className="link" onClick={() => void load()}>
        <span aria-hidden="true">⤓</span> {label}
      </button>
      {why ? <span role="alert">{why}</span> : null}
    </>
  )
}
