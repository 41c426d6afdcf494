/* boundary.h - what enters at the sides and the top of a grid, by the hour, from a file boundary_*.nc.
 *
 * Layout (CF netCDF; `ncdump -h` shows the rest). Values are mixing ratios, kg of the species per kg of air, at the
 * instants time_edge, every hour or every few whole hours, linear in time between them; a step of the model takes those
 * of its middle. species holds their names (model/state/species.h), z_edge the layers' edges in m above ground.
 *   full perimeter: west, east (time_edge, species, z, y), south, north (time_edge, species, z, x),
 *                   top (time_edge, species, y, x), x and y the cell centres on the map in m
 *   profiles:       west, east, south, north (time_edge, species, z), top (time_edge, species); no x, no y
 *   first states:   initial (time_initial, species, z, y, x), of profiles (time_initial, species, z); may be absent
 * Attribute chemistry: that of the run which wrote it (model/state/chemical_set.h), for the mass that a name means; may
 * be absent. Border values are those of the air just outside. Where a side flows out its values are not used. */
#ifndef LT_BOUNDARY_H
#define LT_BOUNDARY_H

#include "base/ncio.h"
#include "grids/grid.h"
#include "model/state/state.h"

extern const char *const lt_boundary_sides[LT_N_SIDES]; /* names of variables: "west" ... */

/* What a run needs of a file. */
typedef struct lt_boundary_need {
    const lt_grid *grid; /* its place and layers */
    int n_species, n_required;
    const lt_species_info *species; /* the first n_required must stand in the file, but for what lives short */
    bool may_lack;                  /* ... unless this is set */
    const char *chemistry;          /* a file that says it is of another one is refused; NULL: any */
    const lt_border *background;    /* values of species that the file lacks, copied; NULL: only judge the file */
    /* [n_species] or NULL: a species that the file lacks takes the values of this one, -1: of none (tracers.h). */
    const int *border_as, *initial_as;
    lt_time start;
    long n_hours;
    bool initial; /* the state at start as well */
} lt_boundary_need;

typedef struct lt_boundary lt_boundary;

/* Opens and reads all that the run needs once: another chemistry, a species or hour that is missing, another grid,
 * other layers, a value that is negative or not finite are LT_ERR_INPUT with field, hour and cell. */
lt_status lt_boundary_open(const char *path, const lt_boundary_need *need, lt_boundary **out);
void lt_boundary_close(lt_boundary *boundary); /* NULL is fine */
/* Which species the file lacks, and what stands in for them, in one line; NULL: it has all, or is only judged. */
const char *lt_boundary_filled(const lt_boundary *boundary, bool chinese);
/* Read what the hour that begins then needs; and the values at a time in it (seconds since 1970). */
lt_status lt_boundary_hour(lt_boundary *boundary, lt_time hour);
void lt_boundary_at(const lt_boundary *boundary, double time, lt_border *out);
/* Fill the state with that of need->start; species that the file lacks stay as they are. */
lt_status lt_boundary_initial(lt_boundary *boundary, lt_state *state);
/* All faults of a file. */
lt_status lt_boundary_judge(lt_ncr *file, lt_faults *faults);

#endif
