/* foreign.h - an inventory of others as it was read: fields on its own grid, rows of regions, stacks. All amounts are
 * kg (mol where its format counts moles) a cell, row or stack and period. What a file does not say is an error, never a
 * guess. */
#ifndef LT_FOREIGN_H
#define LT_FOREIGN_H

#include "base/faults.h"
#include <stdbool.h>

/* Regular, of degrees or of metres on a map; x0, y0 its south-west corner. */
typedef struct lt_foreign_grid {
    bool lonlat;
    double x0, y0, dx, dy;
    int nx, ny;
    char projection[128]; /* text of PROJ, unless lonlat */
} lt_foreign_grid;

typedef struct lt_foreign_field {
    char sector[48], species[40];
    int year, month; /* month 0: the whole year */
    bool moles;
    double *amount; /* [j*nx + i], south first; a cell without data holds 0 */
} lt_foreign_field;

typedef struct lt_foreign_row {
    char country[4], region[16]; /* as in the file: six digits of the administrative divisions, or a code of REAS */
    char sector[24], species[20];
    int year, line;
    long stack; /* index; -1: an area row */
    bool by_month;
    double kg, month_kg[12];
} lt_foreign_row;

typedef struct lt_foreign_stack {
    char facility[48], unit[24], point[24], process[24], name[80];
    double lon, lat;
    /* 0 = the file gives none */
    double height_m, diameter_m, temperature_K, velocity_ms, flow_m3s;
    int line;
} lt_foreign_stack;

typedef struct lt_foreign {
    char format[16]; /* word of foreign_tables.h */
    char path[512];  /* of the first file */
    lt_foreign_grid grid;
    lt_foreign_field *fields;
    lt_foreign_row *rows;
    lt_foreign_stack *stacks;
    long n_fields, n_rows, n_stacks;
    long room[3]; /* of fields, rows, stacks */
} lt_foreign;

void lt_foreign_free(lt_foreign *f); /* what it holds */
/* Zeroed and added; the pointer holds until the next. */
lt_status lt_foreign_add_field(lt_foreign *f, lt_foreign_field **out); /* with its amounts: the grid must stand */
lt_status lt_foreign_add_row(lt_foreign *f, lt_foreign_row **out);
lt_status lt_foreign_add_stack(lt_foreign *f, lt_foreign_stack **out);
/* The grid of one more file: it must be the grid of those before. */
lt_status lt_foreign_set_grid(lt_foreign *f, const lt_foreign_grid *grid, const char *path);

/* Area of a cell of degrees in row j on a sphere of 6 371 km, m2. */
double lt_foreign_cell_area(const lt_foreign_grid *grid, int j);
/* Sum of a field; of the rows of a region, sector and species and year (NULL, 0: all). Exact sums. */
double lt_foreign_field_sum(const lt_foreign *f, const lt_foreign_field *field);
double lt_foreign_row_sum(const lt_foreign *f, const char *region, const char *sector, const char *species, int year);

#endif
