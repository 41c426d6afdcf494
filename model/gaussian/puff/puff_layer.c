/* puff_layer.c
 *
 * H height of the convective layer where the puff is and when it is there, c, s centre and spread upwards.
 *
 * under   A puff with c + 2.15 s < H that was free is held under H from then on and spreads as in convective air. Its
 * lid rises with H; it falls with H only where less than 0.1 % is above: what was mixed higher stays mixed higher. Even
 * in the vertical from s > 1.6 lid on (the Fourier series' first term is 6e-6 there). met     Of a puff that reaches
 * above H, the share below H is taken out of it, mixed evenly up to H, once it is 5 %; the rest is the Gaussian cut off
 * at H (its floor). H goes on rising: the next share; from 95 % on, all. This is fumigation by a growing layer in the
 * morning, and where a plume comes over a coast into the internal layer, whose height the field of H gives. stable  No
 * lid. A puff that has not felt its lid loses it; one that has keeps it: it is the residual layer.
 *
 * Limits: mixing is done when the lid has passed, not zi/w* later; no more spread across by it. */
#include "model/gaussian/puff/puff_layer.h"

#include <math.h>

static void mix(lt_puff *p, double lid) {
    p->mixed = true;
    p->lid_m = lid;
    p->pair = false;
    p->floor_m = p->stable_m = 0.0;
    p->z_m = 0.5 * lid;
    p->zz_m2 = lid * lid / 12.0;
}

static void under(lt_puff *p, double height) {
    if (height > p->lid_m) p->lid_m = height;
    if (p->mixed) {
        mix(p, p->lid_m);
        return;
    }
    if (height < p->lid_m && lt_puff_share_below(p, height) > 0.999) p->lid_m = height;
    const double least = p->pair ? fmin(p->own_zz_m2[0], p->own_zz_m2[1]) : p->zz_m2;
    if (least > 2.56 * p->lid_m * p->lid_m) mix(p, p->lid_m);
}

bool lt_puff_meet_lid(lt_puff *p, const lt_puff_weather *w, lt_puff *mixed) {
    const double height = w->mixing_m, top = p->z_m + 2.15 * sqrt(p->zz_m2);
    if (!w->convective) {
        if (!p->mixed && top < p->lid_m) p->lid_m = LT_PUFF_NO_LID;
        p->pair = false;
        p->stable_m = height;
        return false;
    }
    p->stable_m = 0.0;
    if (p->lid_m < LT_PUFF_NO_LID) {
        under(p, height);
        return false;
    }
    if (p->floor_m == 0.0 && top < height) {
        p->lid_m = height;
        return false;
    }
    const double share = lt_puff_share_below(p, height);
    if (share < 0.05) return false;
    if (share > 0.95) {
        mix(p, height);
        return false;
    }
    *mixed = *p;
    mixed->mass_g = share * p->mass_g;
    mix(mixed, height);
    p->mass_g -= mixed->mass_g;
    p->floor_m = height;
    return true;
}
