// Amounts that postproc/report_fields.c wrote as two signs each, n = 64 a + b: largest 10^(6 (n - 4095) / 4094);
// "-" and two signs are n cells of nothing.
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export const decode = ([largest, codes]) => {
    const two = (at) => 64 * signs.indexOf(codes[at]) + signs.indexOf(codes[at + 1])
    const out = []
    for (let at = 0; at < codes.length; at += 2) {
        if (codes[at] === '-') {
            at++
            for (let left = two(at); left > 0; left--) out.push(0)
        } else out.push(largest * 10 ** ((6 * (two(at) - 4095)) / 4094))
    }
    return out
}
