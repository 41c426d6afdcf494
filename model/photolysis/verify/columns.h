/* columns.h - a tile of columns of the standard atmosphere, for suites and tests. */
#ifndef LT_PHOTOLYSIS_COLUMNS_H
#define LT_PHOTOLYSIS_COLUMNS_H

#include "model/photolysis/photolysis.h"

/* Fields of the tile that a suite may change: [lane] or [k][lane]. */
typedef struct lt_photo_columns {
    int nz, n_j;
    const char *const *names; /* of J, all that the table has */
    const lt_photo_kernel *kernel;
    double *cos_sza, *ozone_DU, *albedo_uv, *albedo_visible, *height_m, *pressure_Pa, *temperature_K, *ozone_ppb;
    double *cloud_depth, *cloud_fraction, *aerosol_depth, *aerosol_angstrom, *aerosol_albedo, *aerosol_asymmetry, *j;
    lt_photo_tile tile;
    lt_photolysis *photolysis, *all;
    double *memory;
} lt_photo_columns;

/* All lanes alike: layers between edges_m [nz + 1], the standard atmosphere with its ozone scaled to ozone_DU, sun
 * overhead, albedo 0.1, cloud and aerosol of depth 0 (fraction 0, angstrom 1, albedo 0.99, asymmetry 0.61), 1 AU, the
 * widest kernel that runs here. LT_ERR_INPUT, LT_ERR_MEMORY; free it also then. */
lt_status lt_photo_columns_create(int nz, const double *edges_m, double ozone_DU, lt_photo_columns *out);
void lt_photo_columns_free(lt_photo_columns *columns);
void lt_photo_columns_run(const lt_photo_columns *columns);
/* Row of a J; a name that the table lacks ends in -1. */
int lt_photo_columns_row(const lt_photo_columns *columns, const char *name);
double lt_photo_columns_j(const lt_photo_columns *columns, int row, int k, int lane);
/* The widest kernel of this processor. */
const lt_photo_kernel *lt_photo_widest(void);

#endif
