/* mie.h - light scattered by a sphere that does not absorb.
 *
 *   Q   = 2/x^2 sum (2n+1) (|a_n|^2 + |b_n|^2)
 *   g Q = 4/x^2 sum ( n(n+2)/(n+1) Re(a_n a*_n+1 + b_n b*_n+1) + (2n+1)/(n(n+1)) Re(a_n b*_n) )
 *   a_n = A/(A - iB),  A = (D_n/m + n/x) psi_n - psi_n-1,  B = (D_n/m + n/x) chi_n - chi_n-1;  b_n with m D_n
 * x = pi D/lambda, m the refractive index, D_n(m x) the logarithmic derivative of psi_n by downward recurrence; n up to
 * x + 4 x^(1/3) + 2. Mie (1908); as in Bohren and Huffman (1983), ch. 4 (R). Below x = 0.05 Rayleigh's limit. */
#ifndef LT_MIE_H
#define LT_MIE_H

#define LT_MIE_LARGEST 1000.0 /* x */

/* Efficiency and asymmetry of scattering; x at most LT_MIE_LARGEST, 1 < m < 2. */
void lt_mie(double x, double m, double *efficiency, double *asymmetry);

#endif
