/* drop_box.h - a box of cloudy air as a system of differential equations, for references that share with ../cloud only
 * the numbers of its constants: equations and their solution are written anew, one cell at a time, with libm.
 *
 *   transfer   every gas and what of it is in the drops stand apart, dn/dt = -+ (n_g - n_d / F) / theta: 24 unknowns
 *   together   the cloud's own equations: gas and drops of each species together, at every moment in the steady state
 *              of transfer and reaction: 8 unknowns
 *
 * Amounts in nmol/m3. Acidity by bisection and secant on the charge of all ions, activities iterated in it. */
#ifndef LT_DROP_BOX_H
#define LT_DROP_BOX_H

#include "model/aerosol/cloud/cloud.h"

#include <stdbool.h>

enum { LT_BOX_S4, LT_BOX_H2O2, LT_BOX_O3, LT_BOX_MHP, LT_BOX_PAA, LT_BOX_FORM, LT_BOX_N_REACT }; /* gases that react */
enum { LT_BOX_NO3, LT_BOX_CL, LT_BOX_FA, LT_BOX_AA, LT_BOX_NH4, LT_BOX_N_IONS };

/* Order of the unknowns. together: react, S6, HMS. transfer: react and ions in air, the same in drops, S6, HMS. */
enum {
    LT_BOX_TOGETHER = LT_BOX_N_REACT + 2,
    LT_BOX_PAIRS = LT_BOX_N_REACT + LT_BOX_N_IONS,
    LT_BOX_TRANSFER = 2 * LT_BOX_PAIRS + 2,
    LT_BOX_MOST = LT_BOX_TRANSFER
};

typedef struct lt_drop_box {
    bool transfer;
    int n; /* unknowns */
    double temperature, water /* l/m3 */, standing /* charge, M */, standing_strength;
    double react_pool[LT_BOX_N_REACT], react_slow[LT_BOX_N_REACT]; /* F of the undissociated (HCHO: with its hydrate) */
    double ion_pool[LT_BOX_N_IONS], ion_slow[LT_BOX_N_IONS], ion_constant[LT_BOX_N_IONS], ion_total[LT_BOX_N_IONS];
    double k1, k2, kw, k_sulfate, hco3, co3, hydrate;
    double k_h2o2, k_o3[3], k_mhp, k_paa, k_paa_0, k_hms[2], k_back, k_radical, metals, radical, radius;
    double start[LT_BOX_MOST];
    double log10_h; /* found last, where the next search begins */
} lt_drop_box;

/* The box of cell i (one that is all cloud) as the setup has it. */
void lt_drop_box_create(const lt_cloud_setup *setup, const lt_cloud_cells *cells, size_t i, bool transfer,
                        lt_drop_box *box);
/* dy/dt, nmol/m3/s. */
void lt_drop_box_change(lt_drop_box *box, const double *y, double *change);
/* pH of y, and where S(VI) stands in it. */
double lt_drop_box_ph(lt_drop_box *box, const double *y);
int lt_drop_box_s6(const lt_drop_box *box);

#endif
