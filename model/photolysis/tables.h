/* tables.h - the shipped tables of photolysis, read and judged. Private to the library. */
#ifndef LT_PHOTOLYSIS_TABLES_H
#define LT_PHOTOLYSIS_TABLES_H

#include "base/status.h"
#include "model/photolysis/tile.h"

#define LT_PHOTO_BINS_FILE "model/data/photolysis_bins.csv"
#define LT_PHOTO_CROSS_FILE "model/data/photolysis_cross_sections.csv"

enum { LT_PHOTO_NAME = 48 };

/* Cross sections times yields of all names of the file. */
typedef struct lt_photo_cross {
    int n;
    char (*name)[LT_PHOTO_NAME];
    double *cross; /* [n][LT_PHOTO_TEMPERATURES][LT_PHOTO_BINS] */
    int *quenched; /* [n] */
} lt_photo_cross;

/* Paths of files of the shipped form. Fills the parts of *tables that each has. LT_ERR_INPUT names row and column. */
lt_status lt_photo_read_bins(const char *path, lt_photo_tables *tables);
lt_status lt_photo_read_cross(const char *path, lt_photo_tables *tables, lt_photo_cross *cross);
void lt_photo_cross_free(lt_photo_cross *cross);

#endif
