/* terrain_feet.c - see terrain_feet.h. Of more than MOST feet in turn the last one makes room. */
#include "model/gaussian/terrain_feet.h"

#include "model/gaussian/terrain.h"

#include <stddef.h>

enum { MOST = 8 };

struct lt_terrain_feet {
    int n, n_receptors;
    const lt_profile *profile[MOST];
    double base_m[MOST];
    double *divide_m; /* [foot][receptor] */
};

lt_status lt_terrain_feet_create(int n_receptors, lt_terrain_feet **out) {
    lt_terrain_feet *feet;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *feet, &feet));
    feet->n_receptors = n_receptors;
    const lt_status status = lt_calloc((size_t)n_receptors * MOST, sizeof *feet->divide_m, &feet->divide_m);
    if (status == LT_OK)
        *out = feet;
    else
        lt_terrain_feet_free(feet);
    return status;
}

void lt_terrain_feet_free(lt_terrain_feet *feet) {
    if (!feet) return;
    lt_free(feet->divide_m);
    lt_free(feet);
}

void lt_terrain_feet_begin(lt_terrain_feet *feet) {
    feet->n = 0;
}

static int make(lt_terrain_feet *feet, const lt_profile *profile, double base, const lt_plume_receptors *r) {
    const int k = feet->n < MOST ? feet->n++ : MOST - 1;
    double *divide = feet->divide_m + (size_t)k * (size_t)feet->n_receptors;
    feet->profile[k] = profile;
    feet->base_m[k] = base;
    for (int n = 0; n < r->n; n++) divide[n] = lt_terrain_divide(profile, r->hill_m[n] - base);
    return k;
}

void lt_terrain_feet_give(lt_terrain_feet *feet, const lt_profile *profile, double base, lt_plume_receptors *r) {
    int k = 0;
    if (!r->ground_m) return;
    while (k < feet->n && (feet->profile[k] != profile || feet->base_m[k] != base)) k++;
    if (k == feet->n) k = make(feet, profile, base, r);
    r->divide_m = feet->divide_m + (size_t)k * (size_t)feet->n_receptors;
    r->divide_base_m = base;
}
