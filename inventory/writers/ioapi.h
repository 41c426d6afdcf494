/* ioapi.h - files of the I/O API 3.2 (Models-3): netCDF classic, attributes and padding as its library writes them. */
#ifndef LT_IOAPI_H
#define LT_IOAPI_H

#include "base/outdir.h"
#include "base/timeaxis.h"
#include "grids/grid.h"

typedef struct lt_ioapi_variable {
    char name[17], units[17], description[81];
    bool integer;
} lt_ioapi_variable;

typedef struct lt_ioapi_head {
    lt_time start;
    long n_records; /* an hour apart */
    int ncols, nrows, nlays;
    const lt_grid *grid;  /* projection, corner, cell, name */
    const double *z_edge; /* [nlays + 1] m above ground */
    const char *description;
    const char *program; /* UPNAM */
} lt_ioapi_head;

typedef struct lt_ioapi lt_ioapi;

/* The temporary file of NAME in dir with all its head; 64-bit offsets only where the file is larger than 2 GB. */
lt_status lt_ioapi_create(lt_outdir *dir, const char *name, const lt_ioapi_head *head,
                          const lt_ioapi_variable *variables, int n, lt_ioapi **out);
/* One record of one variable: [layer][row][col]. */
lt_status lt_ioapi_put(lt_ioapi *file, int variable, long record, const float *data);
lt_status lt_ioapi_commit(lt_ioapi *file); /* frees file, also on failure */
void lt_ioapi_abandon(lt_ioapi *file);     /* NULL is fine */
/* The grid as GRIDDESC text with its coordinate system. */
lt_status lt_ioapi_griddesc(const lt_grid *grid, lt_outdir *dir, const char *name);
/* "liaoning-27" -> "LIAONING_27", at most 16 characters. */
void lt_ioapi_grid_name(const lt_grid *grid, char out[17]);

#endif
