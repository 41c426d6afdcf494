/* plants.h - tables of plants that spread a provincial row over stacks: coal units and steel works. */
#ifndef LT_PLANTS_H
#define LT_PLANTS_H

#include "inventory/ledger_read.h"

typedef struct lt_plant {
    char name[96], region[24];
    double lat, lon;
    int start_year;             /* 0 = not known */
    double mw, heat_rate;       /* coal unit; heat rate as given (relative use only) */
    bool gives_heat;            /* flagged CHP and not a captive plant */
    double iron, crude_steel;   /* steel works, capacity in kt a year */
    double converter, electric; /* of the crude steel */
} lt_plant;

typedef struct lt_plants {
    lt_plant *items;
    long n;
} lt_plants;

void lt_plants_free(lt_plants *plants);
/* The shipped tables. */
lt_status lt_plants_read_coal(const char *path, lt_plants **out);
lt_status lt_plants_read_steel(const char *path, lt_plants **out);
/* readers/: the files of Global Energy Monitor themselves, operating plants only. */
lt_status lt_read_gem_units(const char *path, lt_plants **out);
lt_status lt_read_gem_steel(const char *path, lt_plants **out);

/* Spread a provincial row: one point source a plant and size class, for plants that started by base_year. */
lt_status lt_plants_spread(const lt_plants *plants, const lt_source *row, const lt_ledger_reader *reader,
                           lt_ledger *ledger);

#endif
