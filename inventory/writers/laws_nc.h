/* laws_nc.h - the group laws of emissions.nc: what the model's laws turn into emission with its weather. */
#ifndef LT_LAWS_NC_H
#define LT_LAWS_NC_H

#include "base/ncio.h"
#include "inventory/place/gridding.h"
#include "inventory/time/episode.h"
#include "inventory/writers/terms_nc.h"

typedef struct lt_laws_nc lt_laws_nc;

/* The rows of a ledger on the grid, then those of each of its episodes. */
typedef struct lt_laws_rows {
    const lt_gridded *const *of; /* [1 + episodes] */
    const lt_episodes *episodes; /* NULL: none */
} lt_laws_rows;

/* profile_of[np]: the table's number of each profile of the file; n_points of the file. All is borrowed. */
lt_status lt_laws_nc_create(const lt_grid *grid, const lt_allocation *allocation, const lt_laws_rows *rows,
                            const int *profile_of, int np, long n_points, lt_laws_nc **out);
void lt_laws_nc_free(lt_laws_nc *laws); /* NULL is fine */
/* Dimensions y, x, z, profile and point must be there. */
lt_status lt_laws_nc_define(const lt_laws_nc *laws, lt_terms_nc *sizes, lt_ncw *nc);
lt_status lt_laws_nc_put(const lt_laws_nc *laws, lt_ncw *nc);

#endif
