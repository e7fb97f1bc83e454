/** The form of a guest, or of whoever comes in a guest's place. What somebody else saved meanwhile is shown beside what was
 * typed; nothing typed is lost. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { answer, Problem, type Shapes } from '../../api/client'
import { delegationsOf, type Guest } from '../../data/queries'
import { fullName } from '../../data/named'
import { useName, useWords } from '../../i18n/language'
import { guests as words } from '../../i18n/words/guests'
import { shell } from '../../i18n/words/shell'
import { api } from '../../session/api'
import { Refusal } from '../../ui/answers'
import { Button, Check, Choice, Field } from '../../ui/controls'
import { Dialog } from '../../ui/dialog'

type Fields = Shapes['GuestFields']
const RANKS = ['V1', 'V2', 'V3', 'V4', 'V5'] as const

interface Form {
  reference: string
  family_name: string
  given_name: string
  own_script_name: string
  country: string
  organisation: string
  post: string
  rank: (typeof RANKS)[number]
  language: string
  fallback_language: string
  fallback_accepted_by: string
  delegation_id: string
  precedence: string
  head_of_delegation: boolean
  refuses: string
  interpreter_gender: '' | 'f' | 'm'
}

function formOf(guest: Guest | undefined): Form {
  return {
    reference: guest?.reference ?? '',
    family_name: guest?.family_name ?? '',
    given_name: guest?.given_name ?? '',
    own_script_name: guest?.own_script_name ?? '',
    country: guest?.country ?? '',
    organisation: guest?.organisation ?? '',
    post: guest?.post ?? '',
    rank: guest?.rank ?? 'V4',
    language: guest?.language ?? 'en',
    fallback_language: guest?.fallback_language ?? '',
    fallback_accepted_by: guest?.fallback_accepted_by ?? '',
    delegation_id: guest?.delegation_id?.split('.').at(-1) ?? '',
    precedence: String(guest?.precedence ?? 0),
    head_of_delegation: guest?.head_of_delegation ?? false,
    refuses: guest?.refuses.join(', ') ?? '',
    interpreter_gender: guest?.interpreter_gender === 'f' || guest?.interpreter_gender === 'm' ? guest.interpreter_gender : '',
  }
}

/** What belongs to the place of a guest and not to the person who has it. */
function placeOf(guest: Guest): Form {
  const all = formOf(guest)
  return { ...formOf(undefined), reference: all.reference, country: all.country, organisation: all.organisation, rank: all.rank, language: all.language, delegation_id: all.delegation_id, precedence: all.precedence, head_of_delegation: all.head_of_delegation }
}

/** The fields that differ from the form as it was opened, as the API takes them. */
export function stated(form: Form, was: Form): Fields {
  const all: Record<keyof Omit<Form, 'reference'>, unknown> = {
    family_name: form.family_name.trim(),
    given_name: form.given_name.trim(),
    own_script_name: form.own_script_name.trim(),
    country: form.country.trim().toUpperCase(),
    organisation: form.organisation.trim(),
    post: form.post.trim(),
    rank: form.rank,
    language: form.language.trim().toLowerCase(),
    fallback_language: form.fallback_language.trim().toLowerCase() || null,
    fallback_accepted_by: form.fallback_accepted_by.trim() || null,
    delegation_id: form.delegation_id || null,
    precedence: Number(form.precedence) || 0,
    head_of_delegation: form.head_of_delegation,
    refuses: form.refuses.split(/[,，、;]/).map((one) => one.trim()).filter(Boolean),
    interpreter_gender: form.interpreter_gender || null,
  }
  const changed = (Object.keys(all) as (keyof typeof all)[]).filter((name) => form[name] !== was[name])
  return Object.fromEntries(changed.map((name) => [name, all[name]])) as Fields
}

