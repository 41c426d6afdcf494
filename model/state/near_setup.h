/* near_setup.h - the list `model: near:` of case.yaml: places whose cells get a map of 100 to 1000 m
 * (gaussian/subgrid), and the tags that the run carries for them.
 *
 * A map has cells x cells cells of the grid around the one that holds the place. Of every cell and species a tag
 * follows what the stacks of this cell and its eight neighbours emitted; read in this cell it is the local part of the
 * cell's value. */
#ifndef LT_NEAR_SETUP_H
#define LT_NEAR_SETUP_H

#include "model/state/tracer_setup.h"

typedef struct lt_near_setup {
    char *site;                /* part of file names */
    char *title_en, *title_zh; /* less than LT_NEAR_TITLE bytes */
    double lon, lat;
    long cells;          /* in a row of the map, odd */
    double resolution_m; /* wanted; the nearest that divides a cell is taken */
    lt_list pollutants;  /* char *: of lt_near_pollutants; none: so2, nox, pm25 */
} lt_near_setup;

extern const lt_config_row lt_near_rows[];

enum { LT_NEAR_SITES = 16, LT_NEAR_TITLE = 256, LT_NEAR_MOST_TAGGED = 3, LT_NEAR_MOST_SPECIES = 8 };

/* A pollutant of a map: a field of conc.nc, and species whose tags make its local part. */
typedef struct lt_near_tagged {
    const char *species;
    double factor; /* kg of the field a kg of the species */
} lt_near_tagged;
typedef struct lt_near_pollutant {
    const char *name; /* of the field */
    bool mechanism;   /* for runs with a mechanism; false: for `chemistry: off` */
    lt_near_tagged tagged[LT_NEAR_MOST_TAGGED];
} lt_near_pollutant;

/* NULL: a map of it cannot be made with this chemistry. */
const lt_near_pollutant *lt_near_pollutant_find(const char *name, bool mechanism);
/* The names of a map's pollutants; *n of them. */
const char *const *lt_near_pollutants(const lt_near_setup *near, int *n);

/* The species that are tagged for a map, each once; *n of them. */
void lt_near_species(const lt_near_setup *near, bool mechanism, const char *out[LT_NEAR_MOST_SPECIES], int *n);

/* What must hold beyond the schema, tracers being those of the case; mechanism: or `chemistry: off`; node: of the list,
 * or NULL. */
lt_status lt_near_judge(const lt_list *near, const lt_list *tracers, bool mechanism, const lt_node *node);
/* The tag of a cell, counted from the map's south-west, through lt_fmt: "near1_SO2_0_2". */
const char *lt_near_tag(long map, const char *species, int east, int north);
/* Adds the tags of all maps to tracers (lt_tracer_setup), which frees them. */
lt_status lt_near_add_tags(const lt_list *near, bool mechanism, lt_list *tracers);

#endif
