// Share of each measure by addition and by removal, and the gap between the two.
import { make, table } from './dom.js'
import { deltaText, mass, signedMass, signedPercent } from './format.js'
import { summary } from './model.js'
import { pollutantName } from './emissions.js'
import { packageName, t } from './state.js'

// rows of one quantity: [{measure, addition, removal, gap}]
const rowsOf = (one) => (Array.isArray(one) ? one : Object.entries(one || {}).map(([measure, row]) => ({ measure, ...row })))

export const shareSection = () => {
    const shares = summary.shares
    if (!shares) return null
    const quantities = Array.isArray(shares) ? [['', shares]] : Object.entries(shares).filter((pair) => typeof pair[1] === 'object')
    const head = [t().quantity, t().measure, t().addition, t().removal, t().gap].map((text) => make('th', { scope: 'col' }, text))
    // A concentration has a noise floor, an emission none; what was not run is null.
    const show = (row, value) => (typeof value !== 'number' ? '-' : typeof row.noise === 'number' ? deltaText(value, row.noise) : signedMass(value))
    const name = (key) => (key === 'pm25_ugm3' ? t().sharePm : pollutantName(key))
    return make('section', { id: 'shares' }, make('h2', null, t().shares), make('p', null, t().sharesLead),
        table(t().shares, [head], quantities.flatMap(([quantity, one]) => rowsOf(one).map((row) => make('tr', null,
            make('th', { scope: 'row' }, name(row.quantity || quantity)), make('td.text', null, packageName(row.measure)), make('td', null, show(row, row.addition)), make('td', null, show(row, row.removal)), make('td', null, show(row, row.gap))))), '.numbers'))
}
export { mass, signedPercent }