export function EditGuest({ edition, guest, replacing = false, onClose }: { edition: string; guest?: Guest; replacing?: boolean; onClose: () => void }) {
  const t = useWords()
  const name = useName()
  const client = useQueryClient()
  const delegations = useQuery(delegationsOf(edition)).data ?? []
  const [base, setBase] = useState(guest)
  const [form, setForm] = useState(() => (guest && replacing ? placeOf(guest) : formOf(guest)))
  const [error, setError] = useState<unknown>(null)
  const [newer, setNewer] = useState<Guest | null>(null)
  const [saving, setSaving] = useState(false)
  const set = <K extends keyof Form>(field: K) => (value: Form[K]) => setForm((was) => ({ ...was, [field]: value }))
  const text = (field: 'family_name' | 'given_name' | 'own_script_name' | 'country' | 'organisation' | 'post' | 'language' | 'fallback_language' | 'fallback_accepted_by' | 'precedence' | 'refuses') => ({
    value: form[field],
    onChange: set(field),
    error: errorOf(error, field),
    hint: newer && formOf(newer)[field] !== formOf(base)[field] ? formOf(newer)[field] : undefined,
  })
  const save = async (event: FormEvent) => {
    event.preventDefault()
    setSaving(true)
    setError(null)
    try {
      if (base && replacing) await replaceBy(edition, base, form)
      else if (base) await amend(edition, base, stated(form, formOf(base)))
      else await register(edition, form)
      await client.invalidateQueries({ queryKey: [edition] })
      onClose()
    } catch (refusal) {
      setError(refusal)
      if (base && refusal instanceof Problem && refusal.code === 'stale_version') setNewer(await readGuest(edition, base.id))
    } finally {
      setSaving(false)
    }
  }
  return (
    <Dialog title={guest ? t(replacing ? words.replaceTitle : words.editTitle, fullName(guest)) : t(words.addTitle)} onClose={onClose} wide>
      <form onSubmit={(event) => void save(event)} className="stack">
        {replacing ? <p className="quiet">{t(words.replaceHint)}</p> : null}
        <div className="form-grid">
          {guest ? null : <Field label={t(words.reference)} value={form.reference} onChange={set('reference')} required error={errorOf(error, 'reference')} />}
          <Field label={t(words.family)} {...text('family_name')} required />
          <Field label={t(words.given)} {...text('given_name')} />
          <Field label={t(words.ownName)} {...text('own_script_name')} />
          <Field label={t(words.country)} {...text('country')} required />
          <Field label={t(words.organisation)} {...text('organisation')} />
          <Field label={t(words.post)} {...text('post')} />
          <Choice label={t(words.rank)} value={form.rank} options={RANKS.map((id) => ({ id, label: id }))} onChange={set('rank')} />
          <Field label={t(words.language)} {...text('language')} required />
          <Field label={t(words.fallback)} {...text('fallback_language')} />
          <Field label={t(words.fallbackBy)} {...text('fallback_accepted_by')} />
          <Choice
            label={t(words.gender)}
            value={form.interpreter_gender}
            options={[
              { id: '', label: t(words.anyGender) },
              { id: 'f', label: t(words.female) },
              { id: 'm', label: t(words.male) },
            ]}
            onChange={set('interpreter_gender')}
          />
          <Choice label={t(words.delegation)} value={form.delegation_id} options={[{ id: '', label: t(words.noDelegation) }, ...delegations.map((one) => ({ id: one.reference, label: name(one.name_en, one.name_zh) }))]} onChange={set('delegation_id')} />
          <Field label={t(words.order)} type="number" {...text('precedence')} />
          <Field label={t(words.refuses)} {...text('refuses')} />
          <Check label={t(words.isHead)} checked={form.head_of_delegation} onChange={set('head_of_delegation')} />
        </div>
        {error ? <Refusal error={error} /> : null}
        {newer ? (
          <div className="row">
            <p>{t(words.stale)}</p>
            <Button
              onPress={() => {
                if (!replacing) setForm((mine) => merged(mine, formOf(base), formOf(newer)))
                setBase(newer)
                setNewer(null)
                setError(null)
              }}
            >
              {t(words.reload)}
            </Button>
          </div>
        ) : null}
        <div className="row">
          <Button type="submit" look="main" disabled={saving}>
            {t(shell.save)}
          </Button>
          <Button onPress={onClose}>{t(shell.cancel)}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** My input where I typed, the newer state elsewhere. */
export function merged(mine: Form, base: Form, newer: Form): Form {
  const names = Object.keys(mine) as (keyof Form)[]
  return Object.fromEntries(names.map((name) => [name, mine[name] === base[name] ? newer[name] : mine[name]])) as unknown as Form
}

async function amend(edition: string, guest: Guest, fields: Fields): Promise<void> {
  if (!Object.keys(fields).length) return
  await api.PATCH('/api/v1/editions/{edition}/guests/{guest_id}', {
    params: { path: { edition, guest_id: guest.id } },
    headers: { 'If-Match': `"${guest.version}"` },
    body: fields,
  })
}

async function register(edition: string, form: Form): Promise<void> {
  const fields = stated(form, { ...formOf(undefined), rank: 'V5', language: '' })
  await api.POST('/api/v1/editions/{edition}/guests', {
    params: { path: { edition } },
    headers: { 'Idempotency-Key': crypto.randomUUID() },
    body: { ...fields, reference: form.reference.trim(), ...personOf(form) },
  })
}

async function replaceBy(edition: string, guest: Guest, form: Form): Promise<void> {
  await api.POST('/api/v1/editions/{edition}/guests/{guest_id}/replace', {
    params: { path: { edition, guest_id: guest.id } },
    headers: { 'If-Match': `"${guest.version}"` },
    body: { ...stated(form, placeOf(guest)), ...personOf(form) },
  })
}

/** Who somebody is, as far as it is always said. */
function personOf(form: Form) {
  return { family_name: form.family_name.trim(), country: form.country.trim().toUpperCase(), rank: form.rank, language: form.language.trim().toLowerCase() }
}

async function readGuest(edition: string, id: string): Promise<Guest> {
  return (await answer(api.GET('/api/v1/editions/{edition}/guests/{guest_id}', { params: { path: { edition, guest_id: id } } }))) as Guest
}

function errorOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof Problem)) return undefined
  const found = error.errors[field]
  if (Array.isArray(found)) return found.map(String).join(' ')
  if (typeof found === 'string') return found
  return error.data['field'] === field ? error.message : undefined
}
