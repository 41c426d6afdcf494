/* plume_puffs.h - what a case that wants puffs must be, and how they are made. */
#ifndef LT_PLUME_PUFFS_H
#define LT_PLUME_PUFFS_H

#include "model/gaussian/case/receptor_set.h"
#include "model/gaussian/case/source_set.h"
#include "model/gaussian/puff/puffs.h"
#include "model/gaussian/weather/met_fields.h"

/* Do puffs go through the fields of a run: model: puff with a met.nc? */
bool lt_plume_puffs_in_fields(const lt_plume_case *keys);
/* Opens them. LT_ERR_INPUT: a source or a receptor is outside the grid, or a source is urban. */
lt_status lt_plume_puffs_open_fields(const lt_plume_case *keys, const lt_plane *plane, const lt_source_set *sources,
                                     const lt_receptor_set *receptors, lt_met_fields **out);
/* Of the section puffs; threads and by_source are the run's. */
lt_puffs_setup lt_plume_puffs_setup(const lt_plume_case *keys, const lt_source_set *sources,
                                    const lt_receptor_set *receptors);
/* LT_ERR_INPUT: sources or receptors that puffs know nothing of. A case without puffs is always good. */
lt_status lt_plume_puffs_judge(const lt_plume_case *keys, const lt_source_set *sources,
                               const lt_receptor_set *receptors);

#endif
