/* nearby_file.h - near_<site>_<variant>_<period>.nc: a map of 100 to 1000 m within cells of the grid, as the stage near
 * writes it (model/gaussian/subgrid/README.md), read and judged against the run that it stands beside.
 *
 * Refused: a file of another site, of another projection or place on the grid, with a value that is no concentration,
 * whose points do not have the mean of their cell, or whose cells are not those of conc_<variant>_<period>.nc. */
#ifndef LT_NEARBY_FILE_H
#define LT_NEARBY_FILE_H

#include "base/job.h"
#include "grids/grid.h"

/* X-macro: id, variable, name in GMT's notation, name. */
#define LT_NEARBY_LIST(X)                                                                                              \
    X(SO2, "so2", "SO@-2@-", "SO2")                                                                                    \
    X(NOX, "nox", "NO@-x@- as NO@-2@-", "NOx")                                                                         \
    X(NO2, "no2", "NO@-2@-", "NO2")                                                                                    \
    X(PM25, "pm25", "PM@-2.5@-", "PM2.5")                                                                              \
    X(PM10, "pm10", "PM@-10@-", "PM10")                                                                                \
    X(CO, "co", "CO", "CO")
typedef enum lt_nearby_pollutant {
#define LT_NEARBY_ID(id, variable, gmt, name) LT_NEARBY_##id,
    LT_NEARBY_LIST(LT_NEARBY_ID)
#undef LT_NEARBY_ID
        LT_N_NEARBY
} lt_nearby_pollutant;
typedef struct lt_nearby_row {
    const char *variable, *gmt, *name;
} lt_nearby_row;
extern const lt_nearby_row lt_nearby_table[LT_N_NEARBY];

/* Relative; the stage keeps the means of cells to 1e-10 (ours leaves room for sums in another order), and conc files
 * hold floats, whose mean both sides take in double. */
#define LT_NEARBY_MEAN_MOST 1e-9
#define LT_NEARBY_GRID_MOST 1e-6

typedef struct lt_nearby_stack {
    char *id;
    double lon, lat, x, y; /* degrees, m on the grid's map */
    double height;
    bool assumed, inside;     /* its place is assumed; it stands in the map, not in the ring of cells around it */
    double rate[LT_N_NEARBY]; /* g/s, mean of the period; NAN: not of this map */
} lt_nearby_stack;

/* One pollutant, ug/m3: points from the south-west in rows to the north. */
typedef struct lt_nearby_air {
    bool has;
    double *mean;         /* [ny * nx] of the period */
    double *change;       /* [ny * nx] of it since the run that the measures act on; NULL: not in the file */
    double *stacks;       /* [ny * nx] of the mean what plumes shape; NULL: not known, as local */
    double *cell, *local; /* [cells * cells] the grid's own mean, and of that what stacks gave; local NULL: not known */
    double share_flat;    /* of local, that plumes do not shape; NAN: not known */
    long most_at, hour_at; /* points of the highest mean and of the highest hour */
    double most_hour;
    double mean_difference; /* largest |mean of a cell's points - cell| / cell */
} lt_nearby_air;

typedef struct lt_nearby_file {
    char site[64], title_en[256], title_zh[256];
    int nx, ny, cells_x, cells_y;
    int i0, j0;                     /* of its south-west cell in the grid */
    double x0, y0, cell, step;      /* corner, m on the grid's map; side of a cell, of a point */
    double resolution;              /* of a point on the ground, m */
    double *lon, *lat;              /* [ny * nx] */
    lt_nearby_air air[LT_N_NEARBY]; /* of the pollutants that it has */
    long n_stacks;
    lt_nearby_stack *stacks; /* the strongest first, by the first pollutant that has rates */
} lt_nearby_file;

/* job: its variant and period. */
lt_status lt_nearby_file_read(const lt_job *job, const lt_grid *grid, const char *site, lt_nearby_file *out);
void lt_nearby_file_free(lt_nearby_file *file);
/* The mean of the period of a field of conc_<variant>_<period>.nc in the cells of a map. */
lt_status lt_nearby_grid_mean(const lt_job *job, const lt_grid *grid, const lt_nearby_file *file, const char *variable,
                              double *out);
/* Means of points over each cell: out[cells_y * cells_x]. */
void lt_nearby_cell_means(const lt_nearby_file *file, const double *points, double *out);
/* The cell that holds a point. */
static inline int lt_nearby_cell(const lt_nearby_file *file, long point) {
    const long i = point % file->nx / (file->nx / file->cells_x), j = point / file->nx / (file->ny / file->cells_y);
    return (int)(j * file->cells_x + i);
}

#endif
