// Share of each measure by addition and by removal, and the gap between the two: a row a quantity, three columns a measure.
import { make, table } from './dom.js'
import { pollutantName } from './emissions.js'
import { deltaText, signedMass } from './format.js'
import { summary } from './model.js'
import { packageName, t } from './state.js'

// Sums over a ledger differ in their last bits; nothing below a gram is a share.
const GRAM_KT = 1e-9
// A concentration has a noise floor, an emission none; what was not run is null.
const show = (row, value) => {
    if (!row || typeof value !== 'number') return '-'
    if (typeof row.noise === 'number') return deltaText(value, row.noise)
    return Math.abs(value) < GRAM_KT ? '0' : signedMass(value)
}
const quantityName = (key) => t().shareAir[key] || pollutantName(key)
const unique = (list) => [...new Set(list)]

export const shareSection = () => {
    const shares = summary.shares || []
    const packages = unique(shares.map((row) => row.package))
    if (!packages.length) return null
    return make('section', { id: 'shares' }, make('h2', null, t().shares), make('p', null, t().sharesLead), packages.map((name) => {
        const rows = shares.filter((row) => row.package === name)
        const measures = unique(rows.map((row) => row.measure)).filter((measure) => measure !== 'whole')
        const column = (text) => make('th', { scope: 'col' }, text)
        const heads = [
            [make('th.corner', { scope: 'col', rowspan: 2 }, t().quantity), make('th', { scope: 'col', rowspan: 2 }, packageName('whole')),
                measures.map((measure) => make('th', { scope: 'colgroup', colspan: 3 }, packageName(measure)))].flat(),
            measures.flatMap(() => [column(t().addition), column(t().removal), column(t().gap)]),
        ]
        const body = unique(rows.map((row) => row.quantity)).map((quantity) => {
            const of = (measure) => rows.find((row) => row.measure === measure && row.quantity === quantity)
            return make('tr', { 'data-quantity': quantity }, make('th', { scope: 'row' }, quantityName(quantity)), make('td', null, show(of('whole'), (of('whole') || {}).addition)),
                measures.map((measure) => ['addition', 'removal', 'gap'].map((key) => make('td', null, show(of(measure), (of(measure) || {})[key])))))
        })
        return table(`${t().shares}${t().colon}${packageName(name)} (${t().shareUnit})`, heads, body, '.numbers.dense')
    }))
}
