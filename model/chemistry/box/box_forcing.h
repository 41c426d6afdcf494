/* box_forcing.h - what a box gets and loses beside its reactions in an outer step: emission, deposition, exchange.
 *
 *   dc/dt = ... + E / (M h) + x (c_background - c) - (v / h) c,   x = dilution + max(0, d ln h / dt)
 *
 * The means over the step are exact for a mixing height h that changes linearly: mean 1/h = ln(h1/h0) / (h1 - h0), mean
 * d ln h / dt = ln(h1/h0) / dt; sources are averaged over the hours of the day that the step touches. */
#ifndef LT_BOX_FORCING_H
#define LT_BOX_FORCING_H

#include "model/chemistry/box/box_air.h"

typedef struct lt_box_forcing {
    double *emission;   /* [n_variable] ppb s-1 */
    double *entrained;  /* [n_variable] ppb s-1 that come in with background air */
    double *deposition; /* [n_variable] s-1 */
    double *source;     /* [n_variable] emission + entrained */
    double exchange;    /* s-1 */
} lt_box_forcing;

lt_status lt_box_forcing_create(const lt_box *box, lt_box_forcing *out);
void lt_box_forcing_free(lt_box_forcing *forcing);
/* Does the case exchange air, at any time? */
bool lt_box_exchanges(const lt_box *box);
/* From t to t + dt; air in the middle. source_factor [n_sources] of a sweep, or NULL. */
void lt_box_forcing_at(const lt_box *box, double t, double dt, const lt_box_air *air, const double *source_factor,
                       lt_box_forcing *out);

#endif
