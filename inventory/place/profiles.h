/* profiles.h - height of release of area sources (profiles.csv). */
#ifndef LT_PROFILES_H
#define LT_PROFILES_H

#include "base/status.h"

enum { LT_PROFILE_MAX_LAYERS = 12 };

typedef struct lt_height_profile {
    char name[24];
    int n;
    double bottom_m[LT_PROFILE_MAX_LAYERS], top_m[LT_PROFILE_MAX_LAYERS], fraction[LT_PROFILE_MAX_LAYERS];
} lt_height_profile;

typedef struct lt_profiles {
    lt_height_profile *items;
    const char **names;
    int n;
} lt_profiles;

lt_status lt_profiles_read(const char *path, lt_profiles **out);
void lt_profiles_free(lt_profiles *profiles);
int lt_profiles_find(const lt_profiles *profiles, const char *name); /* -1 */
/* Share of each model layer (edges z_edge[nz+1] in m above ground), summing to 1. What lies above the top goes into the
 * top layer. */
void lt_height_profile_layers(const lt_height_profile *profile, const double *z_edge, int nz, double *share);

#endif
