// Numbers as the tables on the terminal print them (postproc/text.c), so that the page and the run say the same.

export const NOISE_FACTOR = 3

// printf("%.2g")
const twoFigures = (value) => {
    const power = value === 0 ? 0 : Math.floor(Math.log10(Number(value.toPrecision(2))))
    if (power >= -4 && power < 2) return String(Number(value.toPrecision(2)))
    const [mantissa, exponent] = value.toExponential(1).split('e')
    return `${Number(mantissa)}e${exponent[0]}${exponent.slice(1).padStart(2, '0')}`
}

export const isNumber = (value) => typeof value === 'number' && Number.isFinite(value)

const digitsOf = (value) => {
    const size = Math.abs(value)
    let digits = 2
    for (let limit = 0.1; size > 0 && size < limit && digits < 9; limit /= 10) digits++
    return digits
}

export const signed = (value, digits) => {
    if (!isNumber(value)) return '-'
    const text = value.toFixed(digits)
    return text.startsWith('-') ? text : `+${text}`
}

// An effect below three times the noise is never a number (design.md 3a).
export const isHidden = (delta, noise) => Math.abs(delta) < NOISE_FACTOR * noise

export const deltaText = (delta, noise) => {
    if (!isNumber(delta) || !isNumber(noise)) return '-'
    if (isHidden(delta, noise)) return `< ${twoFigures(NOISE_FACTOR * noise)}`
    return signed(delta, digitsOf(delta))
}

export const number = (value, digits) => (isNumber(value) ? value.toFixed(digits) : '-')
export const percent = (value, digits = 1) => (isNumber(value) ? (100 * value).toFixed(digits) : '-')

// Emissions: enough digits to see a change of small pollutants, thousands set apart.
export const mass = (value) => {
    if (!isNumber(value)) return '-'
    const size = Math.abs(value)
    const digits = size >= 1000 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.01 ? 3 : 4
    const [integer, fraction] = value.toFixed(digits).split('.')
    const grouped = integer.replace(/\B(?=(\d{3})+$)/g, '\u202f')
    return fraction ? `${grouped}.${fraction}` : grouped
}
export const signedMass = (value) => {
    const text = mass(value)
    return text === '0' || text.startsWith('-') ? text : `+${text}`
}
export const signedPercent = (value) => {
    if (!isNumber(value)) return '-'
    const size = Math.abs(100 * value)
    return size === 0 ? '0' : signed(100 * value, size >= 10 ? 1 : size >= 0.1 ? 2 : size >= 0.01 ? 3 : 4)
}

// Sums over a ledger differ in their last bits; nothing below a gram is a change.
export const GRAM_KT = 1e-9
// What a measure changes: a concentration has its noise, an emission (kt) none; what was not run is null.
export const effectText = (value, noise = null) => {
    if (!isNumber(value)) return '-'
    if (isNumber(noise)) return deltaText(value, noise)
    return Math.abs(value) < GRAM_KT ? '0' : signedMass(value)
}

export const unitName = (unit) => (unit || '').replace('ug', 'µg').replace('m3', 'm³')

// "2020-01-09T16:00:00Z" -> "2020-01-10 00:00", UTC+8
export const localTime = (iso) => {
    const time = new Date(iso)
    return Number.isNaN(time.getTime()) ? iso : new Date(time.getTime() + 8 * 3600e3).toISOString().slice(0, 16).replace('T', ' ')
}
