/* part.h - which of the sources of an emissions file a species takes: all, those of a kind, the points. */
#ifndef LT_EMISSION_PART_H
#define LT_EMISSION_PART_H

#include "model/emission/area.h"
#include "model/emission/points.h"
#include "model/state/species.h"

/* All profiles, one or none of them, and the points. */
typedef struct lt_emission_part {
    bool points;
    int profile; /* LT_NO_PROFILE, LT_ALL_PROFILES, or its index */
} lt_emission_part;
enum { LT_NO_PROFILE = -2, LT_ALL_PROFILES = -1 };

/* What species->part names. LT_ERR_INPUT: no profile of the file. */
lt_status lt_emission_part_read(const lt_area *area, lt_ncr *file, const lt_species_info *species,
                                lt_emission_part *out);
/* The share of the rates of profile p that it emits into layer k of nz in the hour of area. */
double lt_emission_part_share(const lt_emission_part *part, const lt_area *area, size_t p, size_t k, size_t nz);
/* Layers up to the highest into which something is emitted. */
int lt_emission_part_layers(const lt_emission_part *part, const lt_area *area, const lt_points *points, size_t nz);

#endif
