/* dust_table.h - ground that wind lifts dust from: model/data/dust_classes.csv, dust_soils.csv and what
 * land_classes.csv says of leaves and soil. */
#ifndef LT_DUST_TABLE_H
#define LT_DUST_TABLE_H

#include "base/hash.h"
#include "base/status.h"
#include "grids/land.h"

enum { LT_DUST_GRAINS = 4 }; /* coarse sand, fine sand, silt, clay */

/* A kind of ground in a month. */
typedef struct lt_dust_ground {
    double share;                     /* of the class that is such ground and not under plants */
    double friction;                  /* u* of the ground over the wind at 10 m */
    double threshold[LT_DUST_GRAINS]; /* u* from which grains leap, m/s */
} lt_dust_ground;

typedef struct lt_dust_kind {
    lt_land_class land;
    double grains[LT_DUST_GRAINS]; /* mass fractions of the soil */
    double erodible;               /* share of the soil that leaps */
    double blast, blast_speed;     /* vertical over horizontal flux: blast (0.24 + blast_speed u*), 1/m */
    lt_dust_ground month[12];
} lt_dust_kind;

enum { LT_DUST_KINDS = 5 };
typedef struct lt_dust_table {
    lt_dust_kind of[LT_DUST_KINDS];
} lt_dust_table;

/* The shipped tables. LT_ERR_INPUT names file, row and column: what is missing or cannot be. */
lt_status lt_dust_table_read(lt_dust_table *out);
lt_status lt_dust_table_digest(lt_hash *hash);

#endif
