/* box.h - a box case with its mechanism: every name found, every amount in the unit of the run. Nothing changes it
 * while it runs; box_run.h goes through time.
 *
 * Unit of the run: ppb, or with `units: native` that of the mechanism's files. Fixed species stand behind the variable
 * ones as in the mechanism. */
#ifndef LT_BOX_H
#define LT_BOX_H

#include "model/chemistry/box/box_case.h"
#include "model/chemistry/box/box_table.h"
#include "model/chemistry/box/clear_sky.h"
#include "model/chemistry/box/quantity.h"
#include "model/kernel/rosenbrock.h"

/* A species or a family: the sum of some. */
typedef struct lt_box_sum {
    const char *name;
    int n;
    int *species;
} lt_box_sum;

/* One source: rates in ppb s-1, in molecules cm-3 s-1, or as flux in molecules cm-2 s-1, times the factor of the hour.
 */
typedef struct lt_box_source {
    const char *name;
    int n;
    int *species;
    double *rate;
    lt_quantity_kind *kind; /* of each rate */
    double by_hour[24];
} lt_box_source;

typedef struct lt_box {
    lt_box_case *setup;
    lt_mechanism *mechanism;
    lt_box_table *table; /* NULL: none */
    lt_clear_sky *sky;   /* NULL: no law of light */
    const lt_rosenbrock *method;
    bool native;
    double *initial;     /* [n_species]; NAN: a fixed species that follows the air */
    bool *from_file;     /* [n_variable] its start is that of #INITVALUES, and not 0 */
    double *atol;        /* [n_variable] */
    double *external;    /* [n_externals] as prescribed; NAN: by the law of light or the table */
    double *rate;        /* [n_reactions] in place of the file's law; NAN: by law */
    double *rate_factor; /* [n_reactions] */
    bool *by_law;        /* [n_reactions] its law is asked */
    double *velocity;    /* [n_variable] m s-1 */
    double *background;  /* [n_variable] */
    double *held;        /* [n_variable] NAN: not held */
    double dilution;     /* s-1 */
    double water_ppb;    /* as `water` says; NAN: from humidity or the table */
    bool mixes;          /* something is emitted into or deposited from a mixing height */
    int n_sources;
    lt_box_source *sources;
    int n_shown, n_budget, n_rates;
    int *rates; /* [n_rates] reactions whose constants are written */
    lt_box_sum *shown, *budget;
} lt_box;

/* Takes the case (freed with the box, also after an error). All faults go to faults; *out is NULL after an error and
 * where faults were forgiven. */
lt_status lt_box_create(lt_box_case *setup, lt_faults *faults, lt_box **out);
/* From a file; the first fault is the error. */
lt_status lt_box_open(const char *path, lt_box **out);
/* The same from text; name is for messages, and the folder of it that of files beside it. */
lt_status lt_box_parse(const char *name, const char *text, lt_box **out);
void lt_box_free(lt_box *box);
/* For `lantian check`: all faults of a document, which it leaves alone. */
lt_status lt_box_judge(const char *path, lt_faults *faults);

/* Does a rate that is asked need this variable? */
bool lt_box_asks(const lt_box *box, lt_rate_variable variable);
/* Is this external asked by a reaction whose law is asked? */
bool lt_box_asks_external(const lt_box *box, int external);

#endif
