/* haze_reference.h - S(IV) in particle water once more, from the equations at the head of haze_paths.h and haze_step.h
 * with libm, and small steps of the classical Runge-Kutta method: what the kernel is held to. */
#ifndef LT_HAZE_REFERENCE_H
#define LT_HAZE_REFERENCE_H

#include "model/aerosol/uptake/verify/batch.h"

/* Sulfur that goes each way in dt s [mol/m3 of the clear part], HMS less what fell apart, in n steps. */
void lt_haze_reference(const lt_haze_setup *setup, const lt_haze_cells *cells, int i, int n,
                       double formed[LT_N_HAZE_PATHS]);

#endif
