/* puffs.h - puffs of sources through changing air to means at receptors (puffs.c has the method). */
#ifndef LT_GAUSSIAN_PUFFS_H
#define LT_GAUSSIAN_PUFFS_H

#include "model/gaussian/puff/puff_growth.h"
#include "model/gaussian/receptor.h"
#include "model/gaussian/removal.h"
#include "model/gaussian/source.h"

typedef struct lt_puffs_setup {
    lt_puff_growth growth;
    double release_s; /* a puff of each source every so often, or more often: */
    double apart;     /* of lt_puffs_hours: puffs in a row are farther apart by the change of the wind by this part of
                         their spread at most; 0: release_s always */
    double step;      /* of a way over the spread, and of growth: 0.5 */
    double merge;     /* joined when nearer than this part of their spread; 0: never */
    double shear;     /* split upwards where the wind turns by this part of it over +-sigma_z; 0: never */
    double cell_m;    /* split across where sigma is larger: the scale of the wind's field; 0: never */
    long most;        /* puffs; no more splitting beyond */
    double centre_x_m, centre_y_m, reach_m; /* farther away: left, counted; reach_m 0: never */
    bool by_source;                         /* out is [source][receptor], else [receptor] */
    int threads;                            /* 0: as many as there are */
} lt_puffs_setup;
/* Similarity, 300 s, 1, 0.5, 0.5, 0.5, no cells, 20000 puffs, 100 km around the plane's origin. */
lt_puffs_setup lt_puffs_usual(void);

/* g. emitted = aloft + deposited + washed + decayed + left. */
typedef struct lt_puffs_budget {
    double emitted, aloft, deposited, washed, decayed, left;
} lt_puffs_budget;

typedef struct lt_puffs lt_puffs;
lt_status lt_puffs_create(const lt_puffs_setup *setup, lt_puffs **out);
void lt_puffs_free(lt_puffs *puffs); /* NULL is fine */

/* mass_g of a point or volume, at one time. In air that has profiles: with its rise, draughts and penetration
 * (../course.h). LT_ERR_INPUT: an area or a line; LT_ERR_MEMORY. */
lt_status lt_puffs_release(lt_puffs *puffs, const lt_puff_air *air, const lt_plume_source *source, int index,
                           double mass_g, double time_s);
/* All to to_s; adds the dosage, g s m-3, to dosage. removal: NULL, nothing is lost. receptors: NULL, none. */
lt_status lt_puffs_advance(lt_puffs *puffs, const lt_puff_air *air, const lt_plume_removal *removal, double to_s,
                           const lt_plume_receptors *receptors, double *dosage);
/* Join, split, drop what has left. advance does not. LT_ERR_MEMORY. */
lt_status lt_puffs_tidy(lt_puffs *puffs, const lt_puff_air *air, double time_s);

long lt_puffs_count(const lt_puffs *puffs);
const lt_puff *lt_puffs_item(const lt_puffs *puffs, long k);
double lt_puffs_at(const lt_puffs *puffs, double x_m, double y_m, double z_m); /* g m-3 now */
lt_puffs_budget lt_puffs_budget_of(const lt_puffs *puffs);

/* Consecutive hours from start_s of the air's clock on; puffs of earlier hours are still there. */
typedef struct lt_puffs_run {
    const lt_puff_air *air;
    const lt_plume_source *sources;
    int n_sources, n_hours;
    double start_s;
    const double *rates_gs;           /* [hour][source] */
    const lt_plume_removal *removals; /* [hour]; NULL: nothing is lost */
    const lt_plume_receptors *receptors;
} lt_puffs_run;
/* Means of the hours: set, not added: out [hour][receptor], or [hour][source][receptor] by source. */
lt_status lt_puffs_hours(lt_puffs *puffs, const lt_puffs_run *run, double *out);

#endif
