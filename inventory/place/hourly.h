/* hourly.h - annual fields times hourly rates, summed: the step that makes a file of hours. */
#ifndef LT_HOURLY_H
#define LT_HOURLY_H

/* One annual field and how it runs over the hours. */
typedef struct lt_hourly_term {
    const double *field; /* [cells] */
    const double *rate;  /* [n_hours] */
} lt_hourly_term;

/* out[h * stride + c] = sum over the terms of field[c] rate[h]; summed in double in the order of the terms, whatever
 * the number of threads. */
void lt_hourly_sum(const lt_hourly_term *terms, int n_terms, long n_hours, long cells, float *out, long stride);

#endif
