import { Refusal } from './answers'

export function Broken({ error }: { error: unknown }) {
  return <Refusal error={error} retry={() => location.reload()} />
}
