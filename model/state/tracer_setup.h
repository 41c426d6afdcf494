/* tracer_setup.h - the list `model: tracers:` of case.yaml, read and judged.
 *
 * A tracer is passive: nothing makes or destroys it but emission, border, and the deposition that it is given.
 *   gas     CO2 or CH4 (gases.h) with its emissions; the background enters at the border and fills the domain
 *   tag     a copy of a species or gas that takes a part of its emissions: regions or a square of cells, source, hours;
 *           nothing enters
 *   border  what enters at the border, as much as of its parent, or 1 kg a kg of air; nothing is emitted
 *   start   what the domain holds of its parent at the start
 * The tags of all regions, border and start of a gas sum to the gas, but for what the limiter of the advection does to
 * a sum (README.md says how much). */
#ifndef LT_TRACER_SETUP_H
#define LT_TRACER_SETUP_H

#include "base/config.h"
#include "model/state/gases.h"
#include "model/state/species.h"

enum { LT_TRACER_NAME = 32 };

typedef enum lt_tracer_kind { LT_TRACER_GAS, LT_TRACER_TAG, LT_TRACER_BORDER, LT_TRACER_START } lt_tracer_kind;

/* One item of the list. */
typedef struct lt_tracer_setup {
    char *name, *kind;
    char *of;          /* parent: a species of the model, or a gas that stands before it in the list; of a tag also
                          primary_pm25, primary_pmc: all particles that are emitted */
    lt_list regions;   /* char *: of the grid; none: everywhere */
    double lon, lat;   /* of a square of cells, in place of regions; both 0: none */
    long east, north;  /* its middle, cells from the one that holds the place */
    long ring;         /* cells around its middle on each side */
    char *source;      /* all | area | points | a height profile of emissions.nc */
    char *hours;       /* all | "7-18": local hours (UTC+8), from the beginning of the first to the end of the last */
    char *deposition;  /* parent | none */
    char *value;       /* border: parent | one */
    char *emission;    /* gas: on | off */
    double background; /* gas: mole fraction; 0: the table */
} lt_tracer_setup;

extern const lt_config_row lt_tracer_rows[];

/* LT_ERR_INPUT for the first fault of the list; species: those of the model; node is the list in the document (for
 * places) or NULL. */
lt_status lt_tracers_judge(const lt_list *tracers, const lt_species_set *species, const lt_node *node);

lt_tracer_kind lt_tracer_kind_of(const lt_tracer_setup *tracer);
/* The place of a tracer's parent among the species of the model and the tracers behind them, -1 if it has none; its
 * gas, or -1. The list must be without fault. */
int lt_tracer_parent(const lt_list *tracers, const lt_species_set *species, long n);
int lt_tracer_gas(const lt_list *tracers, const lt_species_set *species, long n, const lt_gases *gases);
/* Is it a tag of a sum of particles (lt_primary_particles)? Its parent is then one of them. */
bool lt_tracer_is_sum(const lt_tracer_setup *tracer);
/* Does it take a square of cells around a place? */
bool lt_tracer_has_place(const lt_tracer_setup *tracer);
/* Bits of the local hours; 0: all. false if the text is no span of hours. */
bool lt_tracer_hours(const char *text, unsigned *out);

#endif
